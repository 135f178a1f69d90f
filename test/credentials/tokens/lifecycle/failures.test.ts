import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../../credentials/tokens/endpoint/outcome';
import { TokenManager } from '../../../../credentials/tokens/lifecycle/TokenManager';
import {
	FakeClock,
	FakeProvider,
	MALFORMED,
	REJECTED,
	SECOND,
	THROTTLED,
	UNAVAILABLE,
	WRONG_ADDRESS,
} from '../support/fakes.mts';

function setUp() {
	const clock = new FakeClock();
	const provider = new FakeProvider(clock);
	provider.latency = 0;
	const manager = new TokenManager(clock);
	const request = provider.request();
	const ensure = async () => (await clock.until(manager.ensure(request))).accessToken;
	return { clock, provider, manager, request, ensure };
}

/**
 * For each failure, the seconds in which the provider is left alone, found by asking every second.
 */
async function gatesOf(outcomes: Outcome[], limit: number): Promise<number[]> {
	const { clock, provider, ensure } = setUp();
	provider.script = [...outcomes];
	provider.failure = outcomes.at(-1);
	const failedAt: number[] = [];
	let seen = 0;
	while (failedAt.length <= limit) {
		const askedAt = clock.monotonic() / SECOND;
		await ensure().catch(() => undefined);
		if (provider.tokenRequests > seen) failedAt.push(askedAt);
		seen = provider.tokenRequests;
		await clock.pass(SECOND);
	}
	return failedAt.slice(1).map((at, i) => at - (failedAt[i] ?? 0));
}

describe('the cool-down after a failure', () => {
	it.each<[string, Outcome[], number[]]>([
		['a rejection', [REJECTED], [60, 300, 900, 900]],
		['429', [THROTTLED], [60, 120, 240, 480, 900, 900]],
		['429 that says how long', [{ kind: 'throttled', retryAfter: 7 * SECOND }], [7, 7, 7]],
		['429 that asks for a day', [{ kind: 'throttled', retryAfter: 86_400 * SECOND }], [3_600]],
		['a wrong address', [WRONG_ADDRESS], [60, 60, 60]],
		['an answer that makes no sense', [MALFORMED], [5, 15, 45, 60, 60]],
		// If no token can be used, each attempt is repeated once after a second.
		['an endpoint that is down', [UNAVAILABLE], [6, 16, 46, 61, 61]],
		// After a time-out between two rejections, the second one still counts as the second.
		['rejections with a time-out between them', [REJECTED, MALFORMED, REJECTED], [60, 5, 300]],
	])('for %s', async (_name, outcomes, expected) => {
		expect(await gatesOf(outcomes, expected.length)).toEqual(expected);
	});

	it('ends after a success', async () => {
		const { clock, provider, ensure } = setUp();
		provider.script = [REJECTED, REJECTED];
		await expect(ensure()).rejects.toThrow('Next attempt in 60 s');
		await clock.pass(60 * SECOND);
		await expect(ensure()).rejects.toThrow('Next attempt in 300 s');
		await clock.pass(300 * SECOND);
		await ensure();
		provider.script = [REJECTED];
		await clock.pass(600 * SECOND);
		await expect(ensure()).rejects.toThrow('Next attempt in 60 s');
	});

	it('gives the stored reason again, with the seconds that are left', async () => {
		const { clock, provider, manager, request, ensure } = setUp();
		provider.failure = REJECTED;
		await expect(ensure()).rejects.toThrow('refused the Client Secret: "wrong secret"');
		await clock.pass(20 * SECOND);
		const error: Error = await manager.ensure(request).catch((thrown) => thrown);
		expect(error.message).toContain('refused the Client Secret: "wrong secret"');
		expect(error.message).toContain(
			'Next attempt in 40 s. To try now, press Retry in the credential.',
		);
		expect(manager.isHeldBack(error)).toBe(true);
		expect(provider.tokenRequests).toBe(1);
	});

	it('does not call an attempt held back that was just made', async () => {
		const { clock, provider, manager, request } = setUp();
		provider.failure = REJECTED;
		const error: Error = await clock.until(manager.ensure(request).catch((thrown) => thrown));
		expect(manager.isHeldBack(error)).toBe(false);
	});
});

describe('with no token to fall back on', () => {
	it.each<[string, Outcome, number]>([
		['an endpoint that is down', UNAVAILABLE, 2],
		['an answer that makes no sense', MALFORMED, 1],
		['429', THROTTLED, 1],
		['a rejection', REJECTED, 1],
		['a wrong address', WRONG_ADDRESS, 1],
	])('%s leads to %s', async (_name, outcome, expected) => {
		const { provider, ensure } = setUp();
		provider.failure = outcome;
		await expect(ensure()).rejects.toThrow();
		expect(provider.tokenRequests).toBe(expected);
	});

	it('a short outage is bridged by one repeat after a second', async () => {
		const { clock, provider, ensure } = setUp();
		provider.script = [UNAVAILABLE];
		expect(await ensure()).toBe('token-1');
		expect(provider.asked.map(({ at }) => at)).toEqual([0, SECOND]);
		expect(clock.monotonic()).toBe(SECOND);
	});

	it('an outage is not repeated if the flight has no time left', async () => {
		const { provider, ensure } = setUp();
		provider.failure = UNAVAILABLE;
		provider.latency = 9.5 * SECOND;
		await expect(ensure()).rejects.toThrow('HTTP status 503');
		expect(provider.tokenRequests).toBe(1);
	});

	it('a refused login with 20 callers is one call', async () => {
		const { clock, provider, manager, request } = setUp();
		provider.failure = REJECTED;
		const ends = [];
		for (let i = 0; i < 20; i += 1) {
			ends.push(manager.ensure(request).then(String, (error: Error) => error.message));
			await clock.pass(15);
		}
		const messages = await clock.until(Promise.all(ends));
		expect(messages.every((message) => message.includes('wrong secret'))).toBe(true);
		expect(provider.tokenRequests).toBe(1);
	});

	it('an endpoint that throws counts as down', async () => {
		const { clock, manager, request } = setUp();
		const login = () => {
			throw new TypeError('a bug with hunter2 in its message');
		};
		const broken = { ...request, endpoint: { login } };
		await expect(clock.until(manager.ensure(broken))).rejects.toThrow('failed unexpectedly');
	});
});

describe('the token endpoint down during the whole renewal window', () => {
	it.each([
		['Pledg', 600],
		['ECGrid for a minute', 60],
	])('costs at most 5 calls and no failed request: %s', async (_name, lifetime) => {
		const { clock, provider, ensure } = setUp();
		provider.lifetime = lifetime * SECOND;
		await ensure();
		provider.failure = UNAVAILABLE;
		await clock.pass((lifetime * 0.8 - 1) * SECOND);
		const end = lifetime * SECOND - Math.min(lifetime * 50, 5 * SECOND);
		while (clock.monotonic() < end - 250) {
			expect(await ensure()).toBe('token-1');
			await clock.pass(250);
		}
		expect(provider.tokenRequests - 1).toBeGreaterThan(1);
		expect(provider.tokenRequests - 1).toBeLessThanOrEqual(5);
		provider.failure = undefined;
		await clock.pass(60 * SECOND);
		expect(await ensure()).toBe('token-2');
	});

	it('waits 5, 15, 45, 60 s between the calls', async () => {
		const { clock, provider, ensure } = setUp();
		provider.lifetime = 28_800 * SECOND;
		await ensure();
		provider.failure = UNAVAILABLE;
		await clock.pass(28_200 * SECOND);
		for (let second = 0; second < 200; second += 1) {
			await ensure();
			await clock.pass(SECOND);
		}
		const calls = provider.asked.slice(1).map(({ at }) => at / SECOND - 28_200);
		expect(calls).toEqual([0, 5, 20, 65, 125, 185]);
	});

	it('can reject the secret without losing the token in use', async () => {
		const { clock, provider, ensure } = setUp();
		await ensure();
		provider.failure = REJECTED;
		await clock.pass(480 * SECOND);
		expect(await ensure()).toBe('token-1');
		await clock.pass(59 * SECOND);
		expect(await ensure()).toBe('token-1');
		expect(provider.tokenRequests).toBe(2);
	});
});
