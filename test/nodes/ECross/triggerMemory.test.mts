import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
	emptyMemory,
	isNew,
	MOST_REMEMBERED,
	remember,
	type Memory,
	type Sighting,
} from '../../../nodes/ECross/trigger/memory';

function record(id: number | string, date: number, version = String(date)): Sighting {
	return { id: `sku-${id}`, date, version };
}

function restart(memory: Memory): Memory {
	return JSON.parse(JSON.stringify(memory)) as Memory;
}

describe('a record is new', () => {
	const memory = remember(emptyMemory(100), [record(1, 150, 'CREATED')], 100);

	test.each<[string, Sighting, boolean]>([
		['in another version', record(1, 150, 'SHIPPED'), true],
		['in another version, although dated earlier', record(1, 90, 'SHIPPED'), true],
		['as it was seen', record(1, 150, 'CREATED'), false],
		['in the version that was seen, although dated later', record(1, 160, 'CREATED'), false],
		['not seen, dated later than all is known', record(2, 101), true],
		['not seen, dated when all is known', record(2, 100), false],
		['not seen, with a name that objects have', { ...record(2, 101), id: 'toString' }, true],
		[
			'not seen, with such a name, dated when all is known',
			{ ...record(2, 100), id: 'toString' },
			false,
		],
		['not seen, with the name of the prototype', { ...record(2, 101), id: '__proto__' }, true],
	])('%s', (_, sighting, expected) => {
		expect(isNew(memory, sighting)).toBe(expected);
		expect(isNew(restart(memory), sighting)).toBe(expected);
	});

	test('even one with the name of the prototype is new once', () => {
		const odd = { ...record(1, 150), id: '__proto__' };
		expect(isNew(restart(remember(memory, [odd], 100)), odd)).toBe(false);
	});
});

test('what is known by its date is not remembered by its id', () => {
	const memory = remember(emptyMemory(0), [record(1, 10), record(2, 20), record(3, 30)], 20);
	expect(memory).toEqual({ knownUntil: 20, seen: { 'sku-3': [30, '30'] } });
});

test('a clock that is set back makes nothing unknown', () => {
	const memory = remember(emptyMemory(50), [record(1, 60)], 10);
	expect(memory.knownUntil).toBe(50);
});

describe('beyond the bound', () => {
	const many = Array.from({ length: MOST_REMEMBERED + 1_000 }, (_, index) =>
		record(index, 1 + index),
	);
	const memory = remember(emptyMemory(0), many, 0);

	test('only so many are remembered, the newest', () => {
		expect(Object.keys(memory.seen)).toHaveLength(MOST_REMEMBERED);
		expect(memory.knownUntil).toBe(1_000);
	});

	test('none comes again', () => {
		expect(many.filter((one) => isNew(memory, one))).toEqual([]);
	});

	test('a change of one that is no longer remembered is noticed by its date', () => {
		expect(isNew(memory, record(0, 10_000))).toBe(true);
	});

	test('neither many of one instant nor many polls make it grow', () => {
		let grown = memory;
		for (let poll = 0; poll < 5; poll++) {
			const same = Array.from({ length: 3_000 }, (_, index) => record(`${poll}-${index}`, 20_000));
			expect(same.every((one) => isNew(grown, one))).toBe(true);
			grown = remember(grown, same, 0);
			if (poll > 0) break;
		}
		expect(Object.keys(grown.seen)).toHaveLength(MOST_REMEMBERED);
	});
});

/** One thing that happens: a record gets a new state, the trigger polls, or n8n restarts. */
const step = fc.oneof(
	fc.record({ change: fc.nat(5), late: fc.nat(9) }),
	fc.constant('poll' as const),
	fc.constant('restart' as const),
);

test('every state that a poll can see is handed over exactly once, whatever happens when', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
			const lookBack = 10;
			const provider = new Map<string, Sighting>();
			const handedOver: string[] = [];
			const expected = new Set<string>();
			let memory = emptyMemory(0);
			let saved = restart(memory);
			steps.forEach((taken, index) => {
				const now = 100 + index;
				if (taken === 'restart') memory = restart(saved);
				else if (taken !== 'poll') {
					// Written with a date of up to `late` ago, and a state of its own.
					const changed = record(taken.change, now - taken.late, String(index));
					provider.set(changed.id, changed);
				} else {
					const listed = [...provider.values()].filter(({ date }) => date > memory.knownUntil);
					const news = listed.filter((one) => isNew(memory, one));
					memory = remember(memory, listed, now - lookBack);
					if (news.length > 0) saved = restart(memory);
					handedOver.push(...news.map((one) => JSON.stringify(one)));
					for (const one of provider.values()) expected.add(JSON.stringify(one));
				}
			});
			expect([...handedOver].sort()).toEqual([...expected].sort());
		}),
		{ numRuns: 2_000 },
	);
});
