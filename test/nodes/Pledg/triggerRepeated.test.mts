import { describe, expect, test, vi } from 'vitest';

import { signHs256 } from '../../../credentials/lib/jwt';
import {
	backMode,
	errorToken,
	MINUTE,
	pledgTrigger,
	SECRET,
	transfer,
	transferToken,
} from './triggerStage.mts';

const pledg = pledgTrigger();

describe('a delivery that comes again', () => {
	const again = { signature: signHs256({ ...transfer, created: 'a second later' }, SECRET) };

	test.each([
		['a transfer', { signature: transferToken }, again],
		['an error', { signature: errorToken }, { signature: errorToken }],
		['back mode', backMode, backMode],
	])('is acknowledged and starts nothing: %s', async (_, first, second) => {
		const bodies = [first, second, first];
		const answers = await Promise.all(bodies.map(async (body) => await pledg.post(body)));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(pledg.listener.started).toHaveLength(1);
	});

	test('is recognised after a restart, from what n8n saved', async () => {
		await pledg.post({ signature: transferToken });
		vi.advanceTimersByTime(11 * MINUTE);
		pledg.stage.restart();
		expect((await pledg.post({ signature: transferToken })).status).toBe(200);
		expect(pledg.listener.started).toHaveLength(1);
	});

	test('is recognised for ten minutes where n8n could not save', async () => {
		const saved = pledg.stage.savedStaticData();
		const counts: number[] = [];
		for (const minutes of [0, 9, 2]) {
			vi.advanceTimersByTime(minutes * MINUTE);
			pledg.stage.restart(saved);
			await pledg.post({ signature: transferToken });
			counts.push(pledg.listener.started.length);
		}
		expect(counts).toEqual([1, 1, 2]);
	});

	test('counts again if n8n could not start the workflow', async () => {
		pledg.listener.startFailure = 500;
		expect((await pledg.post({ signature: transferToken })).status).toBe(500);
		pledg.listener.startFailure = undefined;
		await pledg.expectStarted({ signature: transferToken }, { kind: 'paid' });
	});

	test('starts a test as often as it comes', async () => {
		pledg.listener.mode = 'manual';
		await pledg.post({ signature: transferToken });
		await pledg.post({ signature: transferToken });
		expect(pledg.listener.started).toHaveLength(2);
		expect(pledg.stage.staticData()).toEqual({});
	});

	test('takes the place of the one that came longest ago', async () => {
		const others = Array.from({ length: 500 }, (_, index) => `other-${index}`);
		pledg.stage.staticData().deliveries = Object.fromEntries(
			others.map((key) => [key, Date.now()]),
		);
		await pledg.post({ signature: transferToken });
		const kept = Object.keys(pledg.stage.staticData().deliveries ?? {});
		expect(kept.slice(1)).toEqual(others.slice(0, -1));
		vi.advanceTimersByTime(11 * MINUTE);
		pledg.stage.restart();
		await pledg.post({ signature: transferToken });
		expect(pledg.listener.started).toHaveLength(1);
	});
});

test('a notification that was not wanted is remembered like any other', async () => {
	await pledg.listen({ parameters: { kinds: ['failed'] } });
	await pledg.post({ signature: transferToken });
	pledg.stage.edit({ kinds: ['paid'] });
	expect((await pledg.post({ signature: transferToken })).status).toBe(200);
	expect(pledg.listener.started).toEqual([]);
});
