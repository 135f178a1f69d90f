import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian keeps the server programs of each PostgreSQL version off the path. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** Where the programs are that a queue needs beside n8n. */
export interface ServicePrograms {
	readonly postgres: {
		readonly initdb: string;
		readonly postgres: string;
		readonly pgIsReady: string;
		readonly psql: string;
	};
	readonly redisServer: string;
}

/**
 * Looks for PostgreSQL and Redis on the path and where Debian keeps them.
 *
 * @throws Error that names what is missing and the packages that have it
 */
export function findServicePrograms(
	folders: readonly string[] = searchedFolders(),
): ServicePrograms {
	const missing: string[] = [];
	const find = (program: string): string => {
		const path = folders.map((folder) => join(folder, program)).find((it) => existsSync(it));
		if (path === undefined) missing.push(program);
		return path ?? program;
	};
	const programs: ServicePrograms = {
		postgres: {
			initdb: find('initdb'),
			postgres: find('postgres'),
			pgIsReady: find('pg_isready'),
			psql: find('psql'),
		},
		redisServer: find('redis-server'),
	};
	if (missing.length > 0) throw new Error(describeMissing(missing));
	return programs;
}

function describeMissing(programs: readonly string[]): string {
	return `n8n's queue mode needs PostgreSQL and Redis, and this is missing: ${programs.join(', ')}. Debian and Ubuntu: "apt-get install postgresql redis-server"; macOS: "brew install postgresql redis". No service needs to run: they are started on free ports, with temporary data.`;
}

function searchedFolders(): string[] {
	const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
	return [...path, ...debianFolders()];
}

/** Newest version first. */
function debianFolders(): string[] {
	if (!existsSync(DEBIAN_POSTGRES)) return [];
	const versions = readdirSync(DEBIAN_POSTGRES).sort((a, b) => Number(b) - Number(a));
	return versions.map((version) => join(DEBIAN_POSTGRES, version, 'bin'));
}
