// Makes a fresh checkout ready: dependencies from the lock file, and the Node.js that n8n needs.
// Plain JavaScript without imports from node_modules, because it runs before anything is installed,
// on whatever Node.js the machine has.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE_MAJOR = 20;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE_MAJOR) {
	fail(`Node.js ${OLDEST_NODE_MAJOR} or newer is needed; this is ${process.versions.node}.`);
}

const lock = createHash('sha256')
	.update(readFileSync(join(root, 'package-lock.json')))
	.digest('hex');
const stamp = join(root, 'node_modules', '.setup-stamp');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
	console.log('Installing dependencies (once, about two minutes) ...');
	// Not `npm ci`: it refuses a lock file written where a registry lacks some platform's optional binaries.
	npm('install', '--no-save');
	// Install scripts are off (.npmrc); these two packages only unpack the binary of this platform.
	npm('rebuild', 'node', 'esbuild', '--ignore-scripts=false');
	writeFileSync(stamp, lock);
}

function npm(...args) {
	const result = spawnSync('npm', args, {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		shell: process.platform === 'win32',
	});
	if (result.status !== 0) fail(`"npm ${args.join(' ')}" failed; its output above says why.`);
}

function fail(message) {
	console.error(message);
	process.exit(1);
}
