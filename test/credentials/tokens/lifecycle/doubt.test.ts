import { describe, expect, it } from 'vitest';

import type { Token } from '../../../../credentials/tokens/lifecycle/token';
import { TokenManager } from '../../../../credentials/tokens/lifecycle/TokenManager';
import { FakeClock, FakeProvider, MINUTE, REJECTED, SECOND } from '../support/fakes.mts';

/** A provider that answers an introspection of a dead token with 403. */
async function setUp() {
	const clock = new FakeClock();
	const provider = new FakeProvider(clock);
	provider.refusal = 'doubtful';
	const client = provider.request({ ask: true });
	const manager = new TokenManager(clock);
	const token = await clock.until(manager.ensure(client));
	/**
	 * Fails this many requests with this token at once; returns the tokens they are sent again with.
	 */
	const fail = async (failed: Token, times = 1) => {
		const all = Array.from({ length: times }, async () => await manager.recover(client, failed));
		const tokens = await clock.until(Promise.all(all));
		return [...new Set(tokens.map((one) => one?.accessToken))];
	};
	return { clock, provider, client, manager, token, fail };
}

describe('a token that the provider answers only with 403', () => {
	it('is dead if a fresh one is accepted: all requests that failed with it are sent again', async () => {
		const { provider, token, fail } = await setUp();
		provider.dead.add(token.accessToken);
		expect(await fail(token, 200)).toEqual(['token-2']);
		expect(await fail(token, 200), 'those that are answered late').toEqual(['token-2']);
		expect(provider.granted).toHaveLength(2);
		expect(provider.questions).toEqual(['token-1', 'token-2']);
	});

	it('lets all failed requests wait for the verdict on the fresh one', async () => {
		const { clock, provider, client, manager, token } = await setUp();
		provider.dead.add(token.accessToken);
		const first = manager.recover(client, token);
		// The introspection and the login are over, and the second introspection is under way.
		await clock.pass(250);
		const second = manager.recover(client, token);
		const tokens = await clock.until(Promise.all([first, second]));
		expect(tokens.map((one) => one?.accessToken)).toEqual(['token-2', 'token-2']);
	});

	it('was good if a fresh one gets the same answer: nothing is sent again', async () => {
		const { clock, provider, client, manager, token, fail } = await setUp();
		provider.verdict = 'doubtful';
		expect(await fail(token, 200)).toEqual([undefined]);
		expect(provider.granted).toHaveLength(2);
		const fresh = await clock.until(manager.ensure(client));
		for (let at = 0; at < 280 * SECOND; at += 31 * SECOND) {
			expect(await fail(fresh, 20)).toEqual([undefined]);
			await clock.pass(31 * SECOND);
		}
		expect(provider.granted, 'within half a lifetime').toHaveLength(2);
		await clock.pass(MINUTE);
		await fail(fresh);
		expect(provider.granted, 'after it').toHaveLength(3);
	});

	it('is followed by a refused login, which is what the user reads', async () => {
		const { provider, token, fail, client, manager } = await setUp();
		provider.failure = REJECTED;
		provider.dead.add(token.accessToken);
		await expect(fail(token, 20)).rejects.toThrow('Acme refused the Client Secret');
		expect(provider.tokenRequests).toBe(2);
		expect(manager.status(client).gate).toBeDefined();
	});
});
