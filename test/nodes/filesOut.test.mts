/** Files are held in memory, so they are fetched one at a time unless the user wants more at once. */
import { expect, test } from 'vitest';

import { outputField } from '../../nodes/shared/fields';
import { itemsAtOnce } from '../../nodes/shared/operation/options';
import { actionNodes } from './everyNode.mts';

const all = actionNodes.flatMap(({ name, resources }) =>
	resources.flatMap(({ value: resource, operations }) =>
		operations.map((operation) => ({
			name: `${name}: ${resource} ${operation.value}`,
			operation,
		})),
	),
);
const { displayName } = outputField().property;
const withFiles = all.filter(({ operation: { parameters, optional } }) =>
	Object.values({ ...parameters, ...optional }).some(
		({ type }) => type.property.displayName === displayName,
	),
);

test('operations that give out files are found', () => {
	const names = withFiles.map(({ name }) => name);
	expect(names).toContain('ECGrid: parcel download');
	expect(names).toContain('ECGrid SOAP: parcel ParcelDownloadNoUpdate');
});

test.each(withFiles)('$name runs one item after the other', ({ operation }) => {
	expect(itemsAtOnce(operation)).toBe(1);
});
