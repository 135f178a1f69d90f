import { inspect } from 'node:util';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { ECrossApi } from '../../../../credentials/ECrossApi.credentials';
import { ECross } from '../../../../nodes/ECross/ECross.node';
import { CredentialStore, runNode } from '../../harness.mts';
import { startServer, type Answer, type ScriptedServer } from '../exampleNode.mts';

let server: ScriptedServer;
let grants = 0;

beforeEach(async () => {
	server = await startServer();
	grants = 0;
});

afterEach(async () => await server.close());

/** Opaque: it can only be removed because it is known. */
const granted = (n: number) => `opaque${n}Token${n}Of${n}This${n}Test`;

function answer(status: number, body: (token: string) => unknown) {
	server.answer = ({ path, headers }): Answer => {
		if (path === '/token') return { body: { token: granted(++grants), expiresIn: 28_800 } };
		return { status, body: body(String(headers.authorization)) };
	};
}

function credentials(storage: boolean): CredentialStore {
	const { url } = server;
	return new CredentialStore([new ECrossApi()], {
		eCrossApi: {
			environment: 'custom',
			authUrl: url,
			productUrl: url,
			orderUrl: url,
			shipmentUrl: url,
			clientId: `client-of-${url}-${storage}`,
			clientSecret: 'a-secret-of-this-test',
			storage,
		},
	});
}

async function failure(storage: boolean): Promise<unknown> {
	return await runNode({
		node: new ECross(),
		parameters: { resource: 'sku', operation: 'getAll', returnAll: true },
		credentials: credentials(storage),
	}).then(
		() => undefined,
		(error: unknown) => error,
	);
}

test.each([
	['kept in the database', true],
	['kept in memory', false],
])(
	'a token that is granted for the request, and %s, shows in no error',
	async (_where, storage) => {
		answer(403, (header) => ({ message: `${header.slice(7)}, which may not do this` }));
		const error = await failure(storage);
		expect(error).toMatchObject({ message: expect.stringContaining('which may not do this') });
		expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('opaque');
	},
);

test('nor does a token that has just been replaced', async () => {
	let first = '';
	answer(401, (header) => ({
		message: `Neither ${(first ||= header.slice(7))} nor ${header.slice(7)}`,
	}));
	const error = await failure(true);
	expect(grants).toBe(2);
	expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('opaque');
	expect(error).toMatchObject({ message: expect.stringContaining('Neither *** nor ***') });
});
