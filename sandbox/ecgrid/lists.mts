import type { Call } from '../exchange.mts';

interface PageRequest {
	readonly pageNo?: number;
	readonly recordsPerPage?: number;
}

/** A page of rows with the three numbers that some lists show. */
export interface PageOf<T> {
	readonly rows: T[];
	readonly meta: {
		readonly totalRecords: number;
		readonly pageNo: number;
		readonly recordsPerPage: number;
	};
}

/** The page that a call asks for. */
export function pageFor<T>(call: Call, rows: readonly T[], usualSize: number): PageOf<T> {
	const { pageNo = 1, recordsPerPage = usualSize } = bodyOf<PageRequest>(call);
	const from = (pageNo - 1) * recordsPerPage;
	return {
		rows: rows.slice(from, from + recordsPerPage),
		meta: { totalRecords: rows.length, pageNo, recordsPerPage },
	};
}

/** A call's JSON body; the contract has checked it. */
export function bodyOf<T extends object>(call: Call): Partial<T> {
	return (call.body ?? {}) as Partial<T>;
}

/**
 * Whether a record has the values that a filter asks for. A filter that is left out, or 0 ("all
 * that I can see"), lets every record pass.
 */
export function hasAll<T extends object>(filter: Partial<T>): (record: T) => boolean {
	const wanted = Object.entries(filter).filter(([, value]) => value !== undefined && value !== 0);
	return (record) => wanted.every(([name, value]) => record[name as keyof T] === value);
}

/** Whether a time lies between two dates; both are inclusive. */
export function isWithin(time: string, beginDate?: string, endDate?: string): boolean {
	const at = Date.parse(time);
	const from = beginDate === undefined ? -Infinity : Date.parse(beginDate);
	const until = endDate === undefined ? Infinity : Date.parse(endDate);
	return at >= from && at <= until;
}
