import { describe, expect, test } from 'vitest';

import { MOST_AT_ONCE, Pace } from '../../../../nodes/shared/http/pace';
import {
	atMostAtOnce,
	atMostPerSecond,
	byNumber,
	byPace,
	queue,
	refusesTheFirst,
	simulate,
	type MakeProvider,
} from './paceSimulation.mts';

const SECONDS = 300;
const HALF_TIME = (SECONDS / 2) * 1_000;

/**
 * What the provider does, and the fixed numbers to compare with; the best of them gets the most
 * through.
 */
const PROVIDERS: Array<[string, MakeProvider, number[]]> = [
	['refuses more than 5 at once', atMostAtOnce(5), [5]],
	['refuses more than 5 at once for a second', atMostAtOnce(5, 1), [5]],
	['refuses more than 20 at once', atMostAtOnce(20), [20]],
	['refuses more than 20 at once for a second', atMostAtOnce(20, 1), [20]],
	['refuses more than 100 at once', atMostAtOnce(100), [100]],
	['allows 20 in a second', atMostPerSecond(() => 20), [2, 6, 25]],
	['allows 50 in a second', atMostPerSecond(() => 50), [5, 10, 50]],
	['allows 200 in a second', atMostPerSecond(() => 200), [20, 30, 50]],
	['allows 100, later 20', atMostPerSecond((now) => (now < HALF_TIME ? 100 : 20)), [2, 10, 12]],
	['answers 3 at a time', queue(3), [3]],
	['answers 40 at a time', queue(40), [40]],
];

describe('the pace finds by itself what a provider allows', () => {
	test.each(PROVIDERS)('that %s', (_, provider, numbers) => {
		const fixed = numbers.map((number) => simulate(provider, byNumber(number), SECONDS));
		const best = Math.max(...fixed.map(({ answered }) => answered));
		const traffic = simulate(provider, byPace(), SECONDS);
		expect(traffic.answered / best).toBeGreaterThanOrEqual(0.9);
		expect(traffic.refused).toBeLessThanOrEqual(0.02);
	});
});

/** Fills all places, and answers every request. */
function round(pace: Pace, now: number, milliseconds: number): number {
	const departures = [];
	while (pace.wait(now) === 0) departures.push(pace.leave(now));
	for (const departure of departures) pace.answered(departure, now + milliseconds, 'read');
	return departures.length;
}

function rounds(pace: Pace, count: number, milliseconds: number, start = 0): number[] {
	return Array.from({ length: count }, (_, number) =>
		round(pace, start + number * milliseconds, milliseconds),
	);
}

describe('the pace', () => {
	test('begins with ten, and sends half as many more in each round, up to a hundred', () => {
		expect(rounds(new Pace(), 8, 100)).toEqual([
			10,
			15,
			22,
			33,
			50,
			75,
			MOST_AT_ONCE,
			MOST_AT_ONCE,
		]);
	});

	test('does not grow if fewer are sent than allowed', () => {
		const pace = new Pace();
		for (let now = 0; now < 10_000; now += 100) {
			pace.answered(pace.leave(now), now + 100, 'read');
		}
		expect(round(pace, 10_000, 100)).toBe(10);
	});

	test('does not grow while answers take more than twice as long as at best', () => {
		const pace = new Pace();
		round(pace, 0, 100);
		const atSlowest = rounds(pace, 10, 1_000, 1_000).at(-1) ?? 0;
		expect(atSlowest).toBeLessThan(30);
	});

	test('compares the times of one kind of request only', () => {
		const pace = new Pace();
		round(pace, 0, 100);
		const departures = [];
		while (pace.wait(200) === 0) departures.push(pace.leave(200));
		for (const departure of departures) pace.answered(departure, 5_200, 'report');
		expect(round(pace, 5_300, 100)).toBeGreaterThan(15);
	});

	test('is halved once by many refusals of one round', () => {
		const pace = new Pace();
		const departures = Array.from({ length: 10 }, () => pace.leave(0));
		for (const departure of departures) pace.refused(departure, 100);
		expect(round(pace, 100, 100)).toBe(5);
	});

	test('lets nothing leave while the provider asks for a pause', () => {
		const pace = new Pace();
		pace.refused(pace.leave(0), 100, 2_000);
		expect(pace.wait(100)).toBe(2_000);
		expect(pace.pause(1_100)).toBe(1_000);
		expect(pace.wait(2_100)).toBe(0);
	});

	test('leaves gaps if even one at a time is refused', () => {
		const pace = new Pace();
		let now = 0;
		for (let refusal = 0; refusal < 5; refusal++) {
			now += 10_000;
			pace.refused(pace.leave(now), now + 100);
		}
		now += 10_000;
		pace.answered(pace.leave(now), now + 100, 'read');
		expect(pace.wait(now + 100)).toBeGreaterThan(100);
	});

	test('recovers from a burst of refusals that has nothing to do with its number', () => {
		const traffic = simulate(refusesTheFirst(20), byPace(), 40);
		expect(traffic.answered).toBeGreaterThan(10_000);
	});

	test('starts again after a minute without requests', () => {
		const pace = new Pace();
		rounds(pace, 6, 100);
		expect(round(pace, 100_000, 100)).toBe(10);
	});
});
