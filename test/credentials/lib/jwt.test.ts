import { createHmac } from 'crypto';

import { describe, expect, it } from 'vitest';

import { claimsOf, signHs256, verifyHs256 } from '../../../credentials/lib/jwt';

/** Vectors of the Pledg notes. */
const SECRET = 'pledg-test-secret';
const VECTORS: Array<[string, object, string]> = [
	[
		'transfer notification',
		{
			reference: 'order_42',
			created: '2026-01-02 03:04:05.000006',
			transfer_order_item_uid: 'tri_test',
			merchant_uid: 'mer_test',
			purchase_uid: 'pur_test',
			amount_cents: 2_000,
		},
		'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJyZWZlcmVuY2UiOiJvcmRlcl80MiIsImNyZWF0ZWQiOiIyMDI2LTAxLTAyIDAzOjA0OjA1LjAwMDAwNiIsInRyYW5zZmVyX29yZGVyX2l0ZW1fdWlkIjoidHJpX3Rlc3QiLCJtZXJjaGFudF91aWQiOiJtZXJfdGVzdCIsInB1cmNoYXNlX3VpZCI6InB1cl90ZXN0IiwiYW1vdW50X2NlbnRzIjoyMDAwfQ.SW-jrrLMXkDRhdsOUgSss144pTLIV12zuo-NjFPiQ34',
	],
	[
		'error notification',
		{ reference: 'order_42', purchase_state: 'SCORING_KO', purchase_uid: 'pur_test' },
		'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJyZWZlcmVuY2UiOiJvcmRlcl80MiIsInB1cmNoYXNlX3N0YXRlIjoiU0NPUklOR19LTyIsInB1cmNoYXNlX3VpZCI6InB1cl90ZXN0In0.wxHW5nBV9IByXZfYYPLroN9UzmIlDOCmM-BmQW53DNE',
	],
];

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a JWT signed with HS256', () => {
	it.each(VECTORS)('has the bytes of the vector: %s', (_name, payload, token) => {
		expect(signHs256(payload, SECRET)).toBe(token);
	});

	it.each(VECTORS)('verifies: %s', (_name, payload, token) => {
		expect(verifyHs256(token, SECRET)).toEqual(payload);
	});

	it('keeps characters beyond ASCII', () => {
		const payload = { title: 'Café ☕' };
		expect(verifyHs256(signHs256(payload, 'schlüssel'), 'schlüssel')).toEqual(payload);
	});

	const [, , token] = VECTORS[0] ?? ['', {}, ''];
	const [header, payload, signature] = token.split('.');
	/** Correctly signed, under a header that names something else. */
	const under = (other: unknown) => {
		const text = `${encode(other)}.${payload}`;
		return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`;
	};

	it.each([
		['another secret', token, 'other'],
		['a changed payload', `${header}.${encode({ amount_cents: 1 })}.${signature}`, SECRET],
		['a signature cut short', token.slice(0, -2), SECRET],
		['no signature', `${header}.${payload}.`, SECRET],
		['two parts', `${header}.${payload}`, SECRET],
		['four parts', `${token}.x`, SECRET],
		['no token', '', SECRET],
		['another algorithm', under({ typ: 'JWT', alg: 'HS512' }), SECRET],
		['no algorithm', under({ typ: 'JWT' }), SECRET],
		['a header that is no object', under('HS256'), SECRET],
	])('is refused with %s', (_name, given, secret) => {
		expect(verifyHs256(given, secret)).toBeUndefined();
	});
});

describe('the claims of a JWT', () => {
	it.each(VECTORS)('are read without its secret: %s', (_name, payload, token) => {
		expect(claimsOf(token)).toEqual(payload);
	});

	it.each([
		['two parts', `x.${encode({ a: 1 })}`],
		['four parts', `x.${encode({ a: 1 })}.y.z`],
		['claims that are no JSON', 'x.y.z'],
		['claims that are no object', `x.${encode('text')}.y`],
		['claims that are a list', `x.${encode([1])}.y`],
		['nothing', ''],
	])('are none with %s', (_name, token) => {
		expect(claimsOf(token)).toBeUndefined();
	});
});
