import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { INodeType, INodeTypeDescription, IVersionedNodeType } from 'n8n-workflow';
import { sourceFingerprint } from './fingerprint.mts';
import { checkoutFolder, packageFolder } from './folders.mts';
import { run } from './run.mts';

/** n8n drops these when it installs a community package. */
const DROPPED_BY_N8N = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

/** The one folder in a tarball of npm's. */
const UNPACKED = 'package';
/** "Settings > Community nodes" waits for "npm outdated", which without network would retry for minutes. */
const NPM_SETTINGS = 'fetch-retries=0\nfetch-timeout=5000\n';

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
	const folder = join(packageFolder, await sourceFingerprint());
	if (!existsSync(folder)) await buildInto(folder);
	return await describePackage(folder);
}

/** Another process may be doing the same; whoever is first provides the folder. */
async function buildInto(folder: string): Promise<void> {
	process.stdout.write('Building the package ...\n');
	const partial = `${folder}.partial-${process.pid}`;
	await mkdir(partial, { recursive: true });
	try {
		await run('npm', ['run', 'build'], checkoutFolder);
		await unpack(await pack(partial), partial);
		await rename(join(partial, UNPACKED), folder).catch((error: unknown) => {
			if (!existsSync(folder)) throw error;
		});
	} finally {
		await rm(partial, { recursive: true, force: true });
	}
}

/**
 * Puts the package where n8n keeps the community packages it has installed, in the form it has after an
 * installation by n8n. To be done while n8n is stopped.
 *
 * @returns the package's folder there
 */
export async function installPackage(built: BuiltPackage, userFolder: string): Promise<string> {
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
	await writeFile(join(packages, '.npmrc'), NPM_SETTINGS);
	return target;
}

/** Returns the path of the tarball that publishing would upload. */
async function pack(destination: string): Promise<string> {
	const output = await run(
		'npm',
		['pack', '--ignore-scripts', '--silent', `--pack-destination=${destination}`],
		checkoutFolder,
	);
	return join(destination, output.trim());
}

async function unpack(tarball: string, destination: string): Promise<void> {
	await run('tar', ['-xzf', tarball, '-C', destination], checkoutFolder);
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

/** The `package.json` in a folder. */
export async function readManifest(folder: string): Promise<Manifest> {
	return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}

async function writeJson(path: string, value: unknown): Promise<void> {
	await writeFile(path, JSON.stringify(value, null, 2));
}
