import type { IHttpRequestOptions } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { verifyHs256 } from '../../../../credentials/lib/jwt';
import {
	foldIntoSignature,
	pledgSignatureSource,
} from '../../../../credentials/tokens/sources/pledgSignature';
import type { RequestOptions } from '../../../../credentials/tokens/request/requestOptions';

/** Vectors of the Pledg notes. */
const CREDENTIALS = { merchantUid: 'mer_test', secretKey: 'pledg-test-secret' };
const ORDER = {
	merchantUid: 'mer_test',
	title: 'Order 42',
	reference: 'order_42',
	amountCents: 2_000,
	email: 'buyer@example.com',
	firstName: 'Test',
	lastName: 'Buyer',
};
const FUNNEL_SIGNATURE =
	'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJkYXRhIjp7Im1lcmNoYW50VWlkIjoibWVyX3Rlc3QiLCJ0aXRsZSI6Ik9yZGVyIDQyIiwicmVmZXJlbmNlIjoib3JkZXJfNDIiLCJhbW91bnRDZW50cyI6MjAwMCwiZW1haWwiOiJidXllckBleGFtcGxlLmNvbSIsImZpcnN0TmFtZSI6IlRlc3QiLCJsYXN0TmFtZSI6IkJ1eWVyIn19.yjVWGjHhLKWJPkS0NGh1bOoa0yHiEvhJWh62AdmNon4';
const LINK_SIGNATURE =
	'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJkYXRhIjp7Im1lcmNoYW50VWlkIjoibWVyX3Rlc3QiLCJ0aXRsZSI6Ik9yZGVyIDQyIiwicmVmZXJlbmNlIjoib3JkZXJfNDIiLCJhbW91bnRDZW50cyI6MjAwMCwiZW1haWwiOiJidXllckBleGFtcGxlLmNvbSIsImZpcnN0TmFtZSI6IlRlc3QiLCJsYXN0TmFtZSI6IkJ1eWVyIn0sInB1cmNoYXNlX2xpbmtfc2V0dGluZ3MiOnsic2VuZF9lbWFpbCI6dHJ1ZSwiZW1haWwiOiJidXllckBleGFtcGxlLmNvbSJ9fQ.2DzA7v-T5isF0SkFKF5K5h9rMo0qgT2H1yYgatRY4Ik';

const FUNNEL = 'https://front.ecard.pledg.co/purchase';
const LINK = 'https://back.ecard.pledg.co/api/purchase_link/';

const fold = (options: RequestOptions) => foldIntoSignature(CREDENTIALS, options);

/** The payload that a folded request carries. */
function payloadOf(options: RequestOptions) {
	return verifyHs256(String(fold(options).qs?.signature), CREDENTIALS.secretKey);
}

describe('folding settings into one signature', () => {
	it('has the bytes of the vector: funnel', () => {
		const folded = fold({ url: FUNNEL, qs: ORDER });
		expect(folded).toEqual({ url: FUNNEL, qs: { signature: FUNNEL_SIGNATURE }, body: undefined });
	});

	it('has the bytes of the vector: signed purchase link', () => {
		const linkSettings = { send_email: true, email: 'buyer@example.com' };
		const body = { ...ORDER, purchase_link_settings: linkSettings };
		const folded = fold({ url: LINK, method: 'POST', body });
		expect(folded.qs).toEqual({ signature: LINK_SIGNATURE });
		expect(folded.body).toBeUndefined();
		expect(folded.method).toBe('POST');
	});

	it('adds the credential’s own merchant if the request names none', () => {
		const { merchantUid, ...rest } = ORDER;
		expect(fold({ url: FUNNEL, qs: rest }).qs).toEqual({ signature: FUNNEL_SIGNATURE });
		expect(merchantUid).toBe(CREDENTIALS.merchantUid);
	});

	it('leaves the merchant out if the request names a company', () => {
		const qs = { companyUid: 'cmp_1', title: 'A' };
		expect(payloadOf({ url: FUNNEL, qs })).toEqual({ data: qs });
	});

	it('reads settings from the address, the query and the body', () => {
		const options: RequestOptions = {
			url: `${FUNNEL}?title=Order%2042&redirectUrl=https://shop.example/ok?order=1`,
			qs: { reference: 'order_42' },
			body: { email: 'buyer@example.com' },
		};
		expect(fold(options).url).toBe(FUNNEL);
		expect(payloadOf(options)).toEqual({
			data: {
				merchantUid: 'mer_test',
				title: 'Order 42',
				redirectUrl: 'https://shop.example/ok?order=1',
				reference: 'order_42',
				email: 'buyer@example.com',
			},
		});
	});

	it('gives texts of a query the types of the settings', () => {
		const qs = {
			amountCents: ' 2000 ',
			reference: '42',
			address: '{"city":"Paris"}',
			metadata: 'no JSON',
			purchase_link_settings: '{"send_sms":true}',
		};
		expect(payloadOf({ url: FUNNEL, qs })).toEqual({
			data: {
				merchantUid: 'mer_test',
				amountCents: 2_000,
				reference: '42',
				address: { city: 'Paris' },
				metadata: 'no JSON',
			},
			purchase_link_settings: { send_sms: true },
		});
	});

	it.each<[string, RequestOptions]>([
		['is signed already, in the query', { url: FUNNEL, qs: { signature: 'a.b.c' } }],
		['is signed already, in the address', { url: `${FUNNEL}?signature=a.b.c` }],
		['has no settings', { url: FUNNEL }],
	])('leaves a request alone that %s', (_name, options) => {
		expect(fold(options)).toBe(options);
	});

	it('keeps to the option shape of the HTTP Request node', () => {
		const folded = fold({ url: undefined, uri: `${FUNNEL}?title=A` } as unknown as RequestOptions);
		expect(folded.uri).toBe(FUNNEL);
		expect(folded.url).toBeUndefined();
	});

	it('does not change the options that it is given', () => {
		const options: IHttpRequestOptions = { url: FUNNEL, qs: { title: 'A' }, body: { email: 'b' } };
		const before = structuredClone(options);
		fold(options);
		expect(options).toEqual(before);
	});

	it('needs the secret key', () => {
		const blank = { environment: 'production', merchantUid: 'mer_test', secretKey: ' ' };
		expect(() => pledgSignatureSource.settings(blank)).toThrow('Secret Key is empty');
	});

	it.each([
		['JSON as text', JSON.stringify({ email: 'b@example.com' }), {}],
		['JSON as bytes', Buffer.from(JSON.stringify({ email: 'b@example.com' })), {}],
		[
			'a form as text',
			'email=b%40example.com',
			{ 'content-type': 'application/x-www-form-urlencoded' },
		],
		['a form', new URLSearchParams({ email: 'b@example.com' }), {}],
	])('signs a body of %s together with a query', (_name, body, headers) => {
		const options = { url: `${FUNNEL}?title=A`, method: 'POST' as const, body, headers };
		expect(payloadOf(options)).toEqual({
			data: { merchantUid: 'mer_test', title: 'A', email: 'b@example.com' },
		});
		expect(fold(options).body).toBeUndefined();
	});

	it('signs a form of the HTTP Request node', () => {
		const options = { uri: FUNNEL, qs: { title: 'A' }, form: { email: 'b@example.com' } };
		const folded = fold(options as unknown as RequestOptions);
		expect(verifyHs256(String(folded.qs?.signature), CREDENTIALS.secretKey)).toEqual({
			data: { merchantUid: 'mer_test', title: 'A', email: 'b@example.com' },
		});
		expect(folded.form).toBeUndefined();
	});

	it.each([
		['other text', { body: 'hello' }],
		['a list', { body: [1] }],
		['a multipart form', { formData: { email: 'b' } }],
	])('refuses %s rather than drop it', (_name, part) => {
		const options = { url: FUNNEL, qs: { title: 'A' }, ...part } as RequestOptions;
		expect(() => fold(options)).toThrow('cannot be signed. Nothing was sent.');
	});

	it.each(['', ' ', null])('signs if the signature is empty (%j)', (signature) => {
		expect(payloadOf({ url: FUNNEL, qs: { title: 'A', signature } })).toEqual({
			data: { merchantUid: 'mer_test', title: 'A' },
		});
	});

	it('refuses an empty signature and nothing else', () => {
		expect(() => fold({ url: `${FUNNEL}?signature=` })).toThrow('empty signature');
	});
});
