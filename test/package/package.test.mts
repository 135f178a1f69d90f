import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	name: string;
	n8n: { credentials: string[]; nodes: string[] };
	dependencies?: object;
	scripts: Record<string, string>;
};

/** What `npm publish` would send, unpacked. `npm test` builds it first. */
let unpacked = '';
let folder = '';

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'commerce-connectors-package-'));
	const packed = execFileSync(
		'npm',
		['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
		{ cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
	);
	const { filename } = first(
		Object.values(JSON.parse(packed) as Record<string, { filename: string }>),
	);
	execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder]);
	unpacked = join(folder, 'package');
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed package', () => {
	it('holds nothing but the build, the readme, the licence and the manifest', () => {
		const files = execFileSync('find', ['.', '-type', 'f', '-printf', '%P\n'], {
			cwd: unpacked,
			encoding: 'utf8',
		})
			.trim()
			.split('\n');
		const others = files.filter(
			(file) => !/^dist\/(credentials|nodes)\/.*\.(js|json|svg)$/.test(file),
		);
		expect(others.sort()).toEqual(['LICENSE.md', 'README.md', 'package.json']);
	});

	it('has no runtime dependencies', () => {
		expect(manifest.dependencies).toBeUndefined();
	});

	it('runs nothing when it is installed', () => {
		const atInstallation = ['preinstall', 'install', 'postinstall', 'prepare'];
		expect(Object.keys(manifest.scripts).filter((name) => atInstallation.includes(name))).toEqual(
			[],
		);
	});

	it.each(['n8n-workflow', 'n8n-workflow-1x'])(
		'loads in an empty folder with nothing but %s beside it',
		(workflow) => {
			const home = join(folder, workflow);
			const modules = join(home, 'node_modules');
			mkdirSync(modules, { recursive: true });
			cpSync(unpacked, join(modules, manifest.name), { recursive: true });
			symlinkSync(join(root, 'node_modules', workflow), join(modules, 'n8n-workflow'));
			const files = [...manifest.n8n.credentials, ...manifest.n8n.nodes];
			const script = files
				.map((file) => {
					const exported = file.split('/').at(-1)?.split('.')[0] ?? '';
					return `new (require(${JSON.stringify(`${manifest.name}/${file}`)}).${exported})();`;
				})
				.join('\n');
			expect(() =>
				execFileSync(process.execPath, ['-e', script], {
					cwd: home,
					stdio: 'pipe',
				}),
			).not.toThrow();
		},
		60_000,
	);

	it('passes the scan that verified community nodes must pass, as packed', () => {
		expect(scan(unpacked)).toEqual({ passed: true });
	}, 120_000);

	it('passes that scan as source', () => {
		expect(scan(root, 'SOURCE_FILE_PATTERNS')).toEqual({ passed: true });
	}, 120_000);

	it('names only files that exist', () => {
		const named = [...manifest.n8n.credentials, ...manifest.n8n.nodes];
		expect(named.filter((file) => !readable(join(unpacked, file)))).toEqual([]);
		expect(named.length).toBeGreaterThan(0);
	});
});

/**
 * In a process of its own, because n8n's lint rules know no file names while NODE_ENV is `test`.
 */
function scan(packageFolder: string, patterns = 'undefined'): unknown {
	const script = `
		import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
		const result = await analyzePackage(${JSON.stringify(packageFolder)}, ${patterns});
		process.stdout.write(JSON.stringify(result));`;
	const { NODE_ENV: _mode, ...env } = process.env;
	const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
		cwd: root,
		env,
		encoding: 'utf8',
	});
	return JSON.parse(output);
}

function readable(file: string): boolean {
	return dirname(file) !== '' && readFileSync(file).length > 0;
}

function first<T>(list: T[]): T {
	const [found] = list;
	if (found === undefined) throw new Error('npm pack named no file');
	return found;
}
