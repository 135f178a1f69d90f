import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
	ageOf,
	grantSpacing,
	type Phase,
	phaseOf,
	rejectedCoolDown,
	throttledCoolDown,
	unavailableCoolDown,
	windowsOf,
	wrongAddressCoolDown,
} from '../../../../credentials/tokens/lifecycle/policy';
import { FakeClock, HOUR, MINUTE, SECOND } from '../support/fakes.mts';

/** The largest value of a jitter. */
const ALMOST_ONE = 1 - Number.EPSILON;

/** A token that was sent just now. */
function tokenAt(clock: FakeClock, lifetime: number, jitter = 0, hasIdleTimeout = false) {
	const sentAt = { sentAtMonotonic: clock.monotonic(), sentAtWall: clock.wall() };
	return { lifetime, jitter, hasIdleTimeout, ...sentAt };
}

describe('windows', () => {
	it.each([
		// provider, lifetime, renewable from (earliest, latest), expiring from, expired from; seconds
		['e-CROSS', 28_800, 28_200, 28_440, 28_770, 28_795],
		['Ecart Pay', 3_600, 3_000, 3_240, 3_570, 3_595],
		['Pledg', 600, 480, 528, 570, 595],
		['a session of a minute', 60, 48, 52.8, 54, 57],
		['a token of ten seconds', 10, 8, 8.8, 9, 9.5],
	])('of %s', (_provider, lifetime, earliest, latest, expiring, expired) => {
		const at = (jitter: number) => windowsOf({ lifetime: lifetime * SECOND, jitter });
		expect(at(0).renewableAt).toBeCloseTo(earliest * SECOND);
		expect(at(ALMOST_ONE).renewableAt).toBeCloseTo(latest * SECOND);
		expect(at(0).expiringAt).toBeCloseTo(expiring * SECOND);
		expect(at(0).expiredAt).toBeCloseTo(expired * SECOND);
	});

	it('are in order for every lifetime and every jitter', () => {
		const lifetimes = fc.double({ min: 1, max: 400 * 24 * HOUR, noNaN: true });
		const jitters = fc.double({ min: 0, max: ALMOST_ONE, noNaN: true });
		fc.assert(
			fc.property(lifetimes, jitters, (lifetime, jitter) => {
				const { renewableAt, expiringAt, expiredAt } = windowsOf({ lifetime, jitter });
				expect(renewableAt).toBeGreaterThanOrEqual(0.8 * lifetime - 1e-6 * lifetime);
				expect(expiringAt).toBeGreaterThan(renewableAt);
				expect(expiredAt).toBeGreaterThan(expiringAt);
				expect(lifetime).toBeGreaterThan(expiredAt);
			}),
			{ numRuns: 2_000 },
		);
	});
});

describe('phase', () => {
	it.each<[number, Phase]>([
		[0, 'fresh'],
		[479_999, 'fresh'],
		[480_000, 'renewable'],
		[569_999, 'renewable'],
		[570_000, 'expiring'],
		[594_999, 'expiring'],
		[595_000, 'expired'],
		[600_000, 'expired'],
	])('of a ten-minute token after %i ms is %s', async (age, expected) => {
		const clock = new FakeClock();
		const token = tokenAt(clock, 10 * MINUTE);
		await clock.pass(age);
		expect(phaseOf(token, clock)).toBe(expected);
	});

	it.each<[number, Phase]>([
		[239_999, 'fresh'],
		[240_000, 'expired'],
	])('of a session idle for %i of 300,000 ms is %s', async (age, expected) => {
		const clock = new FakeClock();
		const token = tokenAt(clock, 5 * MINUTE, 0, true);
		await clock.pass(age);
		expect(phaseOf(token, clock)).toBe(expected);
	});
});

describe('age', () => {
	it.each([
		['forward', HOUR, HOUR + MINUTE],
		['back', -HOUR, MINUTE],
	])('is the larger of both clocks when the wall clock jumps %s', async (_name, by, expected) => {
		const clock = new FakeClock();
		const token = tokenAt(clock, 10 * MINUTE);
		await clock.pass(MINUTE);
		clock.setWall(by);
		expect(ageOf(token, clock)).toBe(expected);
	});

	it('is never negative', () => {
		const clock = new FakeClock();
		const token = { ...tokenAt(clock, MINUTE), sentAtMonotonic: 5, sentAtWall: clock.wall() + 5 };
		expect(ageOf(token, clock)).toBe(0);
	});
});

describe('cool-downs', () => {
	it.each<[string, (n: number) => number, number[]]>([
		['rejections', rejectedCoolDown, [60, 300, 900, 900]],
		['an endpoint that is down', unavailableCoolDown, [5, 15, 45, 60, 60]],
		['a wrong address', () => wrongAddressCoolDown(), [60, 60]],
		['429 without Retry-After', throttledCoolDown, [60, 120, 240, 480, 900, 900]],
		['429 that asks for no wait', (n) => throttledCoolDown(n, 0), [60, 120]],
		['429 with Retry-After', (n) => throttledCoolDown(n, 7 * SECOND), [7, 7]],
		['429 with an absurd Retry-After', (n) => throttledCoolDown(n, 1e12), [3_600]],
	])('for %s', (_name, gate, seconds) => {
		expect(seconds.map((_, i) => gate(i + 1) / SECOND)).toEqual(seconds);
	});
});

describe('spacing of grants', () => {
	it.each([
		[600, 30],
		[60, 30],
		[40, 20],
		[2, 1],
	])('of a token of %i s is %i s', (lifetime, expected) => {
		expect(grantSpacing(lifetime * SECOND)).toBe(expected * SECOND);
	});
});
