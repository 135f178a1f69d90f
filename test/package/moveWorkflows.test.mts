import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { moveWorkflows, packageNames } from '../../packages/moveWorkflows.mts';

const root = resolve(import.meta.dirname, '../..');
const BUNDLE = 'n8n-nodes-commerce-connectors';
const singles = packageNames.filter((name) => name !== BUNDLE);
const folder = mkdtempSync(join(tmpdir(), 'commerce-connectors-move-'));
afterAll(() => rmSync(folder, { recursive: true }));

const examples = globSync('examples/*.json', { cwd: root })
	.sort()
	.map((file) => join(root, file));
const exported = examples.map((file) => JSON.parse(readFileSync(file, 'utf8')) as unknown);

/** As in docs/packages.md, by target. */
const page = readFileSync(join(root, 'docs/packages.md'), 'utf8');
const lines = [...page.matchAll(/^jq '(.+)' export\.json > moved\.json$/gm)].map(([, one]) => one);

describe('moving workflows', () => {
	it('gives nodes of one service, their tools and triggers included, the other package', () => {
		const nodes = [
			{ type: `${BUNDLE}.eCross`, credentials: { eCrossApi: { id: '1', name: 'E-CROSS' } } },
			{ type: `${BUNDLE}.eCrossTool` },
			{ type: `${BUNDLE}.eCrossTrigger` },
			{ type: `${BUNDLE}.pledg` },
			{ type: 'n8n-nodes-base.set', parameters: { text: `${BUNDLE}.eCross` } },
		];
		const result = moveWorkflows([{ name: BUNDLE, nodes, connections: {} }], 'n8n-nodes-ecross');
		expect(result.moved).toBe(3);
		expect(result.left).toEqual([`${BUNDLE}.pledg`]);
		const types = [
			'n8n-nodes-ecross.eCross',
			'n8n-nodes-ecross.eCrossTool',
			'n8n-nodes-ecross.eCrossTrigger',
			`${BUNDLE}.pledg`,
			'n8n-nodes-base.set',
		];
		const moved = nodes.map((node, index) => ({ ...node, type: types[index] }));
		expect(result.workflows).toEqual([{ name: BUNDLE, nodes: moved, connections: {} }]);
	});

	it('moves every node of the examples there, and back again', () => {
		const there = singles.reduce<unknown>(
			(workflows, name) => moveWorkflows(workflows, name).workflows,
			exported,
		);
		expect(JSON.stringify(there)).not.toContain(`"${BUNDLE}.`);
		const back = moveWorkflows(there, BUNDLE);
		expect(back.left).toEqual([]);
		expect(back.moved).toBeGreaterThan(20);
		expect(back.workflows).toEqual(exported);
	});

	it('knows every node of the packages', () => {
		const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[] };
		};
		for (const path of n8n.nodes) {
			const name = path.split('/').at(-1)?.replace('.node.js', '') ?? '';
			const type = `${BUNDLE}.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
			const homes = singles.filter((to) => moveWorkflows({ type }, to).moved === 1);
			expect(homes, type).toHaveLength(1);
		}
	});
});

describe('the lines for jq in the page', () => {
	it.each([...singles, BUNDLE])('move to %s as the command does', (to) => {
		const line = lines.find((one) => one?.includes(`"${to}."`));
		const start = to === BUNDLE ? moveWorkflows(exported, 'n8n-nodes-ecgrid').workflows : exported;
		const input = JSON.stringify(start);
		const output = execFileSync('jq', [line ?? ''], { input, encoding: 'utf8' });
		expect(JSON.parse(output)).toEqual(moveWorkflows(start, to).workflows);
	});
});

it('is a command that writes another file and says what it left', () => {
	const file = examples.find((name) => name.includes('ecgrid-inbound')) ?? '';
	const output = join(folder, 'moved.json');
	const command = [join(root, 'packages/move.mts'), file, '--to', 'n8n-nodes-ecgrid'];
	const printed = execFileSync(process.execPath, [...command, '--output', output], {
		encoding: 'utf8',
	});
	expect(printed).toMatch(/^\d+ nodes are of n8n-nodes-ecgrid now\./);
	expect(readFileSync(output, 'utf8')).toContain('"n8n-nodes-ecgrid.ecGrid');
});
