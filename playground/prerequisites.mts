import { existsSync } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** An n8n takes 3 GB; npm keeps about as much again in its own cache the first time. */
const NEEDED_GIGABYTES = 6;
const BYTES_PER_GIGABYTE = 1e9;

/** Each need is met by any one of its programs; n8n's SQLite driver is compiled during the installation. */
const NEEDED_PROGRAMS = [
	{ need: 'a C++ compiler', anyOf: ['c++', 'g++', 'clang++'] },
	{ need: 'make', anyOf: ['make', 'gmake'] },
	{ need: 'Python 3', anyOf: ['python3', 'python'] },
] as const;

/** Finds out whether a program of this name can be started. */
export type ProgramLookup = (name: string) => boolean;

/**
 * Everything that would make an installation of n8n into this folder fail, as sentences for the user.
 * Empty if nothing would.
 */
export async function installationObstacles(folder: string): Promise<string[]> {
	const programs = describeMissingPrograms(isOnPath);
	const disk = describeLackOfSpace(folder, await freeBytes(folder));
	return [programs, disk].filter((obstacle) => obstacle !== undefined);
}

/** Names the missing programs and how to get them; undefined if none is missing. */
export function describeMissingPrograms(isThere: ProgramLookup): string | undefined {
	// On Windows node-gyp looks for Visual Studio itself, with a clear message of its own.
	if (process.platform === 'win32') return undefined;
	const missing = NEEDED_PROGRAMS.filter(({ anyOf }) => !anyOf.some(isThere));
	if (missing.length === 0) return undefined;
	const names = missing.map(({ need, anyOf }) => `${need} (${anyOf.join(' or ')})`).join(', ');
	return `Installing n8n compiles its SQLite driver, and this is missing: ${names}. Debian and Ubuntu: "apt-get install g++ make python3"; macOS: "xcode-select --install".`;
}

/** Compares the free space with what an n8n needs; undefined if it is enough. */
export function describeLackOfSpace(folder: string, free: number): string | undefined {
	if (free >= NEEDED_GIGABYTES * BYTES_PER_GIGABYTE) return undefined;
	const gigabytes = (free / BYTES_PER_GIGABYTE).toFixed(1);
	return `Installing n8n needs ${NEEDED_GIGABYTES} GB of disk; ${folder} has ${gigabytes} GB left. XDG_CACHE_HOME can name a folder on another disk.`;
}

/** Bytes that this user can still write to the disk of the folder, which is made if it is missing. */
export async function freeBytes(folder: string): Promise<number> {
	await mkdir(folder, { recursive: true });
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}

function isOnPath(program: string): boolean {
	const folders = (process.env.PATH ?? '').split(delimiter);
	return folders.some((folder) => folder !== '' && existsSync(join(folder, program)));
}
