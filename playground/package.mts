import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { INodeType, INodeTypeDescription, IVersionedNodeType } from 'n8n-workflow';
import { checkoutFolder, playgroundFolder } from './folders.mts';
import { run } from './run.mts';

/** What decides the contents of the package. */
const SOURCES = [
	'credentials',
	'nodes',
	'package.json',
	'tsconfig.json',
	'tsconfig.build.json',
	'gulpfile.js',
];
/** n8n drops these when it installs a community package. */
const DROPPED_BY_N8N = ['devDependencies', 'peerDependencies', 'optionalDependencies'];
const LOCK_WAIT_MILLISECONDS = 10_000;

/** This package as its users get it: built, packed and unpacked again. */
export interface BuiltPackage {
	readonly name: string;
	readonly version: string;
	readonly author: { readonly name: string; readonly email: string };
	/** The unpacked tarball. */
	readonly folder: string;
	readonly nodes: readonly PackagedNode[];
}

/** A node as n8n records it for an installed package. */
interface PackagedNode {
	/** With the package's name as prefix, as workflows name it. */
	readonly type: string;
	readonly displayName: string;
	readonly latestVersion: number;
}

interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly author: { readonly name: string; readonly email: string };
	readonly n8n: { readonly nodes: readonly string[] };
}

/**
 * Builds and packs this checkout, or returns the last result if no source has changed since.
 *
 * @throws Error with the output of the build, when it fails
 */
export async function buildPackage(): Promise<BuiltPackage> {
	const home = join(playgroundFolder, 'package');
	const folder = join(home, await sourceFingerprint());
	if (!existsSync(folder)) {
		await rm(home, { recursive: true, force: true });
		await run('npm', ['run', 'build'], checkoutFolder);
		await unpackInto(folder, await pack(home));
	}
	return await describePackage(folder);
}

/**
 * Puts the package where n8n keeps the community packages it has installed, in the form it has after an
 * installation by n8n. To be done while n8n is stopped.
 */
export async function installPackage(built: BuiltPackage, userFolder: string): Promise<void> {
	const packages = join(userFolder, '.n8n', 'nodes');
	const target = join(packages, 'node_modules', built.name);
	await rm(target, { recursive: true, force: true });
	await mkdir(join(packages, 'node_modules'), { recursive: true });
	await cp(built.folder, target, { recursive: true });
	await writeJson(join(target, 'package.json'), await installedManifest(built));
	await writeJson(join(packages, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [built.name]: built.version },
	});
}

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

async function sourceFingerprint(): Promise<string> {
	const hash = createHash('sha256');
	for (const source of SOURCES) await hashTree(hash, source);
	return hash.digest('hex').slice(0, 16);
}

async function hashTree(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
	const entries = await readdir(join(checkoutFolder, path), { withFileTypes: true }).catch(
		() => undefined,
	);
	if (entries === undefined) {
		hash.update(`${path}\0`).update(await readFile(join(checkoutFolder, path)));
		return;
	}
	for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
		await hashTree(hash, `${path}/${entry.name}`);
	}
}

/** Returns the path of the tarball that publishing would upload. */
async function pack(destination: string): Promise<string> {
	await mkdir(destination, { recursive: true });
	const output = await run(
		'npm',
		['pack', '--ignore-scripts', '--silent', `--pack-destination=${destination}`],
		checkoutFolder,
	);
	return join(destination, output.trim());
}

/** A tarball of npm's holds everything in one folder, `package`. */
async function unpackInto(folder: string, tarball: string): Promise<void> {
	const partial = `${folder}.partial-${process.pid}`;
	await mkdir(partial, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', partial, '--strip-components=1'], checkoutFolder);
	await rename(partial, folder);
}

async function describePackage(folder: string): Promise<BuiltPackage> {
	const { name, version, author, n8n } = await readManifest(folder);
	const nodes = n8n.nodes.map((path) => describeNode(name, join(folder, path)));
	return { name, version, author, folder, nodes };
}

/** Loads a node as n8n does: the class is named after its file. */
function describeNode(packageName: string, file: string): PackagedNode {
	const className = file.split(/[\\/]/).at(-1)?.split('.')[0] ?? '';
	const exported = createRequire(import.meta.url)(file) as Record<
		string,
		new () => INodeType | IVersionedNodeType
	>;
	const NodeClass = exported[className];
	if (!NodeClass) throw new Error(`${file} does not export the class ${className}`);
	const { description } = new NodeClass();
	return {
		type: `${packageName}.${description.name}`,
		displayName: description.displayName,
		latestVersion: latestVersion(description),
	};
}

function latestVersion(
	description: INodeType['description'] | IVersionedNodeType['description'],
): number {
	const { defaultVersion } = description;
	if (defaultVersion !== undefined) return defaultVersion;
	const { version } = description as INodeTypeDescription;
	return Array.isArray(version) ? Math.max(...version) : version;
}

async function installedManifest({ folder }: BuiltPackage): Promise<Record<string, unknown>> {
	const manifest = Object.entries(await readManifest(folder));
	return Object.fromEntries(manifest.filter(([member]) => !DROPPED_BY_N8N.includes(member)));
}

async function readManifest(folder: string): Promise<Manifest> {
	return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}

async function writeJson(path: string, value: unknown): Promise<void> {
	await writeFile(path, JSON.stringify(value, null, 2));
}
