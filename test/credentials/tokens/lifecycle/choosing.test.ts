import { describe, expect, it } from 'vitest';

import { TokenManager } from '../../../../credentials/tokens/lifecycle/TokenManager';
import {
	type Abilities,
	FakeClock,
	FakeProvider,
	HOUR,
	MINUTE,
	SECOND,
	UNAVAILABLE,
} from '../support/fakes.mts';

/** A provider that grants tokens for ten minutes (as Pledg does), and one manager. */
function setUp(abilities: Abilities = {}) {
	const clock = new FakeClock();
	const provider = new FakeProvider(clock);
	const manager = new TokenManager(clock);
	const request = provider.request(abilities);
	const ensure = async () => (await clock.until(manager.ensure(request))).accessToken;
	return { clock, provider, manager, request, ensure };
}

describe('a fresh token', () => {
	it('is asked for once and costs nothing from then on', async () => {
		const { clock, provider, ensure } = setUp();
		expect(await ensure()).toBe('token-1');
		await clock.pass(479 * SECOND);
		expect(await ensure()).toBe('token-1');
		expect(provider.tokenRequests).toBe(1);
	});

	it('counts its age from when it was asked for, not from the answer', async () => {
		const { clock, provider, ensure } = setUp();
		provider.latency = 9 * SECOND;
		await ensure();
		await clock.pass(470 * SECOND);
		await ensure();
		expect(provider.tokenRequests).toBe(1);
		await clock.pass(SECOND);
		expect(await ensure()).toBe('token-2');
	});
});

describe('one flight', () => {
	it('gives its token to all who wait', async () => {
		const { clock, provider, manager, request } = setUp();
		const all = Promise.all(Array.from({ length: 20 }, async () => await manager.ensure(request)));
		const tokens = await clock.until(all);
		expect(new Set(tokens.map(({ accessToken }) => accessToken))).toEqual(new Set(['token-1']));
		expect(provider.tokenRequests).toBe(1);
	});

	it('gives its error to all who wait', async () => {
		const { clock, provider, manager, request } = setUp();
		provider.failure = { kind: 'rejected', status: 401, message: 'wrong secret' };
		const all = Array.from({ length: 20 }, async () => await manager.ensure(request));
		const ends = await clock.until(Promise.allSettled(all));
		expect(ends.map((end) => end.status)).toEqual(all.map(() => 'rejected'));
		expect(provider.tokenRequests).toBe(1);
	});

	it('is one per credential', async () => {
		const { clock, provider, manager, request } = setUp();
		const other = provider.request({}, ['another secret']);
		const both = Promise.all([manager.ensure(request), manager.ensure(other)]);
		const [one, two] = await clock.until(both);
		expect(one.accessToken).not.toBe(two.accessToken);
		expect(provider.mostUnderWay).toBe(2);
	});
});

describe('a renewable token', () => {
	it('is renewed by one caller, while the others go on with it', async () => {
		const { clock, provider, manager, request, ensure } = setUp();
		await ensure();
		await clock.pass(480 * SECOND);
		const first = manager.ensure(request);
		expect((await manager.ensure(request)).accessToken).toBe('token-1');
		expect((await clock.until(first)).accessToken).toBe('token-2');
		expect(await ensure()).toBe('token-2');
		expect(provider.tokenRequests).toBe(2);
	});

	it('stays in use if the renewal fails', async () => {
		const { clock, provider, ensure } = setUp();
		await ensure();
		provider.failure = UNAVAILABLE;
		await clock.pass(480 * SECOND);
		expect(await ensure()).toBe('token-1');
		expect(provider.tokenRequests).toBe(2);
	});

	it('is renewed without the secrets if the provider supports that', async () => {
		const { clock, provider, ensure } = setUp({ renew: true });
		await ensure();
		await clock.pass(480 * SECOND);
		await ensure();
		expect(provider.asked.map(({ how }) => how)).toEqual(['login', 'renewal']);
	});

	it('waits with the jitter that was drawn for it', async () => {
		const { clock, provider, ensure } = setUp();
		clock.jitter = 0.5;
		await ensure();
		await clock.pass(485 * SECOND);
		await ensure();
		expect(provider.tokenRequests).toBe(1);
		await clock.pass(SECOND);
		await ensure();
		expect(provider.tokenRequests).toBe(2);
	});
});

describe('an expiring token', () => {
	it('is waited for by all', async () => {
		const { clock, provider, manager, request, ensure } = setUp();
		await ensure();
		await clock.pass(570 * SECOND);
		const all = Promise.all([manager.ensure(request), manager.ensure(request)]);
		const tokens = await clock.until(all);
		expect(tokens.map(({ accessToken }) => accessToken)).toEqual(['token-2', 'token-2']);
		expect(provider.tokenRequests).toBe(2);
	});

	it('stays in use until it expires if the renewal fails', async () => {
		const { clock, provider, ensure } = setUp();
		await ensure();
		provider.failure = UNAVAILABLE;
		await clock.pass(570 * SECOND);
		expect(await ensure()).toBe('token-1');
	});

	it('is not used if it expired during the attempt', async () => {
		const { clock, provider, ensure } = setUp();
		await ensure();
		provider.failure = UNAVAILABLE;
		provider.latency = 9 * SECOND;
		await clock.pass(594 * SECOND);
		await expect(ensure()).rejects.toThrow('HTTP status 503');
	});
});

describe('an expired token', () => {
	it('is never renewed, but replaced by a login', async () => {
		const { clock, provider, ensure } = setUp({ renew: true });
		await ensure();
		await clock.pass(595 * SECOND);
		expect(await ensure()).toBe('token-2');
		expect(provider.asked.map(({ how }) => how)).toEqual(['login', 'login']);
	});

	it('counts as no token if it arrives expired', async () => {
		const { provider, ensure } = setUp();
		provider.lifetime = 5 * SECOND;
		provider.latency = 8 * SECOND;
		await expect(ensure()).rejects.toThrow('a token that has already expired');
		expect(provider.tokenRequests).toBe(1);
	});
});

describe('a clock that jumps', () => {
	it('forward, replaces the token, which may have expired', async () => {
		const { clock, provider, ensure } = setUp();
		await ensure();
		clock.setWall(HOUR);
		expect(await ensure()).toBe('token-2');
		expect(await ensure()).toBe('token-2');
		expect(provider.tokenRequests).toBe(2);
	});

	it('back, changes nothing, since the other clock knows the age', async () => {
		const { clock, provider, ensure } = setUp();
		await ensure();
		clock.setWall(-HOUR);
		await clock.pass(479 * SECOND);
		expect(await ensure()).toBe('token-1');
		await clock.pass(SECOND);
		expect(await ensure()).toBe('token-2');
		expect(provider.tokenRequests).toBe(2);
	});

	it('back, does not make a stored token young again', async () => {
		const { clock, manager, request, ensure } = setUp();
		await ensure();
		const stored = manager.sessionOf(request);
		await clock.pass(590 * SECOND);
		clock.setWall(-HOUR);
		manager.adopt(request, stored);
		await clock.pass(5 * SECOND);
		expect(await ensure()).toBe('token-2');
	});

	it('while it was asleep, is seen by the wall clock', async () => {
		const { clock, ensure } = setUp();
		await ensure();
		clock.setWall(10 * MINUTE);
		expect(await ensure()).toBe('token-2');
	});
});

describe('when renewal kills the old token (ECGrid)', () => {
	const ecGrid = { renew: true, ask: true, refreshRevokesToken: true };

	it('all callers wait for the new one', async () => {
		const { clock, provider, manager, request, ensure } = setUp(ecGrid);
		await ensure();
		await clock.pass(480 * SECOND);
		const all = Promise.all([manager.ensure(request), manager.ensure(request)]);
		const tokens = await clock.until(all);
		expect(tokens.map(({ accessToken }) => accessToken)).toEqual(['token-2', 'token-2']);
		expect(provider.asked.map(({ how }) => how)).toEqual(['login', 'renewal']);
	});

	it('a failure with the old token is put down to that', async () => {
		const { clock, provider, manager, request } = setUp(ecGrid);
		const old = await clock.until(manager.ensure(request));
		await clock.pass(480 * SECOND);
		const renewed = await clock.until(manager.ensure(request));
		expect(await clock.until(manager.recover(request, old))).toEqual(renewed);
		expect(provider.questions).toEqual([]);
	});

	it('a refusal leads to a login, never to a renewal', async () => {
		const { clock, provider, manager, request } = setUp(ecGrid);
		const token = await clock.until(manager.ensure(request));
		await clock.pass(480 * SECOND);
		await clock.until(manager.replaceRefused(request, token));
		expect(provider.asked.map(({ how }) => how)).toEqual(['login', 'login']);
	});

	it('a token that another process stored meanwhile is not taken for the dead one', async () => {
		const { clock, provider, manager, request } = setUp(ecGrid);
		await clock.until(manager.ensure(request));
		await clock.pass(480 * SECOND);
		const renewal = manager.ensure(request);
		const session = manager.sessionOf(request);
		const token = { accessToken: 'elsewhere', lifetime: 10 * MINUTE, sentAt: clock.wall() };
		manager.adopt(request, { ...session, generation: session.generation + 1, token });
		const adopted = manager.current(request);
		await clock.until(renewal);
		expect(adopted && (await clock.until(manager.recover(request, adopted)))).toBeUndefined();
		expect(provider.tokenRequests).toBe(2);
	});
});

describe('a renewal that brings the same bytes again', () => {
	it('is repeated after half of what is left, and does not change when the token ends', async () => {
		const { clock, provider, ensure } = setUp();
		const grant = { accessToken: 'same', lifetime: 10 * MINUTE };
		provider.script = Array.from({ length: 4 }, () => ({ kind: 'granted', grant }));
		await ensure();
		const askedAfter = async (seconds: number) => {
			await clock.pass(seconds * SECOND);
			await ensure();
			return provider.tokenRequests;
		};
		expect(await askedAfter(480)).toBe(2);
		// 120 s were left, so it waits for about 60 s, then for 30 s.
		expect(await askedAfter(59)).toBe(2);
		expect(await askedAfter(1)).toBe(3);
		expect(await askedAfter(29)).toBe(3);
		expect(await askedAfter(1)).toBe(4);
		expect(await askedAfter(25)).toBe(5);
		expect(await ensure()).toBe('token-1');
	});

	it('stores a refresh token that came with it', async () => {
		const { clock, provider, manager, request, ensure } = setUp({ renew: true });
		const grant = { accessToken: 'same', refreshToken: 'r-1', lifetime: 10 * MINUTE };
		provider.script = ['r-1', 'r-2'].map((refreshToken) => ({
			kind: 'granted',
			grant: { ...grant, refreshToken },
		}));
		await ensure();
		const before = manager.sessionOf(request);
		await clock.pass(480 * SECOND);
		await ensure();
		const after = manager.sessionOf(request);
		expect(after.token).toMatchObject({ accessToken: 'same', refreshToken: 'r-2' });
		expect(after.token?.sentAt).toBe(before.token?.sentAt);
		expect(after.generation).toBe(before.generation + 1);
	});
});

describe('an edited secret', () => {
	it('is another credential: the old token is never used for it', async () => {
		const { clock, provider, manager, ensure } = setUp();
		expect(await ensure()).toBe('token-1');
		const edited = provider.request({}, ['new secret']);
		expect((await clock.until(manager.ensure(edited))).accessToken).toBe('token-2');
		expect(await ensure()).toBe('token-1');
	});

	it('is not held back by the cool-down of the old one', async () => {
		const { clock, provider, manager, ensure } = setUp();
		provider.script = [{ kind: 'rejected', status: 401 }];
		await expect(ensure()).rejects.toThrow('refused');
		const edited = provider.request({}, ['new secret']);
		expect((await clock.until(manager.ensure(edited))).accessToken).toBe('token-1');
	});
});
