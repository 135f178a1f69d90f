import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkoutFolder } from '../../../../playground/folders.mts';
import { run } from '../../../../playground/run.mts';

/** A package of one service, as its users get it. */
export interface SinglePackage {
	readonly name: string;
	readonly version: string;
	/** The unpacked tarball. */
	readonly folder: string;
	/** The types of its nodes, with the package's name as prefix. */
	readonly nodeTypes: readonly string[];
}

const WRITTEN = join(checkoutFolder, 'build');

/**
 * Writes the repositories of all packages, then builds and packs those of one service.
 *
 * @param target where they are unpacked
 */
export async function packSinglePackages(target: string): Promise<SinglePackage[]> {
	const isOurs = !existsSync(WRITTEN);
	await run('npm', ['run', 'packages'], checkoutFolder);
	const names = (await readdir(join(checkoutFolder, 'packages'))).filter(
		(name) => name.startsWith('n8n-nodes-') && name !== 'n8n-nodes-commerce-connectors',
	);
	const packed: SinglePackage[] = [];
	for (const name of names) {
		packed.push(await packOne(name, join(WRITTEN, 'packages', name), join(target, name)));
	}
	if (isOurs) await rm(WRITTEN, { recursive: true });
	return packed;
}

async function packOne(name: string, source: string, target: string): Promise<SinglePackage> {
	await mkdir(target, { recursive: true });
	await run('npm', ['run', 'build'], source);
	const flags = ['--ignore-scripts', '--silent', `--pack-destination=${target}`];
	const tarball = (await run('npm', ['pack', ...flags], source)).trim();
	await run('tar', ['-xzf', tarball], target);
	const folder = join(target, 'package');
	const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
		version: string;
		n8n: { nodes: string[] };
	};
	const { version, n8n } = manifest;
	const nodeTypes = n8n.nodes.map((path) => `${name}.${nodeNameOf(path)}`).sort();
	return { name, version, folder, nodeTypes };
}

/** `dist/nodes/EcGrid/EcGridTrigger.node.js` holds `ecGridTrigger`: a test of the tree says so. */
function nodeNameOf(path: string): string {
	const className = path.split('/').at(-1)?.split('.')[0] ?? '';
	return `${className.charAt(0).toLowerCase()}${className.slice(1)}`;
}
