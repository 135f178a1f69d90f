import { describe, expect, it } from 'vitest';

import { withoutCardData } from '../../../nodes/EcartPay/resources/cardData';

const NUMBER = '4242424242424242';

describe('records of cards', () => {
	it.each([
		['as it was typed in', { id: 'c1', number: NUMBER, cvc: '111' }, { id: 'c1' }],
		['by other names', { id: 'c1', card_number: NUMBER, cvv: 111 }, { id: 'c1' }],
		[
			'amid other records',
			{ data: { card: { number: '4242 4242-4242 4242', cvc: '111', brand: 'visa' } } },
			{ data: { card: { brand: 'visa' } } },
		],
		[
			'in lists',
			{ cards: [{ last: '4242', number: 4242424242424242 }] },
			{ cards: [{ last: '4242' }] },
		],
	])('lose the data of a card %s', (_where, record, left) => {
		expect(withoutCardData(record)).toEqual([left]);
		expect(withoutCardData([record, record])).toEqual([left, left]);
	});

	it('keep what only looks alike, deeper inside: masked numbers, and numbers of houses', () => {
		const card = { number: '**** 4242' };
		const record = { card, address: { number: '12', zip: '64000' }, none: null, tags: ['a', 1] };
		expect(withoutCardData(record)).toEqual([record]);
	});
});
