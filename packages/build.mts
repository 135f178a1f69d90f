// `npm run packages`: writes the repository of each published package into build/packages/.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkPackages } from './check.mts';
import { lockOf, manifestOf, packageNames, readPackage, type PackageData } from './manifest.mts';
import { readmeOf } from './readme.mts';
import { ownerOf, reach, type Files, type Stems } from './sources.mts';

const BUNDLE = 'n8n-nodes-commerce-connectors';
const TARGET = 'build/packages';
/** Beside the code, in every package. */
const COMMON = ['LICENSE.md', '.prettierrc.js'];
/** The workbench of the tree: tests that need it stay there. */
const WORKBENCH =
	/^(sandbox|playground|packages|probe|test\/(e2e|bench|seam|package|probe))\/|^test\/nodes\/(everyNode|exampleFields|harness)/;

const all = await Promise.all((await packageNames()).map(readPackage));
const stems: Stems = new Map(
	all.flatMap(({ name, stems: own = [] }) => own.map((stem): [string, string] => [stem, name])),
);
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
	.trim()
	.split('\n');

for (const data of all) await writePackage(data);
if (process.argv.includes('--check')) {
	process.exitCode = await checkPackages(all, TARGET, process.argv.includes('--quick'));
}

async function writePackage(data: PackageData): Promise<void> {
	const folder = join(TARGET, data.name);
	// What an installation left there is kept: it takes longer than all else.
	for (const entry of await readdir(folder).catch(() => [])) {
		if (entry !== 'node_modules') await rm(join(folder, entry), { recursive: true });
	}
	const shipped = shippedFiles(data);
	const files = new Map([...shipped, ...testFiles(data, shipped), ...dataFiles(data)]);
	for (const [path, text] of files) await write(join(folder, path), renamed(path, text, data));
	for (const path of iconsOf(files)) await copy(path, folder);
	await copySchemas(shipped, folder);
	await cp('packages/template', folder, { recursive: true });
	for (const path of COMMON)
		await write(join(folder, path), renamed(path, await readFile(path, 'utf8'), data));
	const manifest = await manifestOf(data, files);
	await write(join(folder, 'package.json'), json(manifest));
	await write(join(folder, 'package-lock.json'), json(await lockOf(manifest)));
	const readme = await readmeOf(data, manifest);
	await write(join(folder, 'README.md'), readme);
	for (const path of picturesIn([readme, ...files.values()])) await copy(path, folder);
	refuseForeignNames(data, files);
}

/** Where n8n starts: the node and credential files of a package, and all that these reach. */
function shippedFiles(data: PackageData): Files {
	const entries = tracked.filter(
		(path) =>
			/^(nodes\/\w+\/\w+\.node|credentials\/\w+\.credentials)\.ts$/.test(path) && isOwn(path, data),
	);
	return reach(entries, data.name, stemsFor(data));
}

/** Tests that need nothing but what is in the package. */
function testFiles(data: PackageData, shipped: Files): Files {
	const tests = tracked.filter(
		(path) => /^test\/.*\.test\.m?ts$/.test(path) && isOwn(path, data, true),
	);
	return new Map(
		tests.flatMap((test) => {
			const files = [...reach([test], data.name, stemsFor(data))];
			const fits = files.every(
				([path, text]) =>
					(shipped.has(path) || /^test\//.test(path)) &&
					!WORKBENCH.test(path) &&
					foreignNameIn(text, data) === undefined &&
					// A test that was cut would no longer test what it says.
					(shipped.has(path) || text === readFileSync(path, 'utf8')),
			);
			return fits ? files : [];
		}),
	);
}

/** What no import leads to: contracts, codex files, pages and example workflows. */
function dataFiles(data: PackageData): Files {
	const paths = tracked.filter(
		(path) =>
			(/^nodes\/.*\.node\.json$|^(contracts|examples)\//.test(path) ||
				/^docs\/(?:jobs\/)?\w[\w-]*\.md$/.test(path)) &&
			isOwn(path, data),
	);
	return reach(paths, data.name, stemsFor(data));
}

function iconsOf(files: Files): string[] {
	const folders = new Set([...files.keys()].map((path) => dirname(path)));
	return tracked.filter(
		(path) => path.endsWith('.svg') && folders.has(dirname(path)) && path.startsWith('nodes/'),
	);
}

/** Output schemas are made of the tree's contracts by its build; a package carries them as they are. */
async function copySchemas(shipped: Files, folder: string): Promise<void> {
	const nodeFolders = new Set(
		[...shipped.keys()].filter((path) => path.endsWith('.node.ts')).map((path) => dirname(path)),
	);
	for (const nodeFolder of nodeFolders) {
		const built = join('dist', nodeFolder, '__schema__');
		const target = join(folder, nodeFolder, '__schema__');
		if (existsSync(built)) await cp(built, target, { recursive: true });
	}
}

/** Pages show pictures; those that no page of the package shows stay in the tree. */
function picturesIn(pages: string[]): string[] {
	const shown = pages.flatMap((page) => page.match(/\bimages\/[\w.-]+\.(?:png|svg|webp)/g) ?? []);
	return tracked.filter((path) => shown.some((one) => path === `docs/${one}`));
}

function isOwn(path: string, data: PackageData, orShared = false): boolean {
	if (data.includes) return true;
	const owner = ownerOf(path, stems);
	return owner === data.name || (orShared && owner === undefined);
}

function stemsFor({ includes }: PackageData): Stems {
	return includes ? new Map() : stems;
}

/** Node types and links carry the package's name; code that two packages share does not. */
function renamed(path: string, text: string, { name }: PackageData): string {
	return /\.m?ts$/.test(path) ? text : text.replaceAll(BUNDLE, name);
}

function json(value: object): string {
	return `${JSON.stringify(value, undefined, '\t')}\n`;
}

async function write(path: string, text: string): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, text);
}

async function copy(path: string, folder: string): Promise<void> {
	await mkdir(join(folder, dirname(path)), { recursive: true });
	await cp(path, join(folder, path));
}

/** n8n verifies a package that is about one service; a word of another one shows a file too many. */
function refuseForeignNames(data: PackageData, files: Files): void {
	const found = [...files].flatMap(([path, text]) => {
		const name = foreignNameIn(text, data);
		return name === undefined ? [] : [`${path} names "${name}"`];
	});
	if (found.length > 0) throw new Error(`${data.name}:\n${found.join('\n')}`);
}

function foreignNameIn(text: string, data: PackageData): string | undefined {
	if (data.includes) return undefined;
	const others = all.filter(({ name, includes }) => name !== data.name && !includes);
	const words = others.flatMap(({ title, stems: own = [] }) => [title, ...own]);
	const pattern = new RegExp(`(?<![a-z])(${words.join('|')})`, 'i');
	return pattern.exec(text)?.[0];
}
