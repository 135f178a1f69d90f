import { describe, expect, it } from 'vitest';

import { digestOf, fingerprintOf } from '../../../../credentials/tokens/lifecycle/fingerprint';

describe('a fingerprint', () => {
	it('is the same for the same fields', () => {
		expect(fingerprintOf(['a', 'b'])).toEqual(fingerprintOf(['a', 'b']));
	});

	it.each([
		[
			['id', 'secret'],
			['id', 'secret2'],
		],
		[
			['ab', 'c'],
			['a', 'bc'],
		],
		[
			['a', ''],
			['', 'a'],
		],
		[['a'], ['a', '']],
		[['1:a'], ['a']],
		[['ä'], ['a\u0308']],
	])('tells %j from %j', (one, other) => {
		expect(fingerprintOf(one).key).not.toBe(fingerprintOf(other).key);
		expect(fingerprintOf(one).stored).not.toBe(fingerprintOf(other).stored);
	});

	it('is stored in a form that other processes compute as well', () => {
		expect(fingerprintOf(['id', 'secret']).stored).toBe(
			'kDajXCPnFGO73cN-nFhEObLs4L3kT3BQ9Da5ZB5Ojrw',
		);
	});

	it('holds nothing of the fields', () => {
		const { key, stored } = fingerprintOf(['hunter2']);
		expect(`${key}${stored}`).not.toContain('hunter2');
		expect(key).not.toBe(stored);
	});
});

it('a digest names a token without revealing it', () => {
	expect(digestOf('token')).toBe(digestOf('token'));
	expect(digestOf('token')).not.toBe(digestOf('token2'));
	expect(digestOf('token')).not.toContain('token');
});
