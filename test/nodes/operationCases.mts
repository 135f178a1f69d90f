/** Runs every operation of a node once well and once refused, from a table of cases. */
import type { IDataObject, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { DRY_RUN } from '../../nodes/shared/operation/dryRun';
import type { Resource } from '../../nodes/shared/operation/operation';
import type { Fault } from '../../sandbox/faults.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { documentedOperations } from '../../packages/schemas/documented.mts';
import { outputsOf } from '../../packages/schemas/outputs.mts';
import { runNode, type CredentialStore } from './harness.mts';
import { differencesFrom } from './outputSchemas.mts';

export interface OperationCase {
	/** Values of the operation's fields; made before each run, since most need records. */
	parameters(): INodeParameters | Promise<INodeParameters>;
	items?: INodeExecutionData[];
	/** Checks what comes out. */
	check(rows: IDataObject[], outputs: INodeExecutionData[]): void | Promise<void>;
	/** The contract operation that is made to fail; nothing for operations without a request. */
	refuse?: string | false;
}

interface Table {
	node: INodeType;
	resources: Resource[];
	/** Keys are "resource operation". */
	cases: Record<string, OperationCase>;
	sandbox(): Sandbox;
	credentials(): CredentialStore;
	provider: Fault['provider'];
	/** Body of a refusal in the provider's form, and the message that a user must then read. */
	refusal: { body: unknown; message: string };
	/** Members that the sandbox sends although its contract does not document them, or only assumes them. */
	undocumented?: readonly string[];
}

/** Defines the tests. An operation without a case fails, so the table stays complete. */
export function testOperations(table: Table): void {
	const names = table.resources.flatMap(({ value, operations }) =>
		operations.map((operation) => `${value} ${operation.value}`),
	);

	test('every operation has a case', () => {
		const cases = Object.keys(table.cases);
		const missing = names.filter((name) => !cases.includes(name));
		const needless = cases.filter((name) => !names.includes(name));
		expect({ missing, needless }).toEqual({ missing: [], needless: [] });
	});

	const { node, resources, provider: contract } = table;
	const outputs = outputsOf({ node, resources, contract });

	test('every operation with a documented answer has an output schema', async () => {
		const { schemas } = await outputs;
		expect([...schemas.keys()]).toEqual(
			expect.arrayContaining(documentedOperations(contract, resources)),
		);
	});

	describe.each(Object.entries(table.cases))('%s', (name, operationCase) => {
		const [resource = '', operation = ''] = name.split(' ');
		const run = async (more: INodeParameters = {}) =>
			await runNode({
				node: table.node,
				parameters: { resource, operation, ...(await operationCase.parameters()), ...more },
				credentials: table.credentials(),
				...(operationCase.items ? { items: operationCase.items } : {}),
			});

		test('works', async () => {
			const outputs = await run();
			for (const { pairedItem } of outputs)
				expect(pairedItem).toEqual({ item: expect.any(Number) });
			const rows = outputs.map(({ json }) => json);
			if (operationOf(table.resources, resource, operation)?.request?.method === 'DELETE') {
				expect(rows).toEqual([{ deleted: true }]);
			}
			await operationCase.check(rows, outputs);
			const { invalidRequests } = table.sandbox().control.statistics();
			expect(invalidRequests).toEqual([]);
		});

		if (operationOf(table.resources, resource, operation)?.parameters[DRY_RUN]) {
			test('shows the request in a Dry Run, and does not send it', async () => {
				const { contract, request } = operationOf(table.resources, resource, operation)!;
				const parameters = await operationCase.parameters();
				const sent = () => {
					const { operations } = table.sandbox().control.statistics().providers[table.provider];
					return structuredClone([contract].flat().map((id) => operations[id]));
				};
				const before = sent();
				const outputs = await runNode({
					node: table.node,
					parameters: { resource, operation, ...parameters, [DRY_RUN]: true },
					credentials: table.credentials(),
					...(operationCase.items ? { items: operationCase.items } : {}),
				});
				expect(outputs).toHaveLength(operationCase.items?.length ?? 1);
				for (const { json } of outputs) {
					expect(json).toMatchObject({ dryRun: true, request: { method: request?.method } });
					expect(json.request).toHaveProperty('url', expect.stringMatching(/^http.*[^}]$/));
				}
				expect(sent()).toEqual(before);
			});
		}
		test('gives what its output schema tells', async () => {
			const schema = (await outputs).schemas.get(name);
			if (schema === undefined) return;
			const given = (await run({ simple: true })).map(({ json }) => json);
			const differences = given.flatMap((json) =>
				differencesFrom(schema, json, table.undocumented),
			);
			expect(differences).toEqual([]);
		});

		const operationId = operationCase.refuse ?? contractOf(table.resources, resource, operation);
		if (!operationId) return;
		test('tells what the provider refused', async () => {
			const parameters = await operationCase.parameters();
			table.sandbox().control.fault({
				provider: table.provider,
				operationId,
				status: 400,
				body: table.refusal.body,
				times: 'always',
			});
			const result = runNode({
				node: table.node,
				parameters: { resource, operation, ...parameters },
				credentials: table.credentials(),
				...(operationCase.items ? { items: operationCase.items } : {}),
			});
			await expect(result).rejects.toMatchObject({
				message: `${table.refusal.message} (HTTP 400)`,
				httpCode: '400',
				context: { itemIndex: 0 },
			});
		});
	});
}

function operationOf(resources: Resource[], resource: string, value: string) {
	return resources
		.find((one) => one.value === resource)
		?.operations.find((one) => one.value === value);
}

function contractOf(resources: Resource[], resource: string, value: string): string | undefined {
	return [operationOf(resources, resource, value)?.contract ?? []].flat()[0];
}
