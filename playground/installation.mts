import { cacheFolder } from './folders.mts';
import { providePinnedProgram } from './pinnedProgram.mts';
import { installationObstacles } from './prerequisites.mts';

/** An n8n on disk. */
export interface Installation {
	readonly version: string;
	/** The folder whose `node_modules` holds n8n. */
	readonly folder: string;
}

/**
 * The n8n of this version, installed first if the cache does not hold it; that takes minutes.
 *
 * @throws Error that says what is missing, before anything is installed; or what npm printed, if it fails
 */
export async function provideInstallation(version: string): Promise<Installation> {
	const folder = await providePinnedProgram({
		name: 'n8n',
		version,
		overrides: {
			// Its later releases depend on a package that some registries lack.
			linkedom: '0.18.12',
			// 1.x asks for a tarball on its author's server, which npm cannot always reach.
			...(version.startsWith('1.') ? { xlsx: '0.18.5' } : {}),
		},
		// The one package of n8n's that has to be built.
		built: ['sqlite3'],
		script: 'bin/n8n',
		obstacles: () => installationObstacles(cacheFolder),
	});
	return { version, folder };
}
