/** What an update sends to clear a field is what its contract takes, and what it takes is offered. */
import { describe, expect, test } from 'vitest';

import type { Operation } from '../../nodes/shared/operation/operation';
import { readContract, type ContractOperation, type Schema } from './contract.mts';
import { nodesUnderContract } from './nodes.mts';

/** Operations that set one thing as a whole, so that there is no field to leave out. */
const SETS_A_WHOLE = /^(setOrigin|setDestination|sendTrackingEvent)$/;

describe.each(nodesUnderContract)('$contract', ({ contract, resources }) => {
	const facts = readContract(contract);
	const operations = resources.flatMap(({ value: resource, operations: own }) =>
		own.map((operation) => ({ name: `${resource} ${operation.value}`, operation })),
	);
	const factOf = ({ contract: id }: Operation): ContractOperation | undefined =>
		facts.get(String([id].flat()[0]));

	test('every field that the contract lets be empty can be cleared, and no other', () => {
		const updates = operations.filter(({ operation }) => operation.changes);
		const takenBy = ({ operation }: (typeof updates)[number]) =>
			Object.entries(operation.optional).flatMap(([key, parameter]) => {
				const schema = schemaAt(factOf(operation)?.body, parameter.name ?? key);
				// An empty text is no date and none of the choices.
				const isText = parameter.type.property.type === 'string';
				const [empty] = (schema?.empty ?? []).filter((value) => value === null || isText);
				return empty === undefined ? [] : [[key, empty] as const];
			});
		const clearedBy = updates.map(({ name, operation }) => [name, operation.clearedBy ?? {}]);
		expect(clearedBy).toEqual(
			updates.map((update) => [update.name, Object.fromEntries(takenBy(update))]),
		);
	});

	test('every operation that changes a part of something is known as an update', () => {
		const unknown = operations
			.filter(({ operation }) => !operation.changes && !SETS_A_WHOLE.test(operation.value))
			.filter(({ operation }) => /^(PUT|PATCH)$/.test(operation.request?.method ?? ''))
			.filter(({ operation }) => Object.values(operation.optional).some((one) => one.in === 'body'))
			.filter(({ operation }) => !operation.movesMoney)
			.map(({ name }) => name);
		expect(unknown).toEqual([]);
	});
});

function schemaAt(schema: Schema | undefined, wireName: string): Schema | undefined {
	return wireName
		.split('.')
		.reduce<Schema | undefined>((inner, member) => inner?.properties[member], schema);
}
