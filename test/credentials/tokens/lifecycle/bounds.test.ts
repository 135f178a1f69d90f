import { describe, expect, it } from 'vitest';

import { TokenManager } from '../../../../credentials/tokens/lifecycle/TokenManager';
import { FakeClock, FakeProvider, MINUTE, REJECTED, SECOND } from '../support/fakes.mts';

function setUp(capacity: number) {
	const clock = new FakeClock();
	const provider = new FakeProvider(clock);
	const manager = new TokenManager(clock, capacity);
	const request = (i: number) => provider.request({}, [`secret ${i}`]);
	const ensure = async (i: number) => (await clock.until(manager.ensure(request(i)))).accessToken;
	return { clock, provider, manager, request, ensure };
}

describe('the memory of the manager', () => {
	it('holds no more credentials than it may', async () => {
		const { manager, ensure } = setUp(100);
		for (let i = 0; i < 250; i += 1) await ensure(i);
		expect(manager.size).toBe(100);
	});

	it('drops the least recently used one', async () => {
		const { provider, ensure } = setUp(2);
		await ensure(1);
		await ensure(2);
		await ensure(1);
		await ensure(3);
		expect(provider.tokenRequests).toBe(3);
		await ensure(1);
		expect(provider.tokenRequests).toBe(3);
		await ensure(2);
		expect(provider.tokenRequests).toBe(4);
	});

	it('never drops one that is in flight', async () => {
		const { clock, provider, manager, request } = setUp(2);
		const all = [1, 2, 3, 1].map(async (i) => await manager.ensure(request(i)));
		const [first, , , again] = await clock.until(Promise.all(all));
		expect(again).toEqual(first);
		expect(provider.tokenRequests).toBe(3);
		expect(manager.size).toBe(3);
		manager.status(request(4));
		expect(manager.size).toBe(2);
	});

	it('never drops one in a cool-down for one that can be used', async () => {
		const { clock, provider, manager, request, ensure } = setUp(2);
		provider.script = [REJECTED];
		await expect(ensure(1)).rejects.toThrow('wrong secret');
		await ensure(2);
		await ensure(3);
		await ensure(4);
		await expect(ensure(1)).rejects.toThrow('wrong secret');
		expect(provider.tokenRequests).toBe(4);
		await clock.pass(MINUTE);
		await ensure(5);
		await ensure(6);
		expect(manager.status(request(1)).tokenRequests).toBe(0);
	});

	it('holds no more rejected secrets than it may, and drops the oldest of them', async () => {
		const { provider, manager, request, ensure } = setUp(100);
		provider.failure = REJECTED;
		for (let i = 0; i < 250; i += 1) await expect(ensure(i)).rejects.toThrow('wrong secret');
		expect(manager.size).toBe(100);
		await expect(ensure(249)).rejects.toThrow('wrong secret');
		await expect(ensure(151)).rejects.toThrow('wrong secret');
		expect(provider.tokenRequests).toBe(250);
		expect(manager.status(request(0)).tokenRequests).toBe(0);
	});

	it('drops a usable one before one in a cool-down', async () => {
		const { provider, manager, request, ensure } = setUp(3);
		provider.script = [REJECTED, REJECTED];
		for (const i of [1, 2]) await expect(ensure(i)).rejects.toThrow('wrong secret');
		for (const i of [3, 4, 5]) await ensure(i);
		for (const i of [1, 2]) expect(manager.status(request(i)).tokenRequests).toBe(1);
		expect(manager.size).toBe(3);
	});

	it('never drops one whose tokens are refused again and again', async () => {
		const { clock, provider, manager, request, ensure } = setUp(2);
		await ensure(1);
		for (let i = 0; i < 4; i += 1) {
			const token = await clock.until(manager.ensure(request(1)));
			await clock.until(manager.replaceRefused(request(1), token).catch(() => undefined));
			await clock.pass(30 * SECOND);
		}
		for (const other of [2, 3, 4]) await ensure(other);
		expect(manager.status(request(1)).gate?.reason).toContain('Another client');
		expect(provider.tokenRequests).toBe(7);
	});
});

describe('the status of a token', () => {
	it('is none before the first request', () => {
		const { manager, request } = setUp(10);
		expect(manager.status(request(1))).toEqual({ state: 'none', tokenRequests: 0 });
	});

	it('has its times in whole seconds', async () => {
		const { clock, manager, request, ensure } = setUp(10);
		clock.jitter = 0.5;
		await ensure(1);
		await clock.pass(99.9 * SECOND);
		expect(manager.status(request(1))).toEqual({
			state: 'fresh',
			ageSeconds: 100,
			lifetimeSeconds: 600,
			renewsInSeconds: 386,
			expiresInSeconds: 495,
			tokenRequests: 1,
		});
	});

	it('has the cool-down with its reason and seconds', async () => {
		const { clock, provider, manager, request, ensure } = setUp(10);
		provider.failure = REJECTED;
		await expect(ensure(1)).rejects.toThrow();
		await clock.pass(20.5 * SECOND);
		expect(manager.status(request(1))).toEqual({
			state: 'none',
			gate: { reason: expect.stringContaining('refused the Client Secret'), secondsLeft: 40 },
			tokenRequests: 1,
		});
	});

	it('ends at 0 and 0 for an expired token', async () => {
		const { clock, manager, request, ensure } = setUp(10);
		await ensure(1);
		await clock.pass(20 * MINUTE);
		const status = manager.status(request(1));
		expect(status).toMatchObject({ state: 'expired', renewsInSeconds: 0, expiresInSeconds: 0 });
		expect(manager.current(request(1))).toBeUndefined();
	});

	it('of a session with an idle time-out ends with that', async () => {
		const { clock, provider, manager } = setUp(10);
		const request = provider.request({ hasIdleTimeout: true });
		await clock.until(manager.ensure(request));
		await clock.pass(80 * SECOND);
		expect(manager.status(request)).toMatchObject({
			state: 'fresh',
			ageSeconds: 80,
			renewsInSeconds: 400,
			expiresInSeconds: 400,
		});
	});
});
