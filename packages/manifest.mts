/** The `package.json` and lock file of a package, from those of the tree. */
import { readdir, readFile } from 'node:fs/promises';
import type { Files } from './sources.mts';

/** `packages/<name>/manifest.json`: what a package is, for those who publish and those who search. */
export interface PackageData {
	readonly name: string;
	readonly title: string;
	readonly description: string;
	readonly keywords: readonly string[];
	/** How the names of its files begin, and what it is called in texts. */
	readonly stems?: readonly string[];
	/** The packages that it holds; itself alone if left out. */
	readonly includes?: readonly string[];
}

export interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly engines: { readonly node: string };
	readonly n8n: {
		readonly n8nNodesApiVersion: number;
		readonly strict: boolean;
		readonly nodes: readonly string[];
		readonly credentials: readonly string[];
	};
	readonly devDependencies: Readonly<Record<string, string>>;
	readonly [field: string]: unknown;
}

/** `packages/identity.json`: who publishes. The tree repeats it; a test holds both together. */
export interface Identity {
	readonly organisation: string;
	readonly author: { readonly name: string; readonly email: string };
	/** Of the organisation; reviews changes. */
	readonly team: string;
}

interface LockedPackage {
	readonly dependencies?: object;
	readonly optionalDependencies?: object;
	readonly peerDependencies?: object;
}

/** Always needed to check and build a package; the rest of devDependencies follows its imports. */
const TOOLS = [
	'@n8n/node-cli',
	'@types/node',
	'eslint',
	'n8n-workflow',
	'prettier',
	'typescript',
	'vitest',
	'zod',
];

/** The names of all packages that are made of this tree. */
export async function packageNames(): Promise<string[]> {
	const entries = await readdir('packages', { withFileTypes: true });
	return entries.map(({ name }) => name).filter((name) => name.startsWith('n8n-nodes-'));
}

/** What `packages/<name>/manifest.json` says. */
export async function readPackage(name: string): Promise<PackageData> {
	const text = await readFile(`packages/${name}/manifest.json`, 'utf8');
	return { ...(JSON.parse(text) as PackageData), name };
}

export async function readIdentity(): Promise<Identity> {
	return JSON.parse(await readFile('packages/identity.json', 'utf8')) as Identity;
}

/** The package's manifest: its entry points and tools are those that its files show. */
export async function manifestOf(data: PackageData, files: Files): Promise<Manifest> {
	const tree = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;
	const { version, license, engines, devDependencies } = tree;
	const { organisation, author } = await readIdentity();
	const repository = `https://github.com/${organisation}/${data.name}`;
	const built = (ending: string) =>
		[...files.keys()]
			.filter((path) => path.endsWith(`.${ending}.ts`) && !path.startsWith('test/'))
			.map((path) => `dist/${path.replace(/ts$/, 'js')}`)
			.sort();
	const needed = new Set([...TOOLS, ...packagesIn(files)]);
	return {
		name: data.name,
		version,
		description: data.description,
		keywords: data.keywords,
		license,
		homepage: `${repository}#readme`,
		bugs: `${repository}/issues`,
		author,
		repository: { type: 'git', url: `git+${repository}.git` },
		// The build tool copies the pictures of the pages too; the pages are not published.
		files: ['dist', '!dist/docs'],
		engines,
		scripts: {
			build: 'n8n-node build',
			dev: 'n8n-node dev',
			lint: 'n8n-node lint',
			test: 'vitest run',
		},
		n8n: {
			n8nNodesApiVersion: 1,
			strict: true,
			credentials: built('credentials'),
			nodes: built('node'),
		},
		peerDependencies: { 'n8n-workflow': '*' },
		devDependencies: Object.fromEntries(
			Object.entries(devDependencies).filter(([name]) => needed.has(name)),
		),
	};
}

function packagesIn(files: Files): string[] {
	return [...files].flatMap(([path, text]) =>
		/\.m?ts$/.test(path)
			? [...text.matchAll(/from '((?:@[\w-]+\/)?[\w-]+)/g)].flatMap(([, name]) => name ?? [])
			: [],
	);
}

/** The part of the tree's lock file that the package's tools need. */
export async function lockOf({ name, version, devDependencies }: Manifest): Promise<object> {
	const tree = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
		packages: Record<string, LockedPackage>;
	};
	const { packages } = tree;
	const kept = new Set<string>();
	const open = Object.keys(devDependencies).map((one): [from: string, name: string] => ['', one]);
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const path = placeOf(packages, ...next);
		if (path === undefined || kept.has(path)) continue;
		kept.add(path);
		const { dependencies, optionalDependencies, peerDependencies } = packages[path] ?? {};
		for (const one of Object.keys({
			...dependencies,
			...optionalDependencies,
			...peerDependencies,
		})) {
			open.push([path, one]);
		}
	}
	const root = { name, version, devDependencies, peerDependencies: { 'n8n-workflow': '*' } };
	const rest = Object.entries(packages).filter(([path]) => kept.has(path));
	return { ...tree, name, version, packages: Object.fromEntries([['', root], ...rest]) };
}

/** Where Node.js finds a package that one in this folder asks for. */
function placeOf(packages: object, from: string, name: string): string | undefined {
	for (
		let folder = from;
		;
		folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
	) {
		const path = `${folder ? `${folder}/` : ''}node_modules/${name}`;
		if (path in packages) return path;
		if (folder === '') return undefined;
	}
}
