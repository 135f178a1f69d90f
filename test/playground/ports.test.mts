import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
	describeBusyPort,
	firstBusyPort,
	freePortPair,
	isPortFree,
	LOOPBACK,
} from '../../playground/ports.mjs';

describe('ports', () => {
	it('finds the one that another program holds, and says how to choose another', async () => {
		const holder = createServer().listen(0, LOOPBACK);
		await new Promise((resolve) => holder.once('listening', resolve));
		const { port } = holder.address() as AddressInfo;
		const free = { port: await freePortPair(), purpose: 'the sandbox', flag: '--sandbox-port' };
		const held = { port, purpose: "n8n's editor", flag: '--port' };

		const busy = await firstBusyPort([free, held]);
		holder.close();

		expect(busy).toBe(held);
		expect(describeBusyPort(held)).toBe(
			`Port ${port} (n8n's editor) is taken by another program. Stop that program, or choose another port: npm start -- --port ${port + 10}`,
		);
	});

	it('finds two free neighbours, and leaves them free', async () => {
		const port = await freePortPair();
		expect(await firstBusyPort([])).toBeUndefined();
		expect([await isPortFree(port), await isPortFree(port + 1)]).toEqual([true, true]);
	});

	it('finds none that the system could give to an outgoing connection meanwhile', async () => {
		const ports = await Promise.all(Array.from({ length: 50 }, () => freePortPair()));
		expect(Math.max(...ports) + 1).toBeLessThan(32_768);
	});
});
