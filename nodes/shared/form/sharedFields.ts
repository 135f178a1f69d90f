import type { INodeProperties } from 'n8n-workflow';

interface Entry {
	/** Everything in the field except the resources and operations that show it. */
	readonly key: string;
	readonly property: INodeProperties;
	readonly resources: Set<string>;
	readonly operations: Set<string>;
}

/**
 * The same form with fewer properties: operations with the same field share one, as far as the order
 * of their fields allows. The editor and every AI agent load a node's whole description.
 *
 * Only for nodes whose operations have names of their own across all resources, since n8n shows a
 * property for every pairing of its resources and operations.
 */
export function withSharedFields(properties: INodeProperties[]): INodeProperties[] {
	const entries: Entry[] = [];
	/** For each operation, its field that was placed last. */
	const latest = new Map<string, Entry>();
	const isSelector = ({ displayOptions }: INodeProperties) => !displayOptions?.show?.operation;
	const selectors = properties.filter(isSelector);
	const fields = properties.filter((property) => !isSelector(property));
	// Resource and operation are chosen above all fields.
	for (const property of [...selectors, ...fields]) {
		const { resource: [resource] = [], operation: [operation] = [] } =
			property.displayOptions?.show ?? {};
		const isOfOne =
			typeof resource === 'string' && typeof operation === 'string' && !isShared(property);
		const key = isOfOne ? keyOf(property) : '';
		const before = isOfOne ? latest.get(operation) : undefined;
		const position = before ? entries.indexOf(before) + 1 : 0;
		const same = isOfOne ? entries.slice(position).find((entry) => entry.key === key) : undefined;
		const entry = same ?? { key, property, resources: new Set(), operations: new Set() };
		if (!same) entries.splice(before ? position : entries.length, 0, entry);
		if (!isOfOne) continue;
		entry.resources.add(resource);
		entry.operations.add(operation);
		latest.set(operation, entry);
	}
	return entries.map(propertyOf);
}

/** Whether several operations share a property already. */
function isShared({ displayOptions }: INodeProperties): boolean {
	return (displayOptions?.show?.operation?.length ?? 0) > 1;
}

function keyOf({ displayOptions, ...property }: INodeProperties): string {
	const conditions = Object.entries(displayOptions?.show ?? {}).filter(
		([name]) => name !== 'resource' && name !== 'operation',
	);
	return JSON.stringify({ ...property, conditions });
}

function propertyOf({ property, resources, operations }: Entry): INodeProperties {
	if (operations.size === 0) return property;
	const show = {
		...property.displayOptions?.show,
		resource: [...resources],
		operation: [...operations],
	};
	return { ...property, displayOptions: { ...property.displayOptions, show } };
}
