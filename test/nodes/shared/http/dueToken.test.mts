import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { TokenStatus } from '../../../../credentials/tokens/hook/status';
import { operation } from '../../../../nodes/shared/operation/operation';
import { exampleNode, items, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';

/** What the token lifecycle says about the credential's token. */
const token = vi.hoisted((): { state: TokenStatus['state'] } => ({ state: 'fresh' }));

vi.mock('../../../../credentials/tokens/hook/status', () => ({
	secretsOf: () => [],
	tokenStatus: (): TokenStatus => ({ state: token.state, tokenRequests: 1 }),
}));

const ONE_AT_A_TIME = operation({
	...NAMES,
	request: { method: 'POST', service: 'api', path: '/things' },
});
const REQUEST_MILLISECONDS = 300;

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
	let now = Date.now();
	vi.spyOn(Date, 'now').mockImplementation(() => now);
	server.answer = () => {
		now += REQUEST_MILLISECONDS;
		return {};
	};
});

afterAll(() => {
	vi.doUnmock('../../../../credentials/tokens/hook/status');
});

afterEach(async () => {
	vi.restoreAllMocks();
	await server.close();
});

test.each([
	['fresh', 1],
	['renewable', 4],
	['expiring', 4],
	['expired', 4],
] as const)(
	'while the token is %s, four requests of 0.3 s read the credential %i times',
	async (state, reads) => {
		token.state = state;
		const { run, credentials } = exampleNode(ONE_AT_A_TIME, server);
		await run({ items: items(4) });
		// Another worker may have renewed the token in the meantime. Then there is nothing to renew.
		expect(credentials.reads).toBe(reads);
	},
);
