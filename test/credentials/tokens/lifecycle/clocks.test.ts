import { describe, expect, it } from 'vitest';

import type { StoredSession } from '../../../../credentials/tokens/lifecycle/session';
import { TokenManager } from '../../../../credentials/tokens/lifecycle/TokenManager';
import {
	FakeClock,
	FakeProvider,
	MINUTE,
	REJECTED,
	SECOND,
	WrongClock,
} from '../support/fakes.mts';

/** Two processes with one credential, the second on a machine whose clock is wrong. */
function setUp(error: number) {
	const clock = new FakeClock();
	const provider = new FakeProvider(clock);
	const request = provider.request({});
	const right = new TokenManager(clock);
	const wrongClock = new WrongClock(clock, error);
	const wrong = new TokenManager(wrongClock);
	let store: StoredSession | undefined;
	/** One request; returns the token that it is sent with. */
	const send = async (manager: TokenManager) => {
		const read = store;
		manager.adopt(request, read);
		const { accessToken } = await clock.until(manager.ensure(request));
		store = manager.sessionToStore(request, read) ?? store;
		return accessToken;
	};
	return { clock, wrongClock, provider, request, right, wrong, send };
}

describe.each([
	['fast by two hours', 120 * MINUTE],
	['slow by two hours', -120 * MINUTE],
])('when the clock of one worker is %s', (_name, error) => {
	it.each(['right', 'wrong'] as const)(
		'workers need as many tokens as with right clocks, and one more at the start: %s renews',
		async (name) => {
			const { clock, wrongClock, provider, right, wrong, send } = setUp(error);
			(name === 'right' ? wrongClock : clock).jitter = 0.9;
			const end = 10 * provider.lifetime;
			while (clock.monotonic() < end) {
				await send(right);
				await clock.pass(SECOND);
				await send(wrong);
				await clock.pass(SECOND);
			}
			expect(provider.granted.length).toBeLessThanOrEqual(13 + 1);
		},
	);

	it.each(['right', 'wrong'] as const)('no worker sends a token past its end: %s', async (name) => {
		const { clock, provider, send, ...managers } = setUp(error);
		const other = name === 'right' ? managers.wrong : managers.right;
		await send(managers[name]);
		await send(other);
		const token = await send(managers[name]);
		await clock.pass(provider.lifetime - 5 * SECOND);
		expect(await send(other)).not.toBe(token);
	});
});

describe('the age of a token in the store', () => {
	it('is what the clock says if the store was never read before', async () => {
		const { clock, right, wrong, request, send } = setUp(MINUTE);
		await send(right);
		await clock.pass(200 * SECOND);
		await send(wrong);
		expect(wrong.status(request)).toMatchObject({ tokenRequests: 0, renewsInSeconds: 232 });
	});

	it('is what the clock says if the process that stored it did not state it', async () => {
		const { clock, request, right } = setUp(0);
		const token = { accessToken: 'old', lifetime: 10 * MINUTE, sentAt: clock.wall() - 5 * MINUTE };
		right.adopt(request, undefined);
		right.adopt(request, { fingerprint: request.fingerprint.stored, generation: 1, token });
		expect(right.status(request).renewsInSeconds).toBe(192);
	});

	it('is no smaller than when it was stored', async () => {
		const { clock, request, right, wrong, send } = setUp(-120 * MINUTE);
		await send(right);
		await clock.pass(200 * SECOND);
		wrong.adopt(request, right.sessionOf(request));
		expect(wrong.status(request).renewsInSeconds).toBe(292);
	});
});

describe('a clock that is set back while a login is under way', () => {
	it('leaves a token to fall back on if the login fails', async () => {
		const clock = new FakeClock();
		const provider = new FakeProvider(clock);
		provider.latency = SECOND;
		const manager = new TokenManager(clock);
		const request = provider.request({});
		const token = await clock.until(manager.ensure(request));
		clock.setWall(provider.lifetime);
		provider.failure = REJECTED;
		const renewed = manager.ensure(request);
		clock.setWall(-provider.lifetime);
		expect((await clock.until(renewed)).accessToken).toBe(token.accessToken);
	});
});
