// n8n's Engine 2.0, which is experimental: docs/engine.md says what works there, and is held to it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { checkoutFolder } from '../../playground/folders.mts';
import { caseOf, createCredential, credentialCases } from './support/credentialCases.mts';
import { onEngine, startEngineStage, type EngineStage } from './support/engineStage.mts';
// Declares what `inject` gives.
import type {} from './globalSetup.mts';
import { createCalls, runCalls } from './support/httpRequest.mts';
import { createNodeRun, PLEDG_SIMULATION, startNodeRun } from './support/nodeRun.mts';

const { n8nVersion } = inject('choices');
const START_LIMIT_MILLISECONDS = 600_000;
const REFUSAL = 'Engine 2.0 does not support credentials with an expirable property yet';

interface NodeCase {
	readonly type: string;
	readonly parameters: INodeParameters;
}

/** By the node's name in the page. */
const nodes: Readonly<Record<string, NodeCase>> = {
	'E-CROSS': { type: 'eCross', parameters: { resource: 'sku', operation: 'getAll' } },
	'Ecart Pay': { type: 'ecartPay', parameters: { resource: 'customer', operation: 'getAll' } },
	'ECGrid, API Key': {
		type: 'ecGrid',
		parameters: { resource: 'user', operation: 'getMe', authentication: 'apiKey' },
	},
	'ECGrid, Login': {
		type: 'ecGrid',
		parameters: { resource: 'user', operation: 'getMe', authentication: 'login' },
	},
	'ECGrid SOAP': { type: 'ecGridSoap', parameters: { resource: 'session', operation: 'WhoAmI' } },
	Pledg: {
		type: 'pledg',
		parameters: PLEDG_SIMULATION,
	},
};

const [credentialRows = [], nodeRows = []] = tablesOf('docs/engine.md');

let play: EngineStage;

// n8n 1.x has no such engine.
describe.runIf(n8nVersion.startsWith('2.'))('on Engine 2.0', () => {
	beforeAll(async () => {
		play = await startEngineStage(n8nVersion);
	}, START_LIMIT_MILLISECONDS);
	afterAll(async () => await play.close());

	it('the page has every credential and every action node', () => {
		expect(credentialRows.map(([title]) => title)).toEqual(
			credentialCases.map(({ title }) => title),
		);
		expect(nodeRows.map(([name]) => name)).toEqual(Object.keys(nodes));
	});

	it.each(credentialRows)('%s in the HTTP Request node: %s', async (title, result) => {
		const { stage } = play;
		const credential = await createCredential(stage, title, `engine-${slug(title)}`);
		const call = await caseOf(title).call(stage.sandbox);
		const workflow = await onEngine(stage, await createCalls(stage, credential, call));
		const { status, message } = await runCalls(stage, workflow);
		if (result === 'works') expect([status, message]).toEqual(['success', undefined]);
		else expect(message).toContain(REFUSAL);
	});

	it.each(nodeRows)('%s with the credential %s: %s', async (name, title, result) => {
		const { stage } = play;
		const { type, parameters } = nodes[name] ?? { type: '', parameters: {} };
		const credential = await createCredential(stage, title, `engine-node-${slug(name)}`);
		const run = await createNodeRun(stage, { type, parameters, credential });
		const { status, message } = await startNodeRun(stage, await onEngine(stage, run));
		if (result === 'works') expect([status, message]).toEqual(['success', undefined]);
		else
			expect(message).toMatch(
				/^n8n’s Engine 2\.0 cannot use this .+ credential yet: remove "engineType"/,
			);
	});

	it('a key that is refused is not sent twice', async () => {
		const { stage } = play;
		const { sandbox } = stage;
		const title = 'ECGrid API Key API';
		const credential = await createCredential(stage, title, 'engine-refused');
		await sandbox.fault({ provider: 'ecgrid', operationId: 'getMe', status: 401, times: 'always' });
		const before = (await sandbox.statisticsOf('ecgrid')).arrivals.getMe ?? 0;
		const call = await caseOf(title).call(sandbox);
		await runCalls(stage, await onEngine(stage, await createCalls(stage, credential, call)));
		expect((await sandbox.statisticsOf('ecgrid')).arrivals.getMe).toBe(before + 1);
	});
});

/** The cells of each table of a page, without its head. */
function tablesOf(page: string): string[][][] {
	const text = readFileSync(join(checkoutFolder, page), 'utf8');
	return text
		.split('\n\n')
		.filter((block) => block.startsWith('|'))
		.map((table) => table.trim().split('\n').slice(2).map(cellsOf));
}

function cellsOf(row: string): string[] {
	return row
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());
}

function slug(text: string): string {
	return text.toLowerCase().replace(/[^a-z]+/g, '-');
}
