import { describe, expect, it } from 'vitest';

import type { Token } from '../../../../credentials/tokens/lifecycle/token';
import { TokenManager } from '../../../../credentials/tokens/lifecycle/TokenManager';
import {
	type Abilities,
	FakeClock,
	FakeProvider,
	MINUTE,
	REJECTED,
	SECOND,
	UNAVAILABLE,
} from '../support/fakes.mts';

function setUp(abilities: Abilities = {}) {
	const clock = new FakeClock();
	const provider = new FakeProvider(clock);
	const manager = new TokenManager(clock);
	const request = provider.request(abilities);
	const ensure = async () => await clock.until(manager.ensure(request));
	const replace = async (refused: Token) =>
		await clock.until(manager.replaceRefused(request, refused));
	const recover = async (failed: Token) => await clock.until(manager.recover(request, failed));
	return { clock, provider, manager, request, ensure, replace, recover };
}

describe('a token that is refused with 401', () => {
	it('20 times, 15 ms apart, leads to one grant', async () => {
		const { clock, provider, manager, request, ensure } = setUp();
		const refused = await ensure();
		const replaced = [];
		for (let i = 0; i < 20; i += 1) {
			replaced.push(manager.replaceRefused(request, refused));
			await clock.pass(15);
		}
		const tokens = await clock.until(Promise.all(replaced));
		expect(new Set(tokens.map(({ accessToken }) => accessToken))).toEqual(new Set(['token-2']));
		expect(provider.tokenRequests).toBe(2);
	});

	it('but is not the current one, is replaced by the current one', async () => {
		const { clock, provider, ensure, replace } = setUp();
		const old = await ensure();
		await clock.pass(500 * SECOND);
		const current = await ensure();
		expect(await replace(old)).toEqual(current);
		expect(provider.tokenRequests).toBe(2);
	});

	it('is replaced by the renewal that is under way', async () => {
		const { clock, provider, manager, request, ensure } = setUp();
		const refused = await ensure();
		await clock.pass(480 * SECOND);
		const renewal = manager.ensure(request);
		const replaced = manager.replaceRefused(request, refused);
		expect(await clock.until(replaced)).toEqual(await clock.until(renewal));
		expect(provider.tokenRequests).toBe(2);
	});

	it('is replaced by a login if the renewal under way brings the same bytes', async () => {
		const { clock, provider, manager, request, ensure } = setUp();
		const refused = await ensure();
		await clock.pass(480 * SECOND);
		const grant = { accessToken: refused.accessToken, lifetime: 10 * MINUTE };
		provider.script = [{ kind: 'granted', grant }];
		const both = [manager.ensure(request), manager.replaceRefused(request, refused)];
		const [, replaced] = await clock.until(Promise.all(both));
		expect(replaced?.accessToken).toBe('token-2');
	});

	it('waits for the cool-down if the renewal under way fails', async () => {
		const { clock, provider, manager, request, ensure } = setUp();
		const refused = await ensure();
		await clock.pass(480 * SECOND);
		provider.script = [UNAVAILABLE];
		const both = [manager.ensure(request), manager.replaceRefused(request, refused)];
		const [kept, replaced] = await clock.until(Promise.allSettled(both));
		expect(kept).toMatchObject({ status: 'fulfilled', value: { accessToken: 'token-1' } });
		expect(replaced).toMatchObject({
			status: 'rejected',
			reason: { name: 'ProviderUnavailableError' },
		});
		expect(provider.tokenRequests).toBe(2);
	});

	it('stays in use for others if no new one can be obtained', async () => {
		const { provider, ensure, replace } = setUp();
		const refused = await ensure();
		provider.failure = REJECTED;
		await expect(replace(refused)).rejects.toThrow('refused the Client Secret');
		await expect(replace(refused)).rejects.toThrow('refused the Client Secret');
		expect(provider.tokenRequests).toBe(2);
		expect((await ensure()).accessToken).toBe('token-1');
	});
});

describe('grants that refusals force', () => {
	it('may come at once after another grant, then half a minute apart', async () => {
		const { clock, ensure, replace } = setUp();
		const first = await ensure();
		const second = await replace(first);
		await clock.pass(29 * SECOND);
		await expect(replace(second)).rejects.toThrow('keeps refusing tokens');
		await clock.pass(SECOND);
		expect((await replace(second)).accessToken).toBe('token-3');
	});

	it('are half a lifetime apart if that is shorter', async () => {
		const { clock, provider, ensure, replace } = setUp();
		provider.lifetime = 20 * SECOND;
		const second = await replace(await ensure());
		await clock.pass(9 * SECOND);
		await expect(replace(second)).rejects.toThrow('keeps refusing');
		await clock.pass(SECOND);
		expect((await replace(second)).accessToken).toBe('token-3');
	});

	it('are at most 3 in 10 minutes, then none for 5', async () => {
		const { clock, provider, manager, request, ensure, replace } = setUp();
		let token = await ensure();
		for (let i = 0; i < 3; i += 1) {
			token = await replace(token);
			await clock.pass(MINUTE);
		}
		const error: Error = await manager.replaceRefused(request, token).catch((thrown) => thrown);
		expect(error.message).toContain('Another client may be using these credentials');
		expect(error.message).toContain('in 300 s. To try now, press Retry in the credential.');
		expect(manager.isHeldBack(error)).toBe(true);
		expect(manager.status(request).gate).toEqual({ reason: error.message, secondsLeft: 300 });
		await clock.pass(5 * MINUTE - 1);
		await expect(replace(token)).rejects.toThrow('in 1 s');
		expect(provider.tokenRequests).toBe(4);
		expect(manager.status(request).gate?.secondsLeft).toBe(1);
		// Now the first of the three is more than ten minutes old.
		await clock.pass(3 * MINUTE);
		await replace(token);
		expect(provider.tokenRequests).toBe(5);
	});

	it('do not keep the Test button from logging in', async () => {
		const { clock, manager, request, ensure, replace } = setUp();
		let token = await ensure();
		for (let i = 0; i < 3; i += 1) {
			token = await replace(token);
			await clock.pass(MINUTE);
		}
		await expect(replace(token)).rejects.toThrow('keeps refusing');
		expect((await clock.until(manager.verify(request))).accessToken).toBe('token-5');
	});
});

describe('a request that failed for an unknown reason', () => {
	it('is sent again with a new token if the provider refuses the old one', async () => {
		const { provider, ensure, recover } = setUp({ ask: true });
		const failed = await ensure();
		provider.dead.add(failed.accessToken);
		expect((await recover(failed))?.accessToken).toBe('token-2');
		expect(provider.tokenRequests).toBe(2);
	});

	it.each(['accepted', 'unknown'] as const)('is not sent again: %s', async (verdict) => {
		const { provider, ensure, recover } = setUp({ ask: true });
		provider.verdict = verdict;
		expect(await recover(await ensure())).toBeUndefined();
		expect(provider.tokenRequests).toBe(1);
	});

	it('is not sent again because its token was replaced by age', async () => {
		const { clock, provider, ensure, recover } = setUp({ ask: true });
		const failed = await ensure();
		await clock.pass(500 * SECOND);
		await ensure();
		expect(await recover(failed)).toBeUndefined();
		expect(provider.questions).toEqual([]);
	});

	it('is sent again if its token is known to have been refused', async () => {
		const { provider, ensure, recover } = setUp({ ask: true });
		const failed = await ensure();
		provider.dead.add(failed.accessToken);
		await recover(failed);
		expect((await recover(failed))?.accessToken).toBe('token-2');
		expect(provider.questions).toEqual(['token-1']);
		expect(provider.tokenRequests).toBe(2);
	});

	it('makes no one use a token that the provider has refused', async () => {
		const { provider, ensure, recover } = setUp({ ask: true });
		const failed = await ensure();
		provider.dead.add(failed.accessToken);
		provider.script = [REJECTED];
		await expect(recover(failed)).rejects.toThrow('refused the Client Secret');
		await expect(ensure()).rejects.toThrow('refused the Client Secret');
	});
});

describe('an introspection', () => {
	it('is shared by all requests that failed together', async () => {
		const { clock, provider, manager, request, ensure } = setUp({ ask: true });
		const failed = await ensure();
		provider.dead.add(failed.accessToken);
		const all = Array.from({ length: 200 }, async () => await manager.recover(request, failed));
		const tokens = await clock.until(Promise.all(all));
		expect(new Set(tokens.map((token) => token?.accessToken))).toEqual(new Set(['token-2']));
		expect(provider.questions).toEqual(['token-1']);
		expect(provider.tokenRequests).toBe(2);
	});

	it.each([
		['accepted', 30],
		['unknown', 5],
	] as const)('is not repeated for a while after the answer %s', async (verdict, seconds) => {
		const { clock, provider, ensure, recover } = setUp({ ask: true });
		const failed = await ensure();
		provider.verdict = verdict;
		await recover(failed);
		await clock.pass(seconds * SECOND - 1);
		await recover(failed);
		expect(provider.questions).toHaveLength(1);
		await clock.pass(1);
		await recover(failed);
		expect(provider.questions).toHaveLength(2);
	});

	it('is made again for another token', async () => {
		const { clock, provider, ensure, recover, replace } = setUp({ ask: true });
		const first = await ensure();
		await recover(first);
		const second = await replace(first);
		await clock.pass(SECOND);
		await recover(second);
		expect(provider.questions).toEqual(['token-1', 'token-2']);
	});

	it('that fails itself decides nothing', async () => {
		const { clock, manager, request, ensure } = setUp();
		const failed = await ensure();
		const ask = async () => await Promise.reject(new Error('a broken connection'));
		const asking = { ...request, endpoint: { ...request.endpoint, ask } };
		expect(await clock.until(manager.recover(asking, failed))).toBeUndefined();
	});
});

describe('if the provider cannot be asked (Pledg)', () => {
	it('a hundred 404s cost one grant and are sent once each', async () => {
		const { clock, provider, ensure, recover } = setUp();
		await ensure();
		await clock.pass(MINUTE);
		for (let i = 0; i < 100; i += 1) {
			expect(await recover(await ensure())).toBeUndefined();
			await clock.pass(SECOND);
		}
		expect(provider.tokenRequests).toBe(2);
	});

	it('the next request renews the token', async () => {
		const { clock, ensure, recover } = setUp();
		const failed = await ensure();
		await clock.pass(MINUTE);
		await recover(failed);
		expect((await ensure()).accessToken).toBe('token-2');
	});

	it('but not one that was granted in the last half minute, by whichever process', async () => {
		const { clock, provider, manager, request, ensure, recover } = setUp();
		await recover(await ensure());
		await clock.pass(29 * SECOND);
		expect((await ensure()).accessToken).toBe('token-1');
		const session = manager.sessionOf(request);
		const token = { accessToken: 'elsewhere', lifetime: 10 * MINUTE, sentAt: clock.wall() };
		manager.adopt(request, { ...session, generation: session.generation + 1, token });
		await clock.pass(20 * SECOND);
		await recover(await ensure());
		expect((await ensure()).accessToken).toBe('elsewhere');
		expect(provider.tokenRequests).toBe(1);
	});

	it('a suspicion that a renewal did not cure is not raised again for half a lifetime', async () => {
		const { clock, provider, ensure, recover } = setUp();
		await ensure();
		await clock.pass(MINUTE);
		await recover(await ensure());
		await ensure();
		await clock.pass(299 * SECOND);
		await recover(await ensure());
		await ensure();
		expect(provider.tokenRequests).toBe(2);
		await clock.pass(SECOND);
		await recover(await ensure());
		await ensure();
		expect(provider.tokenRequests).toBe(3);
	});

	it('nor is one that brought the same bytes again', async () => {
		const { clock, provider, ensure, recover } = setUp();
		const grant = { accessToken: 'same', lifetime: 10 * MINUTE };
		provider.script = [
			{ kind: 'granted', grant },
			{ kind: 'granted', grant },
		];
		await ensure();
		await clock.pass(30 * SECOND);
		await recover(await ensure());
		await ensure();
		await clock.pass(260 * SECOND);
		await recover(await ensure());
		await ensure();
		expect(provider.tokenRequests).toBe(2);
	});

	it('a renewal on suspicion that fails costs no request', async () => {
		const { clock, provider, ensure, recover } = setUp();
		await ensure();
		await clock.pass(MINUTE);
		provider.failure = UNAVAILABLE;
		await recover(await ensure());
		expect((await ensure()).accessToken).toBe('token-1');
		expect((await ensure()).accessToken).toBe('token-1');
		expect(provider.tokenRequests).toBe(2);
	});
});
