import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './folders.mts';
import { showProgress } from './progress.mts';
import { run } from './run.mts';

/** A program on npm that is installed into the cache, at one version, and never into the checkout. */
export interface PinnedProgram {
	/** Of its package. */
	readonly name: string;
	readonly version: string;
	/** Versions of packages it depends on, where the newest cannot be had everywhere. */
	readonly overrides: Readonly<Record<string, string>>;
	/** Packages whose install scripts have to run; all others' are not run. */
	readonly built?: readonly string[];
	/** The script that starts it, below its package's folder. */
	readonly script: string;
	/** What would make the installation fail, as sentences for the user; asked before anything is installed. */
	readonly obstacles?: () => Promise<readonly string[]>;
}

/** Written last: a folder without it is what an interrupted installation left behind. */
const STAMP = '.installed';

/**
 * The folder whose `node_modules` holds the program, which is installed first if the cache does not have it.
 *
 * @throws Error that says what is missing, before anything is installed; or what npm printed, if it fails
 */
export async function providePinnedProgram(program: PinnedProgram): Promise<string> {
	const folder = join(cacheFolder, `${program.name}-${program.version}`);
	if (!existsSync(join(folder, STAMP))) await install(program, folder);
	return folder;
}

/** For Node.js. */
function scriptOf({ name, script }: PinnedProgram, folder: string): string {
	return join(folder, 'node_modules', name, script);
}

async function install(program: PinnedProgram, folder: string): Promise<void> {
	const obstacles = (await program.obstacles?.()) ?? [];
	if (obstacles.length > 0) throw new Error(obstacles.join('\n'));
	await mkdir(cacheFolder, { recursive: true });
	await removeAbandoned();

	const title = `${program.name} ${program.version}`;
	const partial = `${folder}.partial-${process.pid}`;
	process.stdout.write(`${title} is installed once, into ${folder}.\n`);
	const finished = showProgress(`Installing ${title}`, cacheFolder);
	try {
		await installInto(partial, program);
		await moveIntoPlace(partial, folder);
	} finally {
		await rm(partial, { recursive: true, force: true });
		finished();
	}
}

async function installInto(folder: string, program: PinnedProgram): Promise<void> {
	const { name, version, overrides, built = [] } = program;
	const manifest = { private: true, dependencies: { [name]: version }, overrides };
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
	if (built.length > 0) {
		// The flag undoes an ignore-scripts in a user's settings.
		await run('npm', ['rebuild', ...built, '--ignore-scripts=false'], folder);
	}
	await run(process.execPath, [scriptOf(program, folder), '--version'], folder);
	await writeFile(join(folder, STAMP), '');
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
