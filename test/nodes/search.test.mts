/** What people type into n8n's search for nodes, and which of our nodes must then come first. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { expect, test } from 'vitest';

interface Entry {
	readonly properties: { readonly displayName: string; readonly codex: { alias: string[] } };
}

type Search = (filter: string, entries: Entry[]) => Array<{ score: number; item: Entry }>;

const nodesFolder = join(import.meta.dirname, '../../nodes');

// The editor's own scoring, as n8n-core's dependencies bring it.
const { sublimeSearch } = createRequire(createRequire(import.meta.url).resolve('n8n-core'))(
	'@n8n/utils/dist/search/sublime-search',
) as { sublimeSearch: Search };

const entries = readdirSync(nodesFolder, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.node.json'))
	.map((file) => {
		const { alias } = JSON.parse(readFileSync(join(nodesFolder, file), 'utf8')) as {
			alias: string[];
		};
		const source = readFileSync(join(nodesFolder, file.replace('.json', '.ts')), 'utf8');
		const displayName = /displayName: '([^']+)'/.exec(source)?.[1] ?? '';
		return { properties: { displayName, codex: { alias } } };
	});

test.each([
	['installments', 'Pledg'],
	['instalments', 'Pledg'],
	['bnpl', 'Pledg'],
	['buy now pay later', 'Pledg'],
	['invoice', 'Ecart Pay'],
	['checkout', 'Ecart Pay'],
	['payment link', 'Ecart Pay'],
	['chargeback', 'Ecart Pay'],
	['payout', 'Ecart Pay'],
	['inventory', 'E-CROSS'],
	['stock', 'E-CROSS'],
	['SKU', 'E-CROSS'],
	['price', 'E-CROSS'],
	['label', 'E-CROSS'],
	['tracking', 'E-CROSS'],
	['e cross', 'E-CROSS'],
	['ecross', 'E-CROSS'],
	['x12', 'ECGrid'],
	['as2', 'ECGrid'],
	['edi', 'ECGrid'],
	['soap', 'ECGrid SOAP'],
	['new order', 'E-CROSS Trigger'],
	['order paid', 'Ecart Pay Trigger'],
])('"%s" finds %s first', (word, node) => {
	const found = sublimeSearch(word, entries)
		.sort((a, b) => b.score - a.score)
		.map(({ score, item }) => ({ score, name: item.properties.displayName }));
	const [first, second] = found;
	expect(first?.name).toBe(node);
	// A tie would be decided by the order in which n8n lists the nodes.
	expect(first?.score).toBeGreaterThan(second?.score ?? -Infinity);
});
