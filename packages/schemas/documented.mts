/** Which operations have an answer that their contract describes. */
import type { Operation, Resource } from '../../nodes/shared/operation/operation.ts';
import { readContract } from './answers.mts';
import { isDocumented } from './soapAnswers.mts';

/** Each as "resource operation". */
export function documentedOperations(contract: string, resources: readonly Resource[]): string[] {
	const { documented } = readContract(contract);
	// A method of SOAP is its own operationId.
	const isKnown = (id: string) => documented.has(id) || isDocumented(id);
	const hasAnswer = (operation: Operation) => [operation.contract].flat().slice(0, 1).some(isKnown);
	return resources.flatMap(({ value, operations }) =>
		operations.filter(hasAnswer).map((operation) => `${value} ${operation.value}`),
	);
}
