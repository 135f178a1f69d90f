/** Files are held in memory, so they are fetched one at a time unless the user wants more at once. */
import { expect, test } from 'vitest';

import { resources as eCross } from '../../nodes/ECross/resources';
import { resources as ecartPay } from '../../nodes/EcartPay/resources';
import { resources as ecGrid } from '../../nodes/EcGrid/resources';
import { resources as ecGridSoap } from '../../nodes/EcGridSoap/resources';
import { resources as pledg } from '../../nodes/Pledg/resources';
import { outputField } from '../../nodes/shared/fields';
import { itemsAtOnce } from '../../nodes/shared/operation/options';

const all = Object.entries({ eCross, ecartPay, ecGrid, ecGridSoap, pledg }).flatMap(
	([node, resources]) =>
		resources.flatMap(({ value: resource, operations }) =>
			operations.map((operation) => ({
				name: `${node} ${resource} ${operation.value}`,
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
	expect(names).toContain('ecGrid parcel download');
	expect(names).toContain('ecGridSoap parcel ParcelDownloadNoUpdate');
});

test.each(withFiles)('$name runs one item after the other', ({ operation }) => {
	expect(itemsAtOnce(operation)).toBe(1);
});
