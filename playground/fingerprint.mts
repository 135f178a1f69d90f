import { createHash, type Hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkoutFolder } from './folders.mts';

/** What decides the contents of the package. */
const SOURCES = [
	'credentials',
	'nodes',
	'package.json',
	'tsconfig.json',
	'tsconfig.build.json',
	'gulpfile.js',
];
/** Changes with every change of what the package is built from. */
export async function sourceFingerprint(): Promise<string> {
	const hash = createHash('sha256');
	for (const source of SOURCES) await hashTree(hash, source);
	return hash.digest('hex').slice(0, 16);
}

async function hashTree(hash: Hash, path: string): Promise<void> {
	const entries = await readdir(join(checkoutFolder, path), { withFileTypes: true }).catch(
		() => undefined,
	);
	if (entries === undefined) {
		hash.update(`${path}\0`).update(await readFile(join(checkoutFolder, path)));
		return;
	}
	for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
		await hashTree(hash, `${path}/${entry.name}`);
	}
}
