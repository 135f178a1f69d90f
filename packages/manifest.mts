/** The `package.json` and lock file of a package, from those of the tree. */
import { readFile } from 'node:fs/promises';
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
	readonly n8n: {
		readonly n8nNodesApiVersion: number;
		readonly strict: boolean;
		readonly nodes: readonly string[];
		readonly credentials: readonly string[];
	};
	readonly devDependencies: Readonly<Record<string, string>>;
	readonly [field: string]: unknown;
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

/** The package's manifest: its entry points and tools are those that its files show. */
export async function manifestOf(data: PackageData, files: Files): Promise<Manifest> {
	const tree = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;
	const { version, license, author, engines, devDependencies } = tree;
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
		homepage: `https://github.com/commerce-connectors/${data.name}#readme`,
		bugs: `https://github.com/commerce-connectors/${data.name}/issues`,
		author,
		repository: { type: 'git', url: `git+https://github.com/commerce-connectors/${data.name}.git` },
		files: ['dist'],
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
