import { describe, expect, it } from 'vitest';

import type { StoredSession } from '../../../../credentials/tokens/lifecycle/session';
import { TokenManager } from '../../../../credentials/tokens/lifecycle/TokenManager';
import {
	type Abilities,
	FakeClock,
	FakeProvider,
	MINUTE,
	REJECTED,
	SECOND,
} from '../support/fakes.mts';

/** Two processes with one credential at one provider. */
function setUp(abilities: Abilities = {}) {
	const clock = new FakeClock();
	const provider = new FakeProvider(clock);
	const request = provider.request(abilities);
	const here = new TokenManager(clock);
	const there = new TokenManager(clock);
	const ensure = async (manager: TokenManager) => await clock.until(manager.ensure(request));
	/** What n8n does before each request of one process. */
	const use = async (manager: TokenManager, stored: StoredSession | undefined) => {
		manager.adopt(request, stored);
		const { accessToken } = await ensure(manager);
		return { accessToken, store: manager.sessionToStore(request, stored) };
	};
	return { clock, provider, request, here, there, ensure, use };
}

describe('a session in the store', () => {
	it('serves the other processes, and those that start later', async () => {
		const { provider, here, there, use } = setUp();
		const { store } = await use(here, undefined);
		expect(await use(there, store)).toEqual({ accessToken: 'token-1', store: undefined });
		expect(provider.tokenRequests).toBe(1);
	});

	it('keeps its age', async () => {
		const { clock, here, there, use } = setUp();
		const { store } = await use(here, undefined);
		await clock.pass(492 * SECOND);
		expect((await use(there, store)).accessToken).toBe('token-2');
	});

	it('keeps its age if the wall clock is set back after it was read', async () => {
		const { clock, request, here, there, ensure, use } = setUp();
		const { store } = await use(here, undefined);
		await clock.pass(400 * SECOND);
		there.adopt(request, store);
		clock.setWall(-60 * MINUTE);
		await clock.pass(92 * SECOND);
		expect((await ensure(there)).accessToken).toBe('token-2');
	});

	it('is void for other secrets', async () => {
		const { clock, provider, request, here, ensure } = setUp();
		await ensure(here);
		const stored = here.sessionOf(request);
		const edited = provider.request({}, ['new secret']);
		here.adopt(edited, stored);
		expect(here.current(edited)).toBeUndefined();
		await clock.until(here.ensure(edited));
		expect(here.sessionToStore(edited, stored)?.token?.accessToken).toBe('token-2');
	});

	it('of an older generation changes nothing', async () => {
		const { clock, request, here, ensure } = setUp();
		await ensure(here);
		const old = here.sessionOf(request);
		await clock.pass(480 * SECOND);
		const current = await ensure(here);
		here.adopt(request, old);
		expect(here.current(request)).toEqual(current);
	});

	it('of a newer generation replaces the token at once', async () => {
		const { clock, request, here, there, ensure } = setUp();
		await ensure(here);
		there.adopt(request, here.sessionOf(request));
		await clock.pass(492 * SECOND);
		await ensure(there);
		here.adopt(request, there.sessionOf(request));
		expect(here.current(request)?.accessToken).toBe('token-2');
	});

	it('decides which token counts if two processes were granted one at once', async () => {
		const { request, here, there, ensure } = setUp();
		await ensure(here);
		await ensure(there);
		const stored = there.sessionOf(request);
		here.adopt(request, stored);
		expect(here.current(request)?.accessToken).toBe('token-2');
		expect(here.sessionToStore(request, stored)).toBeUndefined();
	});

	it('that is known already is not taken over again, with a jitter drawn anew', async () => {
		const { clock, request, here, ensure } = setUp();
		clock.jitter = 0.9;
		await ensure(here);
		const stored = here.sessionOf(request);
		clock.jitter = 0;
		await clock.pass(479.5 * SECOND);
		here.adopt(request, stored);
		await clock.pass(SECOND);
		expect((await ensure(here)).accessToken).toBe('token-1');
	});

	it('draws a jitter in each process, so that they do not renew as one', async () => {
		const { clock, request, here, there, ensure } = setUp();
		await ensure(here);
		clock.jitter = 0.9;
		there.adopt(request, here.sessionOf(request));
		expect(here.status(request).renewsInSeconds).toBe(480);
		expect(there.status(request).renewsInSeconds).toBe(524);
	});

	it.each([0, 0.5, 0.999])(
		'is renewed first by the process that was granted it (%d)',
		async (random) => {
			const { clock, request, here, there, ensure } = setUp();
			clock.jitter = 0.999;
			await ensure(here);
			clock.jitter = random;
			there.adopt(request, here.sessionOf(request));
			const first = here.status(request).renewsInSeconds ?? 0;
			const second = there.status(request).renewsInSeconds ?? 0;
			expect(first).toBeLessThanOrEqual(second);
			expect(second).toBeLessThanOrEqual(480 + 48);
		},
	);

	it('with a token of another process ends the cool-down here: the secrets work', async () => {
		const { provider, request, here, there, ensure } = setUp();
		provider.script = [REJECTED];
		await expect(ensure(here)).rejects.toThrow('wrong secret');
		await ensure(there);
		here.adopt(request, there.sessionOf(request));
		expect(here.status(request).gate).toBeUndefined();
		expect((await ensure(here)).accessToken).toBe('token-1');
	});
});

describe('handing a session over to the store', () => {
	it('happens once for all that started together, and again after 5 s', async () => {
		const { clock, request, here, ensure } = setUp();
		await ensure(here);
		const offers = Array.from({ length: 200 }, () => here.sessionToStore(request, undefined));
		expect(offers.filter((offer) => offer !== undefined)).toEqual([here.sessionOf(request)]);
		await clock.pass(5 * SECOND - 1);
		expect(here.sessionToStore(request, undefined)).toBeUndefined();
		await clock.pass(1);
		expect(here.sessionToStore(request, undefined)).toEqual(here.sessionOf(request));
	});

	it('does not wait if the token is newer', async () => {
		const { clock, request, here, ensure } = setUp();
		const refused = await ensure(here);
		const stored = here.sessionToStore(request, undefined);
		await clock.until(here.replaceRefused(request, refused));
		expect(here.sessionToStore(request, stored)?.token?.accessToken).toBe('token-2');
	});

	it('has nothing to hand over before the first token', () => {
		const { request, here } = setUp();
		expect(here.sessionToStore(request, undefined)).toBeUndefined();
	});

	it('leaves out the jitter, which is drawn per process', async () => {
		const { clock, request, here, ensure } = setUp();
		await ensure(here);
		expect(here.sessionOf(request)).toEqual({
			fingerprint: request.fingerprint.stored,
			generation: 1,
			token: {
				accessToken: 'token-1',
				lifetime: 10 * MINUTE,
				sentAt: clock.wall() - 100,
				age: 100,
			},
		});
	});
});

describe('a token that is forgotten', () => {
	it('is not used again, here or in another process', async () => {
		const { request, here, there, ensure, use } = setUp();
		await ensure(here);
		there.adopt(request, here.sessionOf(request));
		const forgotten = here.forget(request);
		expect(here.current(request)).toBeUndefined();
		expect(here.isVerified(request)).toBe(false);
		expect(forgotten.token).toBeUndefined();
		expect((await use(there, forgotten)).accessToken).toBe('token-2');
	});

	it('does not come back from a store that was read before', async () => {
		const { request, here, ensure } = setUp();
		await ensure(here);
		const before = here.sessionOf(request);
		here.forget(request);
		here.adopt(request, before);
		expect(here.current(request)).toBeUndefined();
	});

	it('ends no cool-down', async () => {
		const { provider, request, here, there, ensure, use } = setUp();
		await ensure(here);
		provider.failure = REJECTED;
		await expect(ensure(there)).rejects.toThrow('wrong secret');
		await expect(use(there, here.forget(request))).rejects.toThrow('wrong secret');
		expect(provider.tokenRequests).toBe(2);
	});
});

describe('a session with an idle time-out (ECGrid SOAP)', () => {
	const soap = { ask: true, retire: true, hasIdleTimeout: true };

	it('lives on as long as it is used, up to 0.8 of its idle time-out', async () => {
		const { clock, provider, here, ensure } = setUp(soap);
		await ensure(here);
		for (let i = 0; i < 10; i += 1) {
			await clock.pass(480 * SECOND - 1);
			expect((await ensure(here)).accessToken).toBe('token-1');
		}
		await clock.pass(480 * SECOND);
		expect((await ensure(here)).accessToken).toBe('token-2');
		expect(provider.tokenRequests).toBe(2);
	});

	it('stores its last use at most every quarter of the time-out', async () => {
		const { clock, request, here, ensure } = setUp(soap);
		await ensure(here);
		const stored = here.sessionToStore(request, undefined);
		await clock.pass(150 * SECOND - 1);
		await ensure(here);
		expect(here.sessionToStore(request, stored)).toBeUndefined();
		await clock.pass(1);
		await ensure(here);
		const used = here.sessionToStore(request, stored);
		expect(used?.generation).toBe(stored?.generation);
		expect(used?.token?.sentAt).toBe(clock.wall());
	});

	it('lives on by its use in another process', async () => {
		const { clock, request, here, there, ensure, use } = setUp(soap);
		const { store } = await use(here, undefined);
		await clock.pass(400 * SECOND);
		await use(there, store);
		await clock.pass(400 * SECOND);
		here.adopt(request, there.sessionOf(request));
		expect((await ensure(here)).accessToken).toBe('token-1');
	});

	it('is not made older by a store that was read before', async () => {
		const { clock, request, here, ensure, use } = setUp(soap);
		const { store } = await use(here, undefined);
		await clock.pass(400 * SECOND);
		await ensure(here);
		await clock.pass(400 * SECOND);
		here.adopt(request, store);
		expect((await ensure(here)).accessToken).toBe('token-1');
	});

	it('is logged out when another one replaces it because of its age, even if that fails', async () => {
		const { clock, provider, ensure, here } = setUp(soap);
		await ensure(here);
		await clock.pass(480 * SECOND);
		await ensure(here);
		expect(provider.retired).toEqual(['token-1']);
	});

	it('is not logged out when it was refused, since it has ended', async () => {
		const { clock, provider, request, here, ensure } = setUp(soap);
		const refused = await ensure(here);
		await clock.until(here.replaceRefused(request, refused));
		expect((await ensure(here)).accessToken).toBe('token-2');
		expect(provider.retired).toEqual([]);
	});

	it('is not logged out if it belongs to another process', async () => {
		const { clock, provider, request, here, there, ensure } = setUp(soap);
		await ensure(here);
		await ensure(there);
		await clock.pass(480 * SECOND);
		const replaced = ensure(here);
		await clock.pass(50);
		const elsewhere = { ...there.sessionOf(request), generation: 2 };
		const token = { accessToken: 'elsewhere', lifetime: 10 * MINUTE, sentAt: clock.wall() };
		here.adopt(request, { ...elsewhere, token });
		await clock.until(replaced);
		expect(provider.retired).toEqual(['token-1']);
	});
});
