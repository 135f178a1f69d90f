import { describe, expect, test } from 'vitest';

import { PARCEL } from '../../../nodes/EcGrid/api/memberNames';
import { parcels } from '../../../nodes/EcGrid/api/paginations';
import { readSent } from '../../../nodes/EcGrid/api/parcelFiles';
import { listed, thing } from '../../../nodes/EcGrid/api/things';

const readers = {
	'one thing': (row: object) => thing(PARCEL)(row),
	'a list': (row: object) => listed(PARCEL)([row]),
	'a page': (row: object) => parcels.read([row], undefined, 10),
};

describe.each(Object.entries(readers))('%s', (_name, read) => {
	test.each([
		[{ parcelId: 1.5 }, 'parcelId that is not a whole number'],
		[{ parcelId: 1e300 }, 'parcelId that is not a whole number'],
		[{ parcelId: { low: 1, high: 2 } }, 'parcelId that is not a whole number'],
		[{ parcelId: 'seven' }, 'parcelId that is not a whole number'],
		[{ parcelId: 1, mailboxId: true }, 'mailboxId that is not a whole number'],
		[{ parcelId: 1, status: 5 }, 'status that is not text'],
		[{ parcelId: 1, status: {} }, 'status that is not text'],
		[{ parcelId: 1, statusCode: [1] }, 'status that is not text'],
	])('is refused with a member that is not what its name says: %j', (row, problem) => {
		expect(read(row)).toEqual({
			rows: [],
			problem: expect.stringMatching(new RegExp(`${problem}. It has the members .*parcelId`)),
		});
	});

	test.each([
		[{ parcelId: 1, status: 'InBoxReady' }],
		[{ parcelId: '9007199254740993', status: null }],
		[{ parcelId: 0, statusCode: 'M2000', fileName: 'x' }],
		[{ parcelId: 1, status: { code: 'M2000', description: 'InBoxReady' } }],
	])('is taken as it is known: %j', (row) => {
		expect(read(row)).toMatchObject({ rows: [{ parcelId: row.parcelId }] });
	});
});

test('an empty list is no thing', () => {
	expect(thing()([]).problem).toBe('answered without an object. It sent an empty list.');
});

describe('a parcel that was sent', () => {
	test.each([[700], ['9007199254740993'], [{ parcelId: 700 }]])('has its ID: %j', (answer) => {
		expect(readSent(answer).rows).toHaveLength(1);
	});

	test.each([[true], [''], ['done'], [{ id: 700 }], [{ parcelId: null }], [null]])(
		'is no success without one: %j',
		(answer) => {
			expect(readSent(answer).problem).toMatch(/^answered without a parcel ID\. It (sent|has)/);
		},
	);
});
