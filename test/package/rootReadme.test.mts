/** The README of this tree: its table of operations says what the nodes have. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { actionNodes } from '../nodes/everyNode.mts';

const page = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test.each(actionNodes)('README.md: the table of operations has a row for $name', (node) => {
	const { name, resources } = node;
	const operations = resources.reduce((sum, one) => sum + one.operations.length, 0);
	const names = resources.map((one) => one.name).join(', ');
	const row = page
		.split('\n')
		.map((line) => line.replace(/ +/g, ' '))
		.find((line) => new RegExp(`^\\| \\[?${name}(?:\\]| \\|)`).test(line));
	expect(row?.split(' | ').slice(1), 'number and resources in README.md').toEqual([
		String(operations),
		`${names} |`,
	]);
});
