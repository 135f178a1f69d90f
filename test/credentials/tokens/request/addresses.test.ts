import { describe, expect, it } from 'vitest';

import {
	addressesOf,
	addressField,
	mayBeUnencrypted,
} from '../../../../credentials/tokens/request/addresses';

describe('the addresses of a credential', () => {
	it.each([
		[
			'eCrossApi',
			'production',
			{
				auth: 'https://auth.api.e-cross.tech',
				product: 'https://product.api.e-cross.tech',
				order: 'https://order.api.e-cross.tech',
				shipment: 'https://hermes.api.e-cross.tech',
			},
		],
		['ecartPayApi', 'production', { api: 'https://ecartpay.com' }],
		['ecartPayApi', 'sandbox', { api: 'https://sandbox.ecartpay.com' }],
		['pledgApi', 'production', { api: 'https://back.ecard.pledg.co' }],
		['pledgApi', 'staging', { api: 'https://staging.back.ecard.pledg.co' }],
		['pledgDashboardApi', 'staging', { api: 'https://staging.back.ecard.pledg.co' }],
		[
			'pledgSignatureApi',
			'production',
			{ api: 'https://back.ecard.pledg.co', front: 'https://front.ecard.pledg.co' },
		],
		[
			'pledgSignatureApi',
			'staging',
			{
				api: 'https://staging.back.ecard.pledg.co',
				front: 'https://staging.front.ecard.pledg.co',
			},
		],
	])('%s in %s are those of the contract', (type, environment, expected) => {
		const leftover = { baseUrl: 'https://left.over', authUrl: 'https://left.over' };
		expect(addressesOf(type, { environment, ...leftover })).toEqual(expected);
	});

	it.each([
		[
			'eCrossApi',
			{
				authUrl: 'https://a.x',
				productUrl: 'https://p.x',
				orderUrl: 'https://o.x',
				shipmentUrl: 'https://s.x/',
			},
			{
				auth: 'https://a.x',
				product: 'https://p.x',
				order: 'https://o.x',
				shipment: 'https://s.x',
			},
		],
		['ecartPayApi', { baseUrl: 'https://a.x/' }, { api: 'https://a.x' }],
		[
			'pledgSignatureApi',
			{ baseUrl: 'https://a.x', frontUrl: 'https://f.x' },
			{ api: 'https://a.x', front: 'https://f.x' },
		],
		['ecGridApi', { baseUrl: 'https://rest.ecgrid.io' }, { api: 'https://rest.ecgrid.io' }],
		[
			'ecGridSoapApi',
			{ url: 'https://os.ecgrid.io/a.asmx' },
			{ api: 'https://os.ecgrid.io/a.asmx' },
		],
	])('%s with its own addresses', (type, fields, expected) => {
		expect(addressesOf(type, { environment: 'custom', ...fields })).toEqual(expected);
	});

	it('names the field of an address that cannot be used', () => {
		const fields = { environment: 'custom', authUrl: 'https://a.x', productUrl: 'nowhere' };
		expect(() => addressesOf('eCrossApi', fields)).toThrow('Product URL is not a web address');
	});

	it('may be unencrypted only by the user’s switch', () => {
		const fields = { environment: 'custom', baseUrl: 'http://gateway' };
		expect(() => addressesOf('pledgApi', fields)).toThrow('Base URL is not HTTPS');
		const allowed = { ...fields, allowUnencryptedHttp: true };
		expect(addressesOf('pledgApi', allowed)).toEqual({ api: 'http://gateway' });
		expect(mayBeUnencrypted({ allowUnencryptedHttp: 'true' })).toBe(false);
	});

	it('are not known for other types', () => {
		expect(() => addressesOf('otherApi', {})).toThrow('otherApi');
	});
});

it.each([
	['eCrossApi', 'auth', 'Environment or Authentication URL'],
	['pledgApi', 'api', 'Environment or Base URL'],
	['ecGridLoginApi', 'api', 'Base URL'],
	['ecGridSoapApi', 'api', 'URL'],
])('the address field of %s (%s) is called %s', (type, service, expected) => {
	expect(addressField(type, service)).toBe(expected);
});
