import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findServicePrograms } from '../../playground/services.mts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'services-'));
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

async function install(...programs: string[]): Promise<void> {
	for (const program of programs) {
		await writeFile(join(folder, program), '');
		await chmod(join(folder, program), 0o755);
	}
}

describe('the programs of a queue', () => {
	it('are found in the folders that are searched', async () => {
		await install('initdb', 'postgres', 'pg_isready', 'psql', 'redis-server');
		const { postgres, redisServer } = findServicePrograms(['/nowhere', folder]);
		expect(postgres.initdb).toBe(join(folder, 'initdb'));
		expect(redisServer).toBe(join(folder, 'redis-server'));
	});

	it('are named with their packages where they are missing', async () => {
		await install('initdb', 'postgres', 'pg_isready', 'psql');
		expect(() => findServicePrograms([folder])).toThrow(
			/this is missing: redis-server\. Debian and Ubuntu: "apt-get install postgresql redis-server"/,
		);
	});
});
