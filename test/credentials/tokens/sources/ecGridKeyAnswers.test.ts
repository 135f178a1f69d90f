import type { IHttpRequestOptions } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import {
	restKeyAnswer,
	soapKeyAnswer,
} from '../../../../credentials/tokens/sources/ecGridKeyAnswers';
import { envelope } from '../../../../credentials/tokens/sources/soapXml';

const url = new URL('https://os.ecgrid.io/v4.1/prod/ECGridOS.asmx');
const NAMESPACE = 'https://os.ecgrid.io/';
const bodyOf = (method: string) => envelope(NAMESPACE, method, [['SessionID', '']]);
const soap = (options: Partial<IHttpRequestOptions>) =>
	soapKeyAnswer({ options: { url: url.href, ...options }, url });

describe('a SOAP call that is answered with a key or session', () => {
	it.each([
		'WhoAmI',
		'SessionInfo',
		'SessionLog',
		'SessionLogCurrent',
		'SessionLogEx',
		'UserGetAPIKey',
		'GenerateAPIKey',
		'KeyGet',
		'KeyList',
	])('is recognised by its element: %s', (method) => {
		expect(soap({ body: bodyOf(method) })).toBe(
			`ECGrid returns an API key or session for ${method}, which would become part of the item and of the execution data. Nothing was sent. Use this package's ECGrid SOAP node instead.`,
		);
	});

	it.each<[string, Partial<IHttpRequestOptions>]>([
		['SOAPAction', { headers: { soapaction: `"${NAMESPACE}WhoAmI"` } }],
		['SOAPAction without quotes', { headers: { SOAPAction: `${NAMESPACE}whoami ` } }],
		[
			'the action of SOAP 1.2',
			{ headers: { 'content-type': `application/soap+xml; action="${NAMESPACE}WhoAmI"` } },
		],
		[
			'a prefix',
			{ body: '<s:Envelope><s:Body><e:WhoAmI a=">"><SessionID/></e:WhoAmI></s:Body></s:Envelope>' },
		],
		['a second method', { body: `<Envelope><Body><Version/>${'<WhoAmI />'}</Body></Envelope>` }],
	])('is recognised by %s', (_way, options) => {
		expect(soap({ body: bodyOf('ParcelInBox'), ...options })).toContain('WhoAmI');
	});

	it('is none of the others, whatever their texts say', () => {
		const text = envelope(NAMESPACE, 'ParcelNoteAdd', [['Note', '<WhoAmI/> GenerateAPIKey']]);
		const cdata =
			'<Envelope><Body><Note><![CDATA[<WhoAmI/>]]><!-- <WhoAmI/> --></Note></Body></Envelope>';
		for (const body of [text, cdata]) expect(soap({ body })).toBeUndefined();
		expect(soap({ headers: { SOAPAction: `"${NAMESPACE}ParcelInBox"` } })).toBeUndefined();
	});
});

describe('a REST call that is answered with a key', () => {
	const rest = (path: string) => {
		const address = new URL(`https://rest.ecgrid.io/base${path}`);
		return restKeyAnswer({ options: { url: address.href }, url: address });
	};

	it.each([
		'/v2/users/key/12',
		'/v2/Users/KEY/12',
		'/v2/users//key/12/',
		'/v2/users/%6bey/12',
		'/v2/users/key-generate/12',
		'/v2/users/12/api-key',
		'/v2/users/12/generate-api-key',
		'/v2/keys/get-key',
		'/v2/keys/list',
		'/v2/keys/create?x=1',
	])('is recognised by its path: %s', (path) => {
		expect(rest(path)).toContain("Use this package's ECGrid node instead.");
	});

	it.each(['/v2/users/me', '/v2/users/12', '/v2/keys', '/v2/parcels/key-list', '/v2/users/%E0'])(
		'is none of the others: %s',
		(path) => {
			expect(rest(path)).toBeUndefined();
		},
	);
});
