import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BuiltPackage } from './package.mts';

/** n8n may be writing to its database at the same moment. */
const LOCK_WAIT_MILLISECONDS = 10_000;

/**
 * Records the package in n8n's database, so that "Settings > Community nodes" lists it. n8n loads the
 * package without this. To be done once n8n has made its database; it may be running.
 */
export function registerPackage(built: BuiltPackage, userFolder: string): void {
	const database = new DatabaseSync(join(userFolder, '.n8n', 'database.sqlite'), {
		timeout: LOCK_WAIT_MILLISECONDS,
	});
	try {
		database.exec('BEGIN IMMEDIATE');
		writeRecords(database, built);
		database.exec('COMMIT');
	} finally {
		database.close();
	}
}

function writeRecords(
	database: DatabaseSync,
	{ name, version, author, nodes }: BuiltPackage,
): void {
	const now = new Date().toISOString().replace('T', ' ').replace('Z', '');
	database.prepare('DELETE FROM installed_nodes WHERE package = ?').run(name);
	database.prepare('DELETE FROM installed_packages WHERE packageName = ?').run(name);
	database
		.prepare(
			`INSERT INTO installed_packages
			(packageName, installedVersion, authorName, authorEmail, createdAt, updatedAt)
			VALUES (?, ?, ?, ?, ?, ?)`,
		)
		.run(name, version, author.name, author.email, now, now);
	const insertNode = database.prepare(
		'INSERT INTO installed_nodes (name, type, latestVersion, package) VALUES (?, ?, ?, ?)',
	);
	for (const node of nodes) {
		insertNode.run(node.displayName, node.type, node.latestVersion, name);
	}
}
