import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { EcartPayApi } from '../../../credentials/EcartPayApi.credentials';
import { EcartPay } from '../../../nodes/EcartPay/EcartPay.node';
import { claimedPages, readRows, transactionPages } from '../../../nodes/EcartPay/api/paginations';
import { resources } from '../../../nodes/EcartPay/resources/index';
import type { ApiRequest } from '../../../nodes/shared/http/types';
import { pagesOf } from '../../../nodes/shared/http/pagination';
import { readContract } from '../../contract/contract.mts';
import { byId, CredentialStore, runNode, searchList } from '../harness.mts';
import { items, Stage } from './stage.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.start();
});
beforeEach(() => stage.next());
afterAll(async () => await stage.sandbox.close());

const request: ApiRequest = { method: 'GET', service: 'api', path: '/api/list' };

/** What a list asks for, and the rows it gives. */
async function read(
	pagination: typeof claimedPages,
	answers: Record<string, object>,
	limit = Infinity,
) {
	const asked: string[] = [];
	const send = async ({ query = {} }: ApiRequest) => {
		const key = new URLSearchParams(query as Record<string, string>).toString();
		asked.push(key);
		return await Promise.resolve(answers[key]);
	};
	const rows = [];
	const fail = (problem: string) => new Error(problem);
	for await (const page of pagesOf(pagination, request, limit, { send, fail })) rows.push(...page);
	return { asked, ids: rows.map(({ id }) => id) };
}

describe('the rows of an answer', () => {
	test.each([
		['the answer itself', [{ id: 1 }], [1]],
		['docs', { docs: [{ id: 1 }], errors: [] }, [1]],
		['data', { data: [{ id: 1 }], links: [] }, [1]],
		['the only list of an answer that is not documented', { payouts: [{ id: 1 }], n: 1 }, [1]],
	])('are %s', (_name, body, expected) => {
		expect(readRows(body).rows.map(({ id }) => id)).toEqual(expected);
	});

	test.each([
		['without a list', { id: 1 }, 'members id'],
		['with two lists that are not documented', { a: [1], b: [2] }, 'members a, b'],
		['without members', {}, 'no members'],
		['that is no object', true, 'sent boolean'],
		['without content', '', 'sent nothing'],
	])('are not guessed in an answer %s', (_name, body, came) => {
		expect(readRows(body)).toEqual({
			rows: [],
			problem: expect.stringMatching(new RegExp(`without a list under docs or data.*${came}`)),
		});
	});
});

describe('pages that only the answer tells of', () => {
	const page = (id: number) => ({ docs: [{ id }], count: 3, pages: 3 });

	test('are asked for by number, the first one as documented', async () => {
		const answers = { '': page(1), 'page=2': page(2), 'page=3': page(3) };
		const { asked, ids } = await read(claimedPages, answers);
		expect(asked).toEqual(['', 'page=2', 'page=3']);
		expect(ids).toEqual([1, 2, 3]);
	});

	test('end with an error where the API ignores the number, so that no row is left out', async () => {
		const customer_id = byId(await stage.newCustomer());
		for (const service of ['A', 'B']) {
			await stage.record('subscription', 'create', { customer_id, service, amount: 1 });
		}
		stage.sandbox.control.settings('ecartpay', { pageSize: 1 });
		await expect(stage.run('subscription', 'getAll', { returnAll: true })).rejects.toThrow(
			/two pages with the same rows/,
		);
	});
});

describe('transactions', () => {
	const docs = [{ id: 1 }];

	test('go on by token', async () => {
		const { asked } = await read(transactionPages, {
			'limit=50': { docs, next_token: 'b' },
			'limit=50&next=b': { docs: [{ id: 2 }], token_page: 'b' },
		});
		expect(asked).toEqual(['limit=50', 'limit=50&next=b']);
	});

	test('go on by number where there is no token', async () => {
		const { ids } = await read(transactionPages, {
			'limit=50': { docs, pages: 2 },
			'limit=50&page=2': { docs: [{ id: 2 }], pages: 2 },
		});
		expect(ids).toEqual([1, 2]);
	});

	test('never read more than is wanted', async () => {
		const rows = await stage.run('transaction', 'getAll', { limit: 3 });
		expect(rows).toHaveLength(3);
		const { operations } = stage.sandbox.control.statistics().providers.ecartpay;
		expect(operations.listTransactions).toEqual({ 200: 1 });
	});
});

test('every list behind a field can be searched', async () => {
	await stage.newPayout();
	await stage.idOf('paymentLink', 'create', { name: 'Course', currency: 'MXN', items: items() });
	const searches = Object.keys(new EcartPay().methods.listSearch);
	expect(searches).toHaveLength(17);
	for (const search of searches) {
		const options = { node: new EcartPay(), parameters: {}, credentials: stage.credentials() };
		const { results } = await searchList(options, search);
		for (const { name, value } of results) expect(`${name}`).toContain(String(value));
	}
	const options = { node: new EcartPay(), parameters: {}, credentials: stage.credentials() };
	const found = await searchList(options, 'searchCustomers', 'customer7@');
	expect(found.results).toMatchObject([{ name: expect.stringMatching(/^Ana Gómez 7 customer7@/) }]);
});

test('no operation sends a member that the contract does not know', () => {
	const contract = readContract('ecartpay');
	const unknown = resources.flatMap(({ value: resource, operations }) =>
		operations.flatMap((operation) => {
			const { body } = contract.get([operation.contract].flat()[0] ?? '') ?? {};
			return Object.entries({ ...operation.parameters, ...operation.optional })
				.filter(([, parameter]) => parameter.in === 'body')
				.map(([key, { name = key }]) => name)
				.filter((name) => !isKnown(name.split('.'), body))
				.map((name) => `${resource} ${operation.value}: ${name}`);
		}),
	);
	expect(unknown).toEqual([]);
});

function isKnown(path: string[], schema: ReturnType<typeof bodySchema>): boolean {
	const [name, ...rest] = path;
	if (name === undefined) return true;
	const inner = schema?.properties[name];
	return inner !== undefined && isKnown(rest, inner);
}

function bodySchema() {
	return readContract('ecartpay').values().next().value?.body;
}

describe('the language', () => {
	let server: Server;
	const cookies: Array<string | undefined> = [];

	beforeAll(async () => {
		server = createServer((asked: IncomingMessage, answer) => {
			const isLogin = asked.url?.endsWith('/token');
			if (!isLogin) cookies.push(asked.headers.cookie);
			answer.setHeader('content-type', 'application/json');
			answer.end(JSON.stringify(isLogin ? { token: 'eyJhbGciOiJub25lIn0.e30.x' } : []));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterAll(() => server.close());

	test.each([
		['es', 'lang=es'],
		['pt-BR', 'lang=pt-BR'],
		['', undefined],
		['es; session=stolen', undefined],
	])('%j travels as the cookie %s', async (language, cookie) => {
		const { port } = server.address() as AddressInfo;
		await runNode({
			node: new EcartPay(),
			parameters: { resource: 'bank', operation: 'getAll', options: { language } },
			credentials: new CredentialStore([new EcartPayApi()], {
				ecartPayApi: {
					environment: 'custom',
					baseUrl: `http://127.0.0.1:${port}`,
					publicKey: `pub-${language}`,
					privateKey: 'secret',
					storage: true,
				},
			}),
		});
		expect(cookies.at(-1)).toBe(cookie);
	});
});
