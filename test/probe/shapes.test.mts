import { describe, expect, it } from 'vitest';
import { compare } from '../../probe/comparison.mts';
import { Contract } from '../../probe/contract.mts';
import { namingFor } from '../../probe/names.mts';
import { firstValue, shapeOf, valuesIn } from '../../probe/shapes.mts';

const contract = await Contract.load('ecross');
const plainNames = (name: string) => name;

describe('the shape of an answer', () => {
	it('lays rows over each other, and tells what not every row has', () => {
		const lines = linesOf({ rows: [{ id: 'A1', size: 1 }, { id: null }] });
		expect(lines).toEqual([
			['(answer)', 'object', ''],
			['rows', 'list', ''],
			['rows[]', 'object', ''],
			['rows[].id', 'null, text', ''],
			['rows[].size', 'whole number, not in every row', ''],
		]);
	});

	it('has kinds of texts, and no text', () => {
		const value = {
			a: '2026-01-02T03:04:05Z',
			b: '2026-01-02',
			c: '17',
			d: '',
			e: 'eyJhbGc.eyJz.x',
		};
		expect(linesOf(value).map(([, types]) => types)).toEqual([
			'object',
			'text, a date with time',
			'text, a date',
			'text, digits',
			'empty text',
			'text, a JWT',
		]);
	});
});

describe('beside the contract', () => {
	const { answer: schema } = contract.operation('listSkus');

	it('tells what came and is not there, what is missing, and what has another type', () => {
		const shape = shapeOf({ skus: { 0: 'x' }, surprise: true });
		const remarks = compare(contract, shape, { schema, naming: plainNames }).filter(
			({ remark }) => remark !== '',
		);
		expect(remarks).toEqual([
			{ place: 'skus', types: 'object', remark: 'the contract has: array' },
			{ place: 'surprise', types: 'true or false', remark: 'not in the contract' },
		]);
		expect(compare(contract, shapeOf({}), { schema, naming: plainNames })).toContainEqual({
			place: 'skus',
			types: 'nothing',
			remark: 'required, did not come',
		});
	});

	it('does not repeat names that stand for records', () => {
		const skus = [{ skuId: 'A', salesChannelStatus: { ACME_BR: { status: 'READY' } } }];
		const lines = compare(contract, shapeOf({ skus }), { schema, naming: plainNames });
		expect(JSON.stringify(lines)).not.toContain('ACME_BR');
		expect(lines.map(({ place }) => place)).toContain('skus[].salesChannelStatus.{…}');
	});
});

describe('names in the report', () => {
	const naming = namingFor(new Set(['skuid', 'as2id']), new Set(['ecom']));

	it.each([
		['skuId', 'skuId'],
		['AS2Id', 'AS2Id'],
		['catalogStatus', 'catalogStatus'],
		['order4711', '(name withheld)'],
		['ana@example.com', '(name withheld)'],
		['ECOM', '(name withheld)'],
		['x'.repeat(41), '(name withheld)'],
	])('of %s is %s', (name, shown) => {
		expect(naming(name)).toBe(shown);
	});
});

it('finds a value by name in any letter case, outermost first', () => {
	const body = { data: [{ ParcelID: 7, inner: { parcelId: 8 } }] };
	expect(firstValue(body, ['parcelId'])).toBe(7);
	expect(firstValue(body, ['queueId'])).toBeUndefined();
	expect(valuesIn(body)).toEqual(['7', '8']);
});

function linesOf(value: unknown) {
	return compare(contract, shapeOf(value), { schema: undefined, naming: plainNames }).map(
		({ place, types, remark }) => [place, types, remark],
	);
}
