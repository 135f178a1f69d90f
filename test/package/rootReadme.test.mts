/** The README of this tree: its table of operations says what the nodes have. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { resources as eCross } from '../../nodes/ECross/resources/index';
import { resources as ecartPay } from '../../nodes/EcartPay/resources/index';
import { resources as ecGrid } from '../../nodes/EcGrid/resources/index';
import { resources as ecGridSoap } from '../../nodes/EcGridSoap/resources';
import { resources as pledg } from '../../nodes/Pledg/resources/index';

const page = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test.each([
	['E-CROSS', eCross],
	['Ecart Pay', ecartPay],
	['ECGrid', ecGrid],
	['ECGrid SOAP', ecGridSoap],
	['Pledg', pledg],
])('the table of operations lists what the node %s has', (node, resources) => {
	const operations = resources.reduce((sum, one) => sum + one.operations.length, 0);
	const names = resources.map(({ name }) => name).join(', ');
	const row = page
		.split('\n')
		.map((line) => line.replace(/ +/g, ' '))
		.find((line) => new RegExp(`^\\| \\[?${node}(?:\\]| \\|)`).test(line));
	expect(row?.split(' | ').slice(1)).toEqual([String(operations), `${names} |`]);
});
