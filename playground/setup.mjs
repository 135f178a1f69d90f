// Makes a fresh checkout ready: dependencies from the lock file, and the Node.js that n8n needs.
// Plain JavaScript without imports from node_modules, because it runs before anything is installed,
// on whatever Node.js the machine has.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE_MAJOR = 20;
/** Of the one that the scripts run on, which n8n and the tests need. */
const SCRIPTS_NODE_MAJOR = 24;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE_MAJOR) {
	fail(`Node.js ${OLDEST_NODE_MAJOR} or newer is needed; this is ${process.versions.node}.`);
}

const installed = join(root, 'node_modules');

if (!isOfAnotherCheckout() && !isAsLocked()) {
	console.log('Installing dependencies (once, about two minutes) ...');
	npm('ci');
	requireNodeOfScripts();
}

/**
 * npm writes down what it has installed, in the words of the lock file. Comparing the two also knows an
 * `npm ci` by hand, and the installation of an older lock file. Packages of other platforms are not there.
 */
function isAsLocked() {
	const record = join(installed, '.package-lock.json');
	if (!existsSync(record)) return false;
	const there = packagesOf(record);
	return Object.entries(packagesOf(join(root, 'package-lock.json')))
		.filter(([path]) => path !== '')
		.every(([path, wanted]) =>
			path in there ? isDeepStrictEqual(there[path], wanted) : wanted.optional === true,
		);
}

function packagesOf(lockFile) {
	return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** A worktree may borrow the packages of its main checkout by a link. `npm ci` would empty that folder. */
function isOfAnotherCheckout() {
	return lstatSync(installed, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** npm leaves out an optional package without a word, and so the Node.js of a platform that has none. */
function requireNodeOfScripts() {
	const path = [join(installed, '.bin'), process.env.PATH].join(delimiter);
	const { stdout } = spawnSync('node', ['--print', 'process.versions.node'], {
		env: { ...process.env, PATH: path },
		encoding: 'utf8',
	});
	if (Number(stdout.split('.')[0]) >= SCRIPTS_NODE_MAJOR) return;
	const { platform, arch } = process;
	fail(
		`playground/node has no Node.js for ${platform}-${arch}; install Node.js ${SCRIPTS_NODE_MAJOR} yourself.`,
	);
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
