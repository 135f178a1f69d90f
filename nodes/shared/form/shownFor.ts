import type { Resource } from '../operation/operation';

/** Operations by their resource. */
export type Places = Map<string, string[]>;

/** The part of n8n's displayOptions that the engine uses for operations. */
interface Shown {
	resource: string[];
	operation: string[];
}

/**
 * The fewest conditions that hold for the given operations and for no others of the node. n8n shows
 * a field for every pairing of a condition's resources and operations. So two resources share a
 * condition only if no pairing means another operation.
 */
export function shownFor(places: Places, resources: readonly Resource[]): Shown[] {
	const conditions: Shown[] = [];
	for (const [resource, operation] of places) {
		const own = { resource: [resource], operation };
		const index = conditions.findIndex((one) => isExact(joined(one, own), places, resources));
		const match = conditions[index];
		if (match) conditions[index] = joined(match, own);
		else conditions.push(own);
	}
	return conditions;
}

function joined(one: Shown, other: Shown): Shown {
	return {
		resource: [...one.resource, ...other.resource],
		operation: [...new Set([...one.operation, ...other.operation])],
	};
}

function isExact(shown: Shown, places: Places, resources: readonly Resource[]): boolean {
	return resources
		.filter(({ value }) => shown.resource.includes(value))
		.every(({ value, operations }) =>
			operations
				.filter((operation) => shown.operation.includes(operation.value))
				.every((operation) => places.get(value)?.includes(operation.value)),
		);
}
