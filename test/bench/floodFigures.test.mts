import { describe, expect, it } from 'vitest';
import {
	answersOf,
	eventsTaken,
	problemsOf,
	type Answered,
	type FloodRow,
} from './floodFigures.mts';

function answered(change: Partial<Answered> = {}): Answered {
	return { kind: 'valid', event: 1, status: 200, milliseconds: 10, ...change };
}

const fine = { sent: 2, statuses: { 200: 2 }, medianMilliseconds: 10, p99Milliseconds: 20 };

function row(change: Partial<FloodRow> = {}): FloodRow {
	return {
		trigger: 'Trigger',
		isControl: false,
		wantedPerSecond: 300,
		reachedPerSecond: 300,
		seconds: 60,
		answers: { valid: fine, repeated: fine, forged: { ...fine, statuses: { 401: 2 } } },
		taken: 2,
		started: 2,
		cpuMilliseconds: { valid: 5, repeated: 2, forged: 1 },
		...change,
	};
}

describe('answersOf', () => {
	it('counts the statuses of one kind, and what got no answer', () => {
		const all = [
			answered(),
			answered({ status: 503 }),
			answered({ status: undefined }),
			answered({ kind: 'forged', status: 401 }),
		];
		expect(answersOf('valid', all)).toMatchObject({
			sent: 3,
			statuses: { 200: 1, 503: 1, none: 1 },
		});
	});

	it('says within which time 99 of 100 were answered', () => {
		const all = Array.from({ length: 200 }, (_, index) => answered({ milliseconds: index + 1 }));
		expect(answersOf('valid', all).p99Milliseconds).toBe(198);
	});
});

describe('eventsTaken', () => {
	it('counts an event once, also where only its repetition was taken', () => {
		const all = [
			answered({ event: 1 }),
			answered({ event: 1, kind: 'repeated' }),
			answered({ event: 2, status: 503 }),
			answered({ event: 2, kind: 'repeated' }),
			answered({ event: 3, status: 503 }),
			answered({ event: 4, kind: 'forged' }),
		];
		expect(eventsTaken(all)).toBe(2);
	});
});

describe('problemsOf', () => {
	it('is empty where all is as required', () => {
		expect(problemsOf(row())).toEqual([]);
	});

	it("asks nothing of n8n's own node", () => {
		expect(problemsOf(row({ isControl: true, started: 4 }))).toEqual([]);
	});

	it('lets n8n refuse a valid one with a status after which it is sent again', () => {
		const withStatus = (status: number) =>
			row({ answers: { ...row().answers, valid: { ...fine, statuses: { 200: 1, [status]: 1 } } } });
		expect(problemsOf(withStatus(503))).toEqual([]);
		expect(problemsOf(withStatus(429))).toEqual([]);
		expect(problemsOf(withStatus(404))).toEqual(['Trigger: valid ones answered with 404']);
	});

	it('names a valid one that got no answer', () => {
		const valid = { ...fine, statuses: { 200: 1, none: 1 } };
		expect(problemsOf(row({ answers: { ...row().answers, valid } }))).toEqual([
			'Trigger: valid ones answered with none',
		]);
	});

	it.each([
		[{ started: 3 }, /3 executions for 2 events/],
		[{ started: 1 }, /1 executions for 2 events/],
		[
			{ answers: { ...row().answers, valid: { ...fine, p99Milliseconds: 5_001 } } },
			/within 5001 ms/,
		],
		[{ cpuMilliseconds: { valid: 5, repeated: 2, forged: 5 } }, /costs as much/],
	])('names what is not: %j', (change, problem) => {
		expect(problemsOf(row(change))).toEqual([expect.stringMatching(problem)]);
	});
});
