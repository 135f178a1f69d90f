/** Proves each written package in its own folder, as whoever clones its repository would. */
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PackageData } from './manifest.mts';

/** n8n's own check of packages that it verifies; without types. */
interface Scanner {
	readonly SOURCE_FILE_PATTERNS: string[];
	analyzePackage(
		folder: string,
		patterns?: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}

type Row = Record<string, string | number>;

/**
 * Prints a table with a row for each package.
 *
 * @returns the exit code: 1 if anything failed
 */
export async function checkPackages(all: readonly PackageData[], target: string): Promise<number> {
	const scanner = (await import(
		'@n8n/scan-community-package/scanner/scanner.mjs' as string
	)) as Scanner;
	const rows: Row[] = [];
	for (const { name } of all) rows.push(await checkPackage(name, resolve(target, name), scanner));
	console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])));
	return rows.some((row) => Object.values(row).includes('FAILED')) ? 1 : 0;
}

async function checkPackage(name: string, folder: string, scanner: Scanner): Promise<Row> {
	console.log(`\n=== ${name}`);
	const install = run(
		folder,
		'npm',
		'ci',
		'--ignore-scripts',
		'--prefer-offline',
		'--loglevel=error',
	);
	const lint = run(folder, 'npm', 'run', 'lint');
	const build = run(folder, 'npm', 'run', 'build');
	const tests = run(folder, 'npm', 'test');
	const source = await scan(scanner, folder, scanner.SOURCE_FILE_PATTERNS);
	const packed = join(folder, 'package');
	const tarball = pack(folder);
	const tarballScan = await scan(scanner, packed);
	const files = count(packed);
	rmSync(packed, { recursive: true });
	return {
		name,
		files,
		'tarball KB': Math.round(tarball / 1024),
		'npm ci': install,
		lint,
		build,
		tests,
		'scan source': source,
		'scan tarball': tarballScan,
	};
}

function run(folder: string, program: string, ...args: string[]): string {
	try {
		execFileSync(program, args, {
			cwd: folder,
			stdio: ['ignore', 'pipe', 'pipe'],
			encoding: 'utf8',
		});
		return 'passed';
	} catch (error) {
		const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
		console.error(`${program} ${args.join(' ')}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
		return 'FAILED';
	}
}

async function scan(scanner: Scanner, folder: string, patterns?: string[]): Promise<string> {
	const result = await scanner.analyzePackage(folder, patterns);
	if (!result.passed) console.error(result.message, result.details);
	return result.passed ? 'passed' : 'FAILED';
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
