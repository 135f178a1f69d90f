import type { Call } from '../exchange.mts';

interface Updated {
	readonly lastUpdateDate: string;
}

/** The filter `lastUpdateDateFrom`: records updated after that instant, not at it. */
export function updatedAfter(call: Call): (record: Updated) => boolean {
	const from = instant(call.query['lastUpdateDateFrom']) ?? -Infinity;
	return ({ lastUpdateDate }) => Date.parse(lastUpdateDate) > from;
}

/** Milliseconds since the epoch of an ISO 8601 text; `undefined` when there is none. */
export function instant(value: unknown): number | undefined {
	return typeof value === 'string' ? Date.parse(value) : undefined;
}
