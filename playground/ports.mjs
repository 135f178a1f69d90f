// Plain JavaScript: `npm start` looks at the ports before the Node.js that reads types is installed.
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/**
 * Where to look for free ports: above those of well-known servers, and below those that systems give
 * to outgoing connections (from 32768 on Linux). One of these could take a port after it was found
 * free and before n8n, which needs a while to start, listens on it.
 */
const FREE_PORTS = { from: 20_000, below: 32_768 };

/**
 * What a port is needed for, named as the user knows it, with the flag that moves it elsewhere.
 *
 * @typedef {{ readonly port: number; readonly purpose: string; readonly flag: string }} PortUse
 */

/**
 * All ports that a playground takes. Of each of the two given the next one is needed too; those of
 * n8n are not where it runs elsewhere.
 *
 * @param {{ readonly port: number; readonly sandboxPort: number; readonly elsewhere?: unknown }} first
 * @returns {PortUse[]}
 */
export function portUses({ port, sandboxPort, elsewhere }) {
	const ofN8n = [
		{ port, purpose: "n8n's editor", flag: '--port' },
		{ port: port + 1, purpose: "n8n's task broker", flag: '--port' },
	];
	return [
		...(elsewhere === undefined ? ofN8n : []),
		{ port: sandboxPort, purpose: 'the sandbox', flag: '--sandbox-port' },
		{ port: sandboxPort + 1, purpose: "the sandbox's foreign host", flag: '--sandbox-port' },
	];
}

/**
 * The first of the ports on loopback that some other program holds; undefined if all are free.
 *
 * @param {readonly PortUse[]} uses
 * @returns {Promise<PortUse | undefined>}
 */
export async function firstBusyPort(uses) {
	for (const use of uses) {
		if (!(await isPortFree(use.port))) return use;
	}
	return undefined;
}

/**
 * One sentence for the user: which port is taken, what wanted it, and what to do.
 *
 * @param {PortUse} use
 * @param {string} [command] what was typed
 */
export function describeBusyPort({ port, purpose, flag }, command = 'npm start') {
	return `Port ${port} (${purpose}) is taken by another program. Stop that program, or choose another port: ${command} -- ${flag} ${port + 10}`;
}

/**
 * Whether a server could listen on this loopback port right now.
 *
 * @param {number} port
 */
export async function isPortFree(port) {
	const server = await listen(port).catch(() => undefined);
	if (!server) return false;
	await close(server);
	return true;
}

/**
 * Two free neighbouring ports on loopback; the lower one is returned. n8n needs two: for itself and
 * for its task broker.
 *
 * @returns {Promise<number>}
 */
export async function freePortPair() {
	for (;;) {
		const port = randomInt(FREE_PORTS.from, FREE_PORTS.below - 1);
		if ((await isPortFree(port)) && (await isPortFree(port + 1))) return port;
	}
}

/**
 * @param {number} port
 * @returns {Promise<import('node:net').Server>}
 */
function listen(port) {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen({ port, host: LOOPBACK, exclusive: true }, () => resolve(server));
	});
}

/**
 * @param {import('node:net').Server} server
 * @returns {Promise<void>}
 */
function close(server) {
	return new Promise((resolve) => {
		server.close(() => resolve());
	});
}
