import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Copies a package, as one of another version. Nothing but the version differs. */
export async function copyAsVersion(
	packageFolder: string,
	version: string,
	folder: string,
): Promise<void> {
	await cp(packageFolder, folder, { recursive: true });
	const file = join(folder, 'package.json');
	const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
	await writeFile(file, JSON.stringify({ ...manifest, version }, null, 2));
}
