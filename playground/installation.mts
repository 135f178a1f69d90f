import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './folders.mts';

/** An n8n on disk. */
export interface Installation {
	readonly version: string;
	/** The folder whose `node_modules` holds n8n. */
	readonly folder: string;
}

const STAMP = '.installed';

/** The n8n of this version in the cache; undefined if there is none, or only a half-finished one. */
export function findInstallation(version: string): Installation | undefined {
	const folder = join(cacheFolder, `n8n-${version}`);
	return existsSync(join(folder, STAMP)) ? { version, folder } : undefined;
}
