import type { ICredentialType } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { EcGridApi } from '../../credentials/EcGridApi.credentials.ts';
import { EcGridSoapApi } from '../../credentials/EcGridSoapApi.credentials.ts';
import { PledgDashboardApi } from '../../credentials/PledgDashboardApi.credentials.ts';
import { ECrossOnTheWire, NAME, PRODUCT } from './ECrossOnTheWire.mts';
import { loadN8n } from './n8n.mts';
import { Provider } from './Provider.mts';
import { Seam } from './Seam.mts';
import { HELPERS, useMockedWire } from './wire.mts';

useMockedWire();

const n8n = loadN8n();
const SOAP = 'https://os.ecgrid.io/v4.1/prod/ECGridOS.asmx';
const ENVELOPE = '<Envelope><Body><Version><SessionID></SessionID></Version></Body></Envelope>';

describe.each(HELPERS)('an API key in the place of a SOAP session, with %s', (helper) => {
	const soap = () =>
		new Seam(n8n, [new EcGridSoapApi()], {
			ecGridSoapApi: { authentication: 'apiKey', apiKey: 'the-key', url: SOAP },
		});
	const headers = { 'Content-Type': 'text/xml' };
	const call = { url: SOAP, method: 'POST' as const, headers, body: ENVELOPE };

	it('goes into the envelope, without a login, and nothing is stored', async () => {
		const provider = new Provider('https://os.ecgrid.io', () => ({ body: '<ok/>' }));
		const seam = soap();
		await seam[helper]('ecGridSoapApi', { ...call });
		expect(provider.received.map(({ body }) => body)).toEqual([
			ENVELOPE.replace('></SessionID>', '>the-key</SessionID>'),
		]);
		expect(seam.rows.writes).toBe(0);
	});

	it('is not sent a second time where it is refused', async () => {
		const provider = new Provider('https://os.ecgrid.io', () => ({ status: 401 }));
		await expect(soap()[helper]('ecGridSoapApi', { ...call })).rejects.toThrow();
		expect(provider.received).toHaveLength(1);
	});

	it('is not sent where the envelope has no place for it', async () => {
		const provider = new Provider('https://os.ecgrid.io', () => ({}));
		await expect(soap()[helper]('ecGridSoapApi', { ...call, body: '<Envelope/>' })).rejects.toThrow(
			'has no empty SessionID element',
		);
		expect(provider.received).toHaveLength(0);
	});
});

describe('the Sales Channel Token of E-CROSS', () => {
	const taxes = { url: `${PRODUCT}/ext/taxes`, method: 'POST' as const, body: {} };

	it.each(HELPERS)(
		'says nothing about the access token when it is refused (%s)',
		async (helper) => {
			const wire = new ECrossOnTheWire();
			const worker = await wire.worker({ salesChannelToken: 'channel' });
			await expect(worker[helper](NAME, { ...taxes })).rejects.toThrow();
			const sent = wire.product.on('/ext/taxes');
			expect(sent.map(({ headers }) => headers.authorization)).toEqual(['Bearer channel']);
			expect(wire.grants).toBe(1);
			expect(wire.questions).toHaveLength(0);
		},
	);
});

const statics: ReadonlyArray<{
	readonly type: ICredentialType;
	readonly fields: Record<string, string>;
	readonly origin: string;
	readonly header: readonly [name: string, value: string];
}> = [
	{
		type: new EcGridApi(),
		fields: { apiKey: ' the-key\n' },
		origin: 'https://rest.ecgrid.io',
		header: ['x-api-key', 'the-key'],
	},
	{
		type: new PledgDashboardApi(),
		fields: { environment: 'staging', email: 'a@example.com', password: ' pass ' },
		origin: 'https://staging.back.ecard.pledg.co',
		header: ['authorization', `Basic ${btoa('a@example.com: pass ')}`],
	},
];

describe.each(statics)('$type.displayName', ({ type, fields, origin, header: [name, value] }) => {
	it.each(HELPERS)('attaches its header and follows no redirect (%s)', async (helper) => {
		const foreign = new Provider('https://foreign.example.net', () => ({}));
		const provider = new Provider(origin, () => ({
			status: 302,
			headers: { location: 'https://foreign.example.net/caught' },
		}));
		const seam = new Seam(n8n, [type], { [type.name]: fields });
		await expect(seam[helper](type.name, { url: `${origin}/x` })).rejects.toThrow();
		expect(provider.received.map(({ headers }) => headers[name])).toEqual([value]);
		expect(foreign.received).toHaveLength(0);
	});

	it.each(HELPERS)(
		'is sent once where it is refused, and nothing is stored (%s)',
		async (helper) => {
			const provider = new Provider(origin, () => ({ status: 401 }));
			const seam = new Seam(n8n, [type], { [type.name]: fields });
			await expect(seam[helper](type.name, { url: `${origin}/x` })).rejects.toThrow();
			expect(provider.received).toHaveLength(1);
			expect(seam.rows.writes).toBe(0);
		},
	);
});
