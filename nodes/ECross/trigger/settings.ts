import { createHash } from 'crypto';
import { NodeOperationError, type IDataObject, type IPollFunctions } from 'n8n-workflow';

import type { ApiClient } from '../../shared/http/client';
import { isObject } from '../../../credentials/lib/json';
import { eCross } from '../api/provider';
import { EVENTS, ORDER_EVENTS, type WatchedEvent } from './events';
import { CREATED_WITHIN_DAYS, CREATION_DATE_FILTER, CREATION_DATE_UNTIL_FILTER } from './fields';

/** What the user asked the trigger to watch. */
export interface Settings extends Filters {
	event: WatchedEvent;
	includeExisting: boolean;
	/** Recognises account, event and filters: what was remembered for others is of no use. */
	scope: string;
}

interface Filters {
	/** Query parameters of the list. */
	query: IDataObject;
	/** Keeps the rows that the user asked for, where the list may not honour a parameter. */
	accepts(row: IDataObject): boolean;
	/** How orders are filtered by their creation. */
	creation?: CreationFilter;
}

interface CreationFilter {
	/** Only orders created in the last so much time. */
	windowMilliseconds: number;
	/** Names of the query parameters on the wire; empty where they are not to be used. */
	fromFilter: string;
	untilFilter: string;
}

const MILLISECONDS_PER_DAY = 86_400_000;
/** Ten years: as good as all orders. */
const MOST_DAYS = 3_650;

/** Reads the node's parameters and the account that the credential stands for. */
export async function settingsOf(functions: IPollFunctions, client: ApiClient): Promise<Settings> {
	const chosen = functions.getNodeParameter('event');
	const event = EVENTS.find(({ value }) => value === chosen) ?? EVENTS[0];
	const account = await accountOf(client, event);
	const options = objectIn(functions.getNodeParameter('options', {}));
	const includeExisting = options.includeExisting === true;
	if (!ORDER_EVENTS.includes(event.value)) {
		const scope = digest([account, event.value]);
		return { event, includeExisting, query: {}, accepts: () => true, scope };
	}
	const statuses = textsIn(functions.getNodeParameter('statuses', [])).sort();
	const days = daysIn(functions, options);
	const filters = orderFilters(statuses, days, options);
	const scope = digest([account, event.value, statuses, days]);
	return { event, includeExisting, ...filters, scope };
}

/** Orders are filtered by creation date here as well, since the parameter's name is assumed. */
function orderFilters(statuses: string[], days: number, options: IDataObject): Filters {
	const windowMilliseconds = days * MILLISECONDS_PER_DAY;
	const from = Date.now() - windowMilliseconds;
	const { creationDateFilter, creationDateUntilFilter } = options;
	return {
		query: statuses.length > 0 ? { status: statuses.join(',') } : {},
		accepts: ({ creationDate }) => !(Date.parse(String(creationDate)) < from),
		creation: {
			windowMilliseconds,
			fromFilter: String(creationDateFilter ?? CREATION_DATE_FILTER).trim(),
			untilFilter: String(creationDateUntilFilter ?? CREATION_DATE_UNTIL_FILTER).trim(),
		},
	};
}

function daysIn(functions: IPollFunctions, { createdWithinDays }: IDataObject): number {
	const days = Number(createdWithinDays ?? CREATED_WITHIN_DAYS);
	if (days > 0 && days <= MOST_DAYS) return days;
	throw new NodeOperationError(
		functions.getNode(),
		`"Created Within (Days)" must be a number from 1 to ${MOST_DAYS}`,
	);
}

/** The account's id and the address that is asked. */
async function accountOf(client: ApiClient, { request }: WatchedEvent): Promise<unknown[]> {
	const credentials = await client.credentials();
	const [{ credentialType }] = eCross.credentials;
	const address = eCross.addresses(credentialType, credentials)[request.service];
	return [credentials.clientId, address];
}

function digest(parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function objectIn(value: unknown): IDataObject {
	return isObject(value) ? value : {};
}

function textsIn(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : [];
}
