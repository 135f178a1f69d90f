// Makes a fresh checkout ready: dependencies from the lock file, and the Node.js that n8n needs.
// Plain JavaScript without imports from node_modules, because it runs before anything is installed,
// on whatever Node.js the machine has.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
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
const installed = join(root, 'node_modules');
const stamp = join(installed, '.setup-stamp');

if (!isOfAnotherCheckout() && (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock)) {
	console.log('Installing dependencies (once, about two minutes) ...');
	// On an older Node.js npm names each package that needs a newer one; the scripts bring that one.
	npm('ci', '--loglevel=error');
	// Install scripts are off (.npmrc); these two packages only unpack the binary of this platform.
	npm('rebuild', 'node', 'esbuild', '--ignore-scripts=false');
	writeFileSync(stamp, lock);
}

/** A worktree may borrow the packages of its main checkout by a link. `npm ci` would empty that folder. */
function isOfAnotherCheckout() {
	return lstatSync(installed, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
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
