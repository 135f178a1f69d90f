import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { EcGridApi } from '../../credentials/EcGridApi.credentials.ts';
import { EcGridSoapApi } from '../../credentials/EcGridSoapApi.credentials.ts';
import { dataOfOneRequest } from '../../credentials/tokens/request/requestData.ts';
import { envelope } from '../../credentials/tokens/sources/soapXml.ts';
import { loadN8n } from './n8n.mts';
import { Provider } from './Provider.mts';
import { Seam } from './Seam.mts';
import { HELPERS, useMockedWire } from './wire.mts';

useMockedWire();

const n8n = loadN8n();
const KEY = '1f8fad5b-d9cb-469f-a165-708677289501';

interface Call {
	readonly type: EcGridApi | EcGridSoapApi;
	readonly request: { readonly url: string } & Record<string, unknown>;
	readonly fields: ICredentialDataDecryptedObject;
	readonly node: string;
}

const calls: ReadonlyArray<readonly [string, Call]> = [
	[
		'WhoAmI',
		{
			type: new EcGridSoapApi(),
			fields: { url: 'https://os.ecgrid.io/soap', authentication: 'apiKey', apiKey: KEY },
			request: {
				method: 'POST',
				url: 'https://os.ecgrid.io/soap',
				body: envelope('https://os.ecgrid.io/', 'WhoAmI', [['SessionID', '']]),
			},
			node: 'ECGrid SOAP',
		},
	],
	[
		'the API key of a user',
		{
			type: new EcGridApi(),
			fields: { baseUrl: 'https://rest.ecgrid.io', apiKey: KEY },
			request: { url: 'https://rest.ecgrid.io/v2/users/key/12' },
			node: 'ECGrid',
		},
	],
];

describe.each(calls)('a call for %s', (_name, { type, request, fields, node }) => {
	const start = () => {
		const provider = new Provider(new URL(request.url).origin, () => ({ body: { data: KEY } }));
		return { provider, worker: new Seam(n8n, [type], { [type.name]: fields }) };
	};

	it.each(HELPERS)(
		'is refused before sending from other nodes than ours, with %s',
		async (helper) => {
			const { provider, worker } = start();
			await expect(worker[helper](type.name, request as never)).rejects.toThrow(
				`Nothing was sent. Use this package's ${node} node instead.`,
			);
			expect(provider.received).toHaveLength(0);
		},
	);

	it('is sent from our own nodes', async () => {
		const { provider, worker } = start();
		const data = dataOfOneRequest(await worker.credentials(type.name));
		await worker.request(type.name, request, data);
		expect(provider.received).toHaveLength(1);
	});
});
