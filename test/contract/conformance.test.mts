import { describe, expect, test } from 'vitest';

import type { Operation, Resource } from '../../nodes/shared/operation/operation';
import { readContract } from './contract.mts';
import { differences } from './differences.mts';
import { leftOut } from './left-out';
import { nodesUnderContract } from './nodes.mts';

const coverage: string[] = [];

describe.each(nodesUnderContract)('$provider.name', (node) => {
	const { contract, provider, resources, byCredential } = node;
	const operations = readContract(contract);

	test.each(cases(resources))('%s is as in the contract', (_name, operation) => {
		const [main, ...others] = [operation.contract].flat();
		for (const id of others) expect(operations.has(id), `${id} is in the contract`).toBe(true);
		if (main === undefined) return;
		const expected = operations.get(main);
		expect(expected, `${main} is in the contract`).toBeDefined();
		if (expected) expect(differences(operation, expected, addressesOf(operation))).toEqual([]);
	});

	test('performs every operation of the contract, or says why not', () => {
		const reasons = leftOut[contract] ?? {};
		const performed = new Set([
			...cases(resources).flatMap(([, operation]) => operation.contract),
			...byCredential,
		]);
		const forgotten = [...operations.keys()].filter((id) => !performed.has(id) && !(id in reasons));
		const needless = Object.keys(reasons).filter((id) => performed.has(id) || !operations.has(id));
		coverage.push(`${provider.name} ${performed.size}/${operations.size}`);
		expect({ forgotten, needless }).toEqual({ forgotten: [], needless: [] });
	});

	/** Production addresses: the contract's servers. */
	function addressesOf({ authentication }: Operation): Record<string, string> {
		const choice =
			provider.credentials.find(({ value }) => value === authentication?.[0]) ??
			provider.credentials[0];
		return provider.addresses(choice.credentialType, node.production);
	}
});

test('prints the coverage', () => {
	process.stdout.write(`Contract coverage: ${coverage.join(', ')}\n`);
	expect(coverage).toHaveLength(nodesUnderContract.length);
});

function cases(resources: Resource[]): Array<[name: string, operation: Operation]> {
	return resources.flatMap(({ value, operations }) =>
		operations.map((operation): [string, Operation] => [`${value} ${operation.value}`, operation]),
	);
}
