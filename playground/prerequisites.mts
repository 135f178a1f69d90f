import { mkdir, statfs } from 'node:fs/promises';
import { describeMissingPrograms } from './programs.mjs';

/** An n8n takes 3 GB; npm keeps about as much again in its own cache the first time. */
const NEEDED_GIGABYTES = 6;
const BYTES_PER_GIGABYTE = 1e9;

/**
 * Everything that would make an installation of n8n into this folder fail, as sentences for the user.
 * Empty if nothing would.
 */
export async function installationObstacles(folder: string): Promise<string[]> {
	const programs = describeMissingPrograms();
	const disk = describeLackOfSpace(folder, await freeBytes(folder));
	return [programs, disk].filter((obstacle) => obstacle !== undefined);
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
