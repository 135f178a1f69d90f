/** Proves each written package in its own folder, as whoever clones its repository would. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import type { Manifest, PackageData } from './manifest.mts';

/** n8n's own check of packages that it verifies; without types. */
interface Scanner {
	readonly SOURCE_FILE_PATTERNS: string[];
	analyzePackage(
		folder: string,
		patterns?: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}

type Row = Record<string, string | number>;

const FAILED = 'FAILED';
const KILOBYTE = 1024;
/** What the bundle weighed when the packages were parted; a share of it is what a service may take. */
const BUNDLE_KILOBYTES = 263;
/** For a package of one service; SOAP with its tables may take more. */
const LARGEST_SHARE = 0.5;
const LARGEST_SHARE_WITH_SOAP = 0.75;

/**
 * Prints a table with a row for each package.
 *
 * @param isQuick leaves out what only an installation can show: that of a package's own tools (its
 * lock file, lint and tests), and that of the package on n8n. All else uses the tree's tools, and what
 * was written is removed again
 * @returns the exit code: 1 if anything failed
 */
export async function checkPackages(
	all: readonly PackageData[],
	target: string,
	isQuick: boolean,
): Promise<number> {
	const scanner = (await import(
		'@n8n/scan-community-package/scanner/scanner.mjs' as string
	)) as Scanner;
	const rows: Row[] = [];
	for (const { name } of all) {
		rows.push({ name, ...(await checkPackage(name, resolve(target, name), scanner, isQuick)) });
	}
	const onN8n = isQuick ? {} : installed();
	const sized: Row[] = rows.map((row) => ({ ...row, size: shareOf(row, all), ...onN8n }));
	console.table(Object.fromEntries(sized.map(({ name, ...row }) => [String(name), row])));
	if (isQuick) rmSync(target, { recursive: true });
	return sized.some((row) => Object.values(row).includes(FAILED)) ? 1 : 0;
}

async function checkPackage(
	name: string,
	folder: string,
	scanner: Scanner,
	isQuick: boolean,
): Promise<Row> {
	console.log(`\n=== ${name}`);
	const tools: Row = isQuick
		? { build: npm(folder, 'run', 'build') }
		: {
				'npm ci': npm(folder, 'ci', '--ignore-scripts', '--prefer-offline', '--loglevel=error'),
				lint: npm(folder, 'run', 'lint'),
				build: npm(folder, 'run', 'build'),
				tests: npm(folder, 'test'),
			};
	const source = await scan(scanner, folder, scanner.SOURCE_FILE_PATTERNS);
	const packed = join(folder, 'package');
	const tarball = pack(folder);
	const checked = {
		...tools,
		'scan source': source,
		'scan tarball': await scan(scanner, packed),
		load: load(packed),
		files: count(packed),
		'tarball KB': Math.round(tarball / KILOBYTE),
	};
	rmSync(packed, { recursive: true });
	return checked;
}

function npm(folder: string, ...args: string[]): string {
	try {
		execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
		return 'passed';
	} catch (error) {
		const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
		console.error(`npm ${args.join(' ')}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
		return FAILED;
	}
}

/** The suite `registry` installs each package on n8n, tests a credential and runs a workflow. */
function installed(): Row {
	console.log('\n=== on n8n');
	const outcome = npm('.', 'run', 'test:e2e', '--', '--only', 'registry');
	return { install: outcome, run: outcome };
}

async function scan(scanner: Scanner, folder: string, patterns?: string[]): Promise<string> {
	const result = await scanner.analyzePackage(folder, patterns);
	if (!result.passed) console.error(result.message, result.details);
	return result.passed ? 'passed' : FAILED;
}

/** Whether each class that the packed manifest names can be made, as n8n does when it starts. */
function load(packed: string): string {
	const require = createRequire(join(packed, 'package.json'));
	const { n8n, name } = require('./package.json') as Manifest;
	const problems = [...n8n.credentials, ...n8n.nodes].filter((file) => {
		if (!existsSync(join(packed, file))) return true;
		const className = basename(file).split('.')[0] ?? '';
		const Class = (require(`./${file}`) as Record<string, new () => object>)[className];
		return Class === undefined || !('description' in new Class() || 'properties' in new Class());
	});
	if (problems.length > 0) console.error(`${name} cannot be loaded: ${problems.join(', ')}`);
	return problems.length > 0 ? FAILED : 'passed';
}

/** How large the tarball is beside that of the bundle, and whether that is little enough. */
function shareOf(row: Row, all: readonly PackageData[]): string {
	const { stems = [], includes } = all.find(({ name }) => name === row.name) ?? {};
	if (includes) return '';
	const share = Number(row['tarball KB']) / BUNDLE_KILOBYTES;
	const hasSoap = stems.some((stem) => stem.endsWith('Soap'));
	const largest = hasSoap ? LARGEST_SHARE_WITH_SOAP : LARGEST_SHARE;
	return share <= largest ? `${Math.round(share * 100)} %` : FAILED;
}

/** Packs as npm publishes, unpacks beside it, and returns the tarball's size in bytes. */
function pack(folder: string): number {
	const options = { cwd: folder, encoding: 'utf8' } as const;
	execFileSync('npm', ['pack', '--ignore-scripts', '--silent'], options);
	const file = readdirSync(folder).find((one) => one.endsWith('.tgz')) ?? '';
	execFileSync('tar', ['-xzf', file], options);
	return statSync(join(folder, file)).size;
}

function count(folder: string): number {
	return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
		.length;
}
