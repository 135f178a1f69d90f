import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { ECrossApi } from '../../../../credentials/ECrossApi.credentials';
import { ECross } from '../../../../nodes/ECross/ECross.node';
import { byId, CredentialStore, runNode } from '../../harness.mts';
import { startServer, type ScriptedServer } from '../exampleNode.mts';

const PROBE = '/ext/merchant/skus';

let server: ScriptedServer;
let grants: number;
let good: string;
let accounts = 0;
/** How the provider answers a bad token, and a good one. */
let refusal: number;
let permission: number;
let answered: Array<{ path: string; status: number }>;

beforeEach(async () => {
	server = await startServer();
	grants = 0;
	answered = [];
	permission = 200;
	server.answer = ({ path, headers }) => {
		if (path === '/token') {
			good = `token-${++grants}`;
			return { body: { token: good, expiresIn: 28_800 } };
		}
		const isGood = headers.authorization === `Bearer ${good}`;
		const isProbe = path === PROBE;
		const status = isGood ? (isProbe ? 200 : permission) : refusal;
		answered.push({ path, status });
		return { status, body: { status: 'LOCALIZATION IN PROGRESS', message: 'As the API says' } };
	};
});

afterEach(async () => await server.close());

function credentials(): CredentialStore {
	const { url } = server;
	return new CredentialStore([new ECrossApi()], {
		eCrossApi: {
			environment: 'custom',
			authUrl: url,
			productUrl: url,
			orderUrl: url,
			shipmentUrl: url,
			clientId: `client-${++accounts}-of-${url}`,
			clientSecret: 'a-secret-of-this-test',
		},
	});
}

async function run(store: CredentialStore, count = 1): Promise<unknown[]> {
	const rows = await runNode({
		node: new ECross(),
		parameters: {
			resource: 'price',
			operation: 'setOrigin',
			skuId: byId('A-1'),
			salePrice: 5,
		},
		credentials: store,
		items: Array.from({ length: count }, () => ({ json: {} })),
		settings: { onError: 'continueRegularOutput' },
	});
	return rows.map(({ json }) => json);
}

const sent = () => answered.filter(({ path }) => path !== PROBE);

describe.each([400, 403, 419, 440, 498])('a dead token that is answered with %i', (status) => {
	test('is replaced, and what failed is sent once more', async () => {
		refusal = status;
		const store = credentials();
		await run(store);
		good = 'none';
		answered = [];
		expect(JSON.stringify(await run(store, 5))).not.toContain('error');
		expect(grants).toBe(2);
		expect(sent().filter((one) => one.status === 200)).toHaveLength(5);
	});
});

describe('a token that is refused when another worker has just replaced it', () => {
	test('is followed by that one from the store, without a login', async () => {
		refusal = 401;
		const store = credentials();
		await run(store);
		const data = store.data.eCrossApi ?? {};
		const session = JSON.parse(String(data.sessionToken)) as {
			generation: number;
			token: { accessToken: string };
		};
		const { answer } = server;
		let isFirst = true;
		server.answer = (request) => {
			if (request.path === '/token' || !isFirst) return answer(request);
			isFirst = false;
			// While this request is under way, another worker logs in and stores its token.
			good = 'token-of-another';
			session.generation += 1;
			session.token.accessToken = good;
			data.sessionToken = JSON.stringify(session);
			return answer(request);
		};
		expect(JSON.stringify(await run(store))).not.toContain('error');
		expect(grants).toBe(1);
	});
});

test.each([400, 403])(
	'200 items that a good token may not do (%i) cost no grant',
	async (status) => {
		permission = status;
		await run(credentials(), 200);
		expect(sent()).toHaveLength(200);
		expect(grants).toBe(1);
	},
);
