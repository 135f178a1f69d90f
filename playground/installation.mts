import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './folders.mts';
import { installationObstacles } from './prerequisites.mts';
import { showProgress } from './progress.mts';
import { run } from './run.mts';

/** An n8n on disk. */
export interface Installation {
	readonly version: string;
	/** The folder whose `node_modules` holds n8n. */
	readonly folder: string;
}

/** Written last: a folder without it is what an interrupted installation left behind. */
const STAMP = '.installed';

/**
 * The n8n of this version, installed first if the cache does not hold it.
 *
 * @throws Error that says what is missing, before anything is installed; or what npm printed, if it fails
 */
export async function provideInstallation(version: string): Promise<Installation> {
	return findInstallation(version) ?? (await install(version));
}

/** The n8n of this version in the cache; undefined if there is none, or only a half-finished one. */
function findInstallation(version: string): Installation | undefined {
	const folder = join(cacheFolder, `n8n-${version}`);
	return existsSync(join(folder, STAMP)) ? { version, folder } : undefined;
}

async function install(version: string): Promise<Installation> {
	const obstacles = await installationObstacles(cacheFolder);
	if (obstacles.length > 0) throw new Error(obstacles.join('\n'));
	await removeAbandoned();

	const folder = join(cacheFolder, `n8n-${version}`);
	const partial = `${folder}.partial-${process.pid}`;
	process.stdout.write(`n8n ${version} is installed once, into ${folder}; this takes minutes.\n`);
	const finished = showProgress(`Installing n8n ${version}`, cacheFolder);
	try {
		await installInto(partial, version);
		await moveIntoPlace(partial, folder);
	} finally {
		await rm(partial, { recursive: true, force: true });
		finished();
	}
	return { version, folder };
}

async function installInto(folder: string, version: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest(version)));
	await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
	// The one package of n8n's that has to be built. The flag undoes an ignore-scripts in a user's settings.
	await run('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false'], folder);
	await run(process.execPath, [join('node_modules', 'n8n', 'bin', 'n8n'), '--version'], folder);
	await writeFile(join(folder, STAMP), '');
}

function manifest(version: string): Record<string, unknown> {
	return {
		private: true,
		dependencies: { n8n: version },
		overrides: {
			// Its later releases depend on a package that some registries lack.
			linkedom: '0.18.12',
			// 1.x asks for a tarball on its author's server, which npm cannot always reach.
			...(version.startsWith('1.') ? { xlsx: '0.18.5' } : {}),
		},
	};
}

async function moveIntoPlace(partial: string, folder: string): Promise<void> {
	// Another process may have been faster; its result is as good as ours.
	if (existsSync(join(folder, STAMP))) return;
	await rm(folder, { recursive: true, force: true });
	await rename(partial, folder);
}

/** Removes what installations left behind that were killed before they could tidy up. */
async function removeAbandoned(): Promise<void> {
	for (const name of await readdir(cacheFolder)) {
		const owner = /\.partial-(\d+)$/.exec(name)?.[1];
		if (owner !== undefined && !isRunning(Number(owner))) {
			await rm(join(cacheFolder, name), { recursive: true, force: true });
		}
	}
}

function isRunning(pid: number): boolean {
	try {
		// Signal 0 only asks; a process of another user answers with EPERM, and runs.
		return process.kill(pid, 0);
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
