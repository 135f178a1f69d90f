/** What the compiled hook of a credential takes by itself. Needs the compiled package in dist/. */
import { Readable } from 'node:stream';
import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import { loadBuilt } from '../../packages/built.mts';
import { summarize } from './rounds.mts';

const BUILT = 'dist/credentials/ECrossApi.credentials.js';
const ROUNDS = 20;
const REQUESTS_PER_ROUND = 2_000;

const REQUEST = { method: 'GET', uri: 'https://product.api.e-cross.tech/ext/merchant/skus' };

/** Logs in without a network. */
const login = {
	helpers: {
		httpRequest: async () =>
			await Promise.resolve({
				statusCode: 200,
				headers: {},
				body: Readable.from([Buffer.from('{"token":"a-token","expiresIn":28800}')]),
			}),
	},
} as unknown as IHttpRequestHelper;

/**
 * Milliseconds for one request while the token is fresh: the median of some rounds. There is no n8n
 * and no network; each request brings a copy of the stored credential, as n8n does.
 */
export async function measureHookAlone(): Promise<number> {
	const { preAuthentication, authenticate } = loadBuilt.credential(BUILT);
	if (preAuthentication === undefined || typeof authenticate !== 'function') {
		throw new Error('The credential type has no hook.');
	}
	const prepare = async (credentials: ICredentialDataDecryptedObject) =>
		await preAuthentication.call(login, credentials);
	const entered = {
		environment: 'production',
		clientId: 'client',
		clientSecret: 'secret',
		storage: true,
	};
	const stored = { ...entered, ...(await prepare({ ...entered })) };
	const one = async () => {
		const credentials: ICredentialDataDecryptedObject = { ...stored };
		await prepare(credentials);
		await authenticate(credentials, { ...REQUEST, headers: {} } as never);
	};
	const rounds: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const start = performance.now();
		for (let request = 0; request < REQUESTS_PER_ROUND; request++) await one();
		rounds.push((performance.now() - start) / REQUESTS_PER_ROUND);
	}
	return summarize(rounds).median;
}
