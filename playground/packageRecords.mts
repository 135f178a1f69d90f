import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BuiltPackage } from './package.mts';

/** n8n may be writing to its database at the same moment. */
const LOCK_WAIT_MILLISECONDS = 10_000;

/**
 * Records the package in n8n's SQLite database, so that "Settings > Community nodes" lists it. n8n
 * loads the package without this. To be done once n8n has made its database; it may be running.
 */
export function registerPackage(built: BuiltPackage, userFolder: string): void {
	const database = new DatabaseSync(join(userFolder, '.n8n', 'database.sqlite'), {
		timeout: LOCK_WAIT_MILLISECONDS,
	});
	try {
		database.exec(packageRecords(built));
	} finally {
		database.close();
	}
}

/** The same for any database: SQL statements that make the records, in one transaction. */
export function packageRecords({ name, version, author, nodes }: BuiltPackage): string {
	const now = new Date().toISOString().replace('T', ' ').replace('Z', '');
	const packageRow = [name, version, author.name, author.email, now, now];
	const nodeRows = nodes.map(({ displayName, type, latestVersion }) =>
		[displayName, type, String(latestVersion), name].map(literal),
	);
	return `
		BEGIN;
		DELETE FROM installed_nodes WHERE package = ${literal(name)};
		DELETE FROM installed_packages WHERE "packageName" = ${literal(name)};
		INSERT INTO installed_packages
			("packageName", "installedVersion", "authorName", "authorEmail", "createdAt", "updatedAt")
			VALUES (${packageRow.map(literal).join(', ')});
		INSERT INTO installed_nodes (name, type, "latestVersion", package)
			VALUES ${nodeRows.map((row) => `(${row.join(', ')})`).join(', ')};
		COMMIT;`;
}

function literal(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}
