import type { Call } from '../exchange.mts';
import { badRequest } from './errors.mts';
import { filterableStatuses } from './orderTypes.mts';

interface Updated {
	readonly lastUpdateDate: string;
}

interface Created {
	readonly creationDate: string;
}

/** The filter `lastUpdateDateFrom`: records updated after that instant, not at it. */
export function updatedAfter({ query }: Call): (record: Updated) => boolean {
	const from = instant(query['lastUpdateDateFrom']) ?? -Infinity;
	return ({ lastUpdateDate }) => Date.parse(lastUpdateDate) > from;
}

/** The filters `creationDateFrom` and `creationDateUntil`, both inclusive. */
export function createdWithin({ query }: Call): (record: Created) => boolean {
	const from = instant(query['creationDateFrom']) ?? -Infinity;
	const until = instant(query['creationDateUntil']) ?? Infinity;
	return ({ creationDate }) => {
		const created = Date.parse(creationDate);
		return created >= from && created <= until;
	};
}

/** The filter `status`: one status or several joined by commas. */
export function inStatus({ query }: Call): (record: { readonly status: string }) => boolean {
	const text = query['status'];
	if (typeof text !== 'string' || text === '') return () => true;
	const wanted = new Set(text.split(','));
	const unknown = [...wanted].find((status) => !filterableStatuses.has(status));
	if (unknown !== undefined) throw badRequest(`query.status: "${unknown}" cannot be asked for`);
	return ({ status }) => wanted.has(status);
}

/** Milliseconds since the epoch of an ISO 8601 text; `undefined` when there is none. */
function instant(value: unknown): number | undefined {
	return typeof value === 'string' ? Date.parse(value) : undefined;
}
