import { describe, expect, it } from 'vitest';

import { TokenManager } from '../../../../credentials/tokens/lifecycle/TokenManager';
import {
	type Abilities,
	FakeClock,
	FakeProvider,
	REJECTED,
	SECOND,
	UNAVAILABLE,
} from '../support/fakes.mts';

function setUp(abilities: Abilities = {}) {
	const clock = new FakeClock();
	const provider = new FakeProvider(clock);
	const manager = new TokenManager(clock);
	const request = provider.request(abilities);
	const ensure = async () => (await clock.until(manager.ensure(request))).accessToken;
	const prove = async () => (await clock.until(manager.verify(request))).accessToken;
	const hows = () => provider.asked.map(({ how }) => how);
	return { clock, provider, manager, request, ensure, prove, hows };
}

describe('the Test button', () => {
	it('logs in although a token is fresh', async () => {
		const { clock, manager, request, ensure, prove } = setUp();
		await ensure();
		await clock.pass(60 * SECOND);
		expect(manager.isVerified(request)).toBe(false);
		expect(await prove()).toBe('token-2');
		expect(manager.isVerified(request)).toBe(true);
	});

	it('does not repeat a verification that is less than a minute old', async () => {
		const { clock, provider, manager, request, prove } = setUp();
		await prove();
		await clock.pass(60 * SECOND - 1);
		expect(manager.isVerified(request)).toBe(true);
		expect(await prove()).toBe('token-1');
		expect(provider.tokenRequests).toBe(1);
		await clock.pass(1);
		expect(await prove()).toBe('token-2');
	});

	it('never takes a renewal for a verification', async () => {
		const { clock, manager, request, ensure, prove, hows } = setUp({ renew: true });
		await ensure();
		await clock.pass(480 * SECOND);
		await ensure();
		expect(manager.isVerified(request)).toBe(false);
		await prove();
		expect(hows()).toEqual(['login', 'renewal', 'login']);
	});

	it('does not take part in a renewal that is under way', async () => {
		const { clock, manager, request, ensure, prove, hows } = setUp({ renew: true });
		await ensure();
		await clock.pass(480 * SECOND);
		const renewal = manager.ensure(request);
		await prove();
		await clock.until(renewal);
		expect(hows()).toEqual(['login', 'renewal', 'login']);
	});

	it('waits for a login that is under way', async () => {
		const { clock, provider, manager, request, prove } = setUp();
		const login = manager.ensure(request);
		expect(await prove()).toBe('token-1');
		await clock.until(login);
		expect(provider.tokenRequests).toBe(1);
	});

	it('pressed twice at once is one login', async () => {
		const { clock, provider, manager, request } = setUp();
		await clock.until(Promise.all([manager.verify(request), manager.verify(request)]));
		expect(provider.tokenRequests).toBe(1);
	});

	it('does not show an expired token as verified', async () => {
		const { clock, provider, prove } = setUp();
		provider.lifetime = 20 * SECOND;
		await prove();
		await clock.pass(30 * SECOND);
		expect(await prove()).toBe('token-2');
	});

	it('passes a cool-down once in ten seconds', async () => {
		const { clock, provider, manager, request, ensure, prove } = setUp();
		provider.failure = REJECTED;
		await expect(ensure()).rejects.toThrow('wrong secret');
		await expect(prove()).rejects.toThrow('wrong secret');
		expect(provider.tokenRequests).toBe(2);
		await clock.pass(9 * SECOND);
		const error: Error = await manager.verify(request).catch((thrown) => thrown);
		expect(error.message).toContain('wrong secret');
		expect(manager.isHeldBack(error)).toBe(true);
		expect(provider.tokenRequests).toBe(2);
		await clock.pass(SECOND);
		await expect(prove()).rejects.toThrow('wrong secret');
		expect(provider.tokenRequests).toBe(3);
	});

	it('ends the cool-down if it succeeds', async () => {
		const { provider, manager, request, ensure, prove } = setUp();
		provider.script = [REJECTED];
		await expect(ensure()).rejects.toThrow('wrong secret');
		expect(await prove()).toBe('token-1');
		expect(await ensure()).toBe('token-1');
		expect(manager.status(request).gate).toBeUndefined();
	});

	it('is not held back by the spacing of grants', async () => {
		const { provider, manager, request, clock, ensure, prove } = setUp();
		await ensure();
		await clock.pass(60 * SECOND);
		await prove();
		await clock.until(manager.replaceRefused(request, await clock.until(manager.ensure(request))));
		manager.forget(request);
		expect(await prove()).toBe('token-4');
		expect(provider.tokenRequests).toBe(4);
	});

	it('that fails loses no token', async () => {
		const { clock, provider, ensure, prove } = setUp();
		await ensure();
		await clock.pass(60 * SECOND);
		provider.failure = UNAVAILABLE;
		await expect(prove()).rejects.toThrow('HTTP status 503');
		expect(await ensure()).toBe('token-1');
	});
});
