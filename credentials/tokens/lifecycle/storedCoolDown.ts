/** A cool-down in the form in which n8n's encrypted store keeps it for all processes. Pure. */
import { isObject } from '../../lib/json';
import type { Failure } from '../endpoint/problems';

/** Kinds of failures whose repetitions lengthen the cool-down. */
export const STRIKE_KINDS = ['rejected', 'throttled', 'wrongAddress', 'unavailable'] as const;

/** Failures since the last grant, by kind. */
export type Strikes = Readonly<Partial<Record<(typeof STRIKE_KINDS)[number], number>>>;

export interface StoredCoolDown {
	/** Why; its texts hold no secret. */
	readonly failure: Failure;
	/** Their sum tells newer from older within one generation, without trusting any clock. */
	readonly strikes: Strikes;
	/** Milliseconds that were left when it was stored. */
	readonly left: number;
	/** Milliseconds since 1970: when it was stored. */
	readonly storedAt: number;
}

/** More in a row than any cool-down allows in years. A larger number is damaged data. */
const MOST_STRIKES = 1_000_000;
const LONGEST_TEXT = 200;

/** All failures since the last grant. */
export function sumOf(strikes: Strikes): number {
	return Object.values(strikes).reduce((sum, count) => sum + count, 0);
}

/** Reads what was stored; undefined for anything that does not make sense. */
export function parseCoolDown(value: unknown): StoredCoolDown | undefined {
	if (!isObject(value)) return undefined;
	const { left, storedAt } = value;
	const failure = readFailure(value.failure);
	const strikes = readStrikes(value.strikes);
	if (failure === undefined || strikes === undefined) return undefined;
	if (!isTime(left) || !isTime(storedAt)) return undefined;
	return { failure, strikes, left, storedAt };
}

/** A failure without secrets and without long texts. */
export function storableFailure(failure: Failure, redact: (text: string) => string): Failure {
	const short = (text: string) => redact(text).slice(0, LONGEST_TEXT);
	switch (failure.kind) {
		case 'rejected':
			return {
				kind: failure.kind,
				status: failure.status,
				...(failure.message !== undefined && { message: short(failure.message) }),
			};
		case 'wrongAddress':
			return {
				kind: failure.kind,
				status: failure.status,
				...(failure.location !== undefined && { location: short(failure.location) }),
			};
		case 'unavailable':
		case 'malformed':
			return {
				kind: failure.kind,
				reason: short(failure.reason),
				...(failure.isNetwork && { isNetwork: true }),
			};
		case 'throttled':
			return failure;
	}
}

function readFailure(value: unknown): Failure | undefined {
	if (!isObject(value)) return undefined;
	const { kind, status, message, location, reason, isNetwork, retryAfter } = value;
	switch (kind) {
		case 'rejected':
			if (!isStatus(status) || !isOptionalText(message)) return undefined;
			return { kind, status, ...(message !== undefined && { message }) };
		case 'wrongAddress':
			if (!isStatus(status) || !isOptionalText(location)) return undefined;
			return { kind, status, ...(location !== undefined && { location }) };
		case 'throttled':
			if (retryAfter === undefined) return { kind };
			return isTime(retryAfter) ? { kind, retryAfter } : undefined;
		case 'unavailable':
		case 'malformed':
			if (!isText(reason)) return undefined;
			return { kind, reason, ...(isNetwork === true && { isNetwork }) };
		default:
			return undefined;
	}
}

function readStrikes(value: unknown): Strikes | undefined {
	if (!isObject(value)) return undefined;
	const known = STRIKE_KINDS.map((kind) => [kind, value[kind]] as const).filter(
		(entry) => entry[1] !== undefined,
	);
	return known.length > 0 && known.every(([, count]) => isCount(count))
		? (Object.fromEntries(known) as Strikes)
		: undefined;
}

function isCount(value: unknown): boolean {
	return Number.isInteger(value) && (value as number) > 0 && (value as number) <= MOST_STRIKES;
}

function isTime(value: unknown): value is number {
	return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}

function isStatus(value: unknown): value is number {
	return Number.isInteger(value) && (value as number) >= 100 && (value as number) <= 599;
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.length <= LONGEST_TEXT;
}

function isOptionalText(value: unknown): value is string | undefined {
	return value === undefined || isText(value);
}
