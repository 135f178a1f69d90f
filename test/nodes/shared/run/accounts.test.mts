import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { ECrossApi } from '../../../../credentials/ECrossApi.credentials';
import { nextPageToken } from '../../../../nodes/shared/http/pagination';
import { operation } from '../../../../nodes/shared/operation/operation';
import { CredentialStore, jsonOf } from '../../harness.mts';
import { exampleNode, items, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';

/** A credential whose API Key is the tenant of the item. */
const BY_TENANT = { apiKey: '={{ $json.tenant }}' };

const request = { method: 'GET', service: 'api', path: '/things' } as const;
const READ = operation({ ...NAMES, request });

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
	server.answer = ({ headers }) => ({ body: { account: headers['x-api-key'] } });
});

afterEach(async () => await server.close());

function tenants(...names: string[]): INodeExecutionData[] {
	return names.map((tenant) => ({ json: { tenant } }));
}

const accountsOf = (results: INodeExecutionData[]) => jsonOf(results).map(({ account }) => account);

describe('a credential whose fields are expressions', () => {
	test('is used for each item as it is for that item', async () => {
		const { run } = exampleNode(READ, server, BY_TENANT);
		const names = Array.from({ length: 60 }, (_, index) => (index % 3 === 0 ? 'A' : 'B'));
		expect(accountsOf(await run({ items: tenants(...names) }))).toEqual(names);
	});

	test('sends each item to the address of that item', async () => {
		const other = await startServer();
		other.answer = () => ({ body: { account: 'other' } });
		const { run } = exampleNode(READ, server, { baseUrl: '={{ $json.address }}', apiKey: 'here' });
		const given = [server.url, other.url, server.url].map((address) => ({ json: { address } }));
		expect(accountsOf(await run({ items: given }))).toEqual(['here', 'other', 'here']);
		await other.close();
	});

	test('serves every page of an item with the account of that item', async () => {
		const listing = operation({ ...NAMES, request, pages: nextPageToken({ items: 'rows' }) });
		server.answer = ({ headers, query }) => ({
			body: {
				rows: [{ account: headers['x-api-key'], page: query.nextPageToken ?? 1 }],
				...(query.nextPageToken === undefined ? { nextPageToken: '2' } : {}),
			},
		});
		const { run } = exampleNode(listing, server, BY_TENANT);
		const results = await run({ items: tenants('A', 'B'), parameters: { returnAll: true } });
		expect(accountsOf(results)).toEqual(['A', 'A', 'B', 'B']);
	});

	test('never lets items of different accounts travel in one request', async () => {
		const grouped = operation({
			...NAMES,
			request: { method: 'POST', service: 'api', path: '/things' },
			group: {
				key: () => 'all',
				execute: async (context, members) => {
					const answer = (await context.send()) as IDataObject;
					return members.map(() => [{ json: { ...answer, together: members.length } }]);
				},
			},
		});
		const { run } = exampleNode(grouped, server, BY_TENANT);
		const results = await run({ items: tenants('A', 'B', 'A', 'B', 'B') });
		expect(accountsOf(results)).toEqual(['A', 'B', 'A', 'B', 'B']);
		expect(server.seen).toHaveLength(2);
	});

	test('lets only the item fail whose expression fails', async () => {
		const { run } = exampleNode(READ, server, { apiKey: "={{ $('No such node').item.json.key }}" });
		const results = await run({ items: items(2), settings: { onError: 'continueRegularOutput' } });
		expect(jsonOf(results)).toEqual([
			{ error: expect.any(String) as string },
			{ error: expect.any(String) as string },
		]);
	});

	test('is recognised by any of its fields, and by no value of a field', async () => {
		const marked = async (fields: IDataObject) => {
			const store = new CredentialStore([new ECrossApi()], { eCrossApi: fields as never });
			const data = await store.getDecrypted({} as never, {} as never, 'eCrossApi', 'internal');
			return 'hasExpressions' in data;
		};
		expect(await marked({ clientId: 'id', clientSecret: 'secret' })).toBe(false);
		expect(await marked({ clientId: 'id', hasExpressions: true })).toBe(false);
		const fields = ['clientId', 'clientSecret', 'authUrl', 'salesChannelToken', 'storage'];
		for (const name of fields) {
			expect([name, await marked({ [name]: '={{ $json.x }}' })]).toEqual([name, true]);
		}
	});
});

test('a credential without expressions is read once for all items', async () => {
	const { run, credentials } = exampleNode(READ, server, { apiKey: 'same' });
	await run({ items: items(50) });
	expect(credentials.reads).toBe(1);
});
