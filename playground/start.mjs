// `npm start`: what can go wrong is said before anything is installed; then set-up, then the playground.
// Plain JavaScript, because it runs on whatever Node.js the machine has.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeBusyPort, firstBusyPort, portUses } from './ports.mjs';
import { describeMissingPrograms } from './programs.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
// The playground itself reads its arguments strictly, with a usage; here only the ports matter.
const { values } = parseArgs({
	args,
	strict: false,
	options: {
		port: { type: 'string', default: '5678' },
		'sandbox-port': { type: 'string', default: '5710' },
		url: { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});

const obstacle = values.help ? undefined : await firstObstacle();
if (obstacle !== undefined) {
	console.error(obstacle);
	process.exit(1);
}
await import('./setup.mjs');
// The set-up has brought the Node.js that n8n needs, which npm has put first on the path.
const playground = spawn('node', [join(folder, 'start.mts'), ...args], { stdio: 'inherit' });
// Ctrl-C reaches both; the playground stops what it has started, and this waits for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
playground.on('exit', (code) => process.exit(code ?? 1));

async function firstObstacle() {
	const ports = { port: Number(values.port), sandboxPort: Number(values['sandbox-port']) };
	const { url: elsewhere } = values;
	if (Object.values(ports).every((port) => Number.isInteger(port) && port > 0 && port < 65_535)) {
		const busy = await firstBusyPort(portUses({ ...ports, elsewhere }));
		if (busy) return describeBusyPort(busy);
	}
	return elsewhere !== undefined || isN8nInstalled() ? undefined : describeMissingPrograms();
}

/** Then nothing is compiled any more. Another version than the one there is checked by the playground. */
function isN8nInstalled() {
	const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	const installations = join(cache, 'n8n-nodes-commerce-connectors');
	return (
		existsSync(installations) &&
		readdirSync(installations).some((name) => /^n8n-\d+\.\d+\.\d+$/.test(name))
	);
}
