/** What every package gets from `packages/template`, besides its own files. */
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, test } from 'vitest';

import packageConfig from '../../packages/template/vitest.config.mts';
import treeConfig from '../../vitest.config.mts';

interface Config {
	test?: {
		testTimeout?: number;
		hookTimeout?: number;
		projects?: Array<{ test?: { name?: string; include?: string[] } }>;
	};
}

const root = resolve(import.meta.dirname, '../..');

test('has the same limits as this tree', () => {
	const limitsOf = ({ test: one }: Config) => [one?.testTimeout, one?.hookTimeout];
	expect(limitsOf(packageConfig as Config)).toEqual(limitsOf(treeConfig as Config));
	expect(limitsOf(treeConfig as Config)).not.toContain(undefined);
});

test('lets the same tests run alone', () => {
	const alone = (config: Config) => {
		const project = config.test?.projects?.find((one) => one.test?.name === 'alone');
		return globSync(project?.test?.include ?? [], { cwd: root }).sort();
	};
	expect(alone(packageConfig as Config)).toEqual(alone(treeConfig as Config));
	expect(alone(treeConfig as Config)).not.toEqual([]);
});

/** Tests that stay in this tree. */
const STAY = /^test\/(package|e2e|bench|seam|probe|pictures)\//;

test('gets no test that reads what it has of its own', () => {
	const tests = globSync('test/**/*.test.{ts,mts}', { cwd: root }).filter(
		(path) => !STAY.test(path),
	);
	expect(tests.length).toBeGreaterThan(100);
	const own = /\b(README|CHANGELOG|SECURITY)\.md'|\/package\.json'/;
	expect(tests.filter((path) => own.test(readFileSync(resolve(root, path), 'utf8')))).toEqual([]);
});
