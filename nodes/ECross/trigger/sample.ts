import { NodeOperationError } from 'n8n-workflow';

import { readListing, type Reader, type WatchedRecord } from './listing';

const MOST_SHOWN = 5;
/** Rows among which the newest are looked for. */
const MOST_ROWS = 200;
const MILLISECONDS_PER_DAY = 86_400_000;
/** Lists are long and in no order, so the newest are looked for in ever longer times; last, in all. */
const DAYS = [1, 30, undefined];

/** A few of the newest records for Fetch Test Event, oldest first. Throws if there is none. */
export async function sample(reader: Reader): Promise<WatchedRecord[]> {
	for (const days of DAYS) {
		const from = days === undefined ? undefined : Date.now() - days * MILLISECONDS_PER_DAY;
		const { records } = await readListing(reader, { from, limit: MOST_ROWS });
		if (records.length > 0) return records.slice(-MOST_SHOWN);
	}
	throw new NodeOperationError(
		reader.functions.getNode(),
		`There is no ${reader.settings.event.record} to show yet`,
		{ description: 'Create one in E-CROSS, or choose other statuses, and try again.' },
	);
}
