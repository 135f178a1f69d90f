import fc from 'fast-check';
import { expect, test } from 'vitest';

import { sumOfProducts } from '../../../credentials/lib/decimal';

test.each([
	[[[3, 1.1]], 3.3],
	[[[0.1], [0.2]], 0.3],
	[[[1.1, 1.1]], 1.21],
	[[[1e21, 2], [1e-7]], 2e21],
	[[[1e-7, 3]], 3e-7],
	[[], 0],
])('%j is exactly %d', (products, sum) => {
	expect(sumOfProducts(products)).toBe(sum);
});

test.each([NaN, Infinity, -Infinity])(
	'%d makes a sum that cannot be compared with anything',
	(value) => {
		expect(sumOfProducts([[1], [2, value]])).toBeNaN();
	},
);

test('any amounts in cents add up as whole cents do', () => {
	const cents = fc.integer({ min: 0, max: 1_000_000 });
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 99 }), cents)), (rows) => {
			const whole = rows.reduce((sum, [quantity, price]) => sum + quantity * price, 0);
			expect(sumOfProducts(rows.map(([quantity, price]) => [quantity, price / 100]))).toBe(
				whole / 100,
			);
		}),
	);
});
