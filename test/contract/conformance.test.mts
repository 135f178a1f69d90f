import { describe, expect, test } from 'vitest';

import type { Operation, Resource } from '../../nodes/shared/operation/operation';
import { readContract } from './contract.mts';
import { differences } from './differences.mts';
import { leftOut, withoutContract } from './left-out';
import { nodesUnderContract } from './nodes.mts';

const IN_THE_CONTRACT =
	'forgotten: operationIds that no operation of resources/index.ts performs and left-out.ts does not name';

const coverage: string[] = [];

describe.each(nodesUnderContract)('$provider.name', (node) => {
	const { contract, provider, resources, byCredential } = node;
	const operations = readContract(contract);

	const sending = cases(resources).filter(([, operation]) => idsOf(operation).length > 0);
	const others = cases(resources).filter(([, operation]) => idsOf(operation).length === 0);

	test.each(sending)('%s is as in the contract', (_name, operation) => {
		const unknown = idsOf(operation).filter((id) => !operations.has(id));
		expect(unknown, `operationIds that contracts/${contract}/openapi.yaml lacks`).toEqual([]);
		const [main] = idsOf(operation).map((id) => operations.get(id));
		if (main) expect(differences(operation, main, addressesOf(operation))).toEqual([]);
	});

	test('has a reason for every operation that performs none of the contract', () => {
		const reasons = Object.keys(withoutContract[contract] ?? {});
		expect(others.map(([name]) => name).sort()).toEqual(reasons.sort());
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
		expect({ forgotten, needless }, IN_THE_CONTRACT).toEqual({ forgotten: [], needless: [] });
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

/** Of the contract; the first is the one that the operation's own fields belong to. */
function idsOf({ contract }: Operation): string[] {
	return [contract].flat();
}

function cases(resources: Resource[]): Array<[name: string, operation: Operation]> {
	return resources.flatMap(({ value, operations }) =>
		operations.map((operation): [string, Operation] => [`${value} ${operation.value}`, operation]),
	);
}
