import { createHash } from 'crypto';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { ApiClient } from '../../shared/http/client';
import { TriggerSettings } from '../../shared/fields/settings';
import { eCross } from '../api/provider';
import { EVENTS, ORDER_EVENTS, type WatchedEvent } from './events';
import { fields } from './fields';

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

/** Reads the node's parameters and the account that the credential stands for. */
export async function settingsOf(functions: IPollFunctions, client: ApiClient): Promise<Settings> {
	const { decisive, ...chosen } = chosenBy(functions);
	const account = await accountOf(client, chosen.event);
	return { ...chosen, scope: digest([account, chosen.event.value, ...decisive]) };
}

/** What the node's parameters say, and which of it decides what the trigger may remember. */
function chosenBy(
	functions: IPollFunctions,
): Omit<Settings, 'scope'> & { decisive: readonly unknown[] } {
	const settings = new TriggerSettings(functions, fields);
	const event = settings.choice('event', EVENTS);
	const includeExisting = settings.isOn('includeExisting');
	if (!ORDER_EVENTS.includes(event.value)) {
		return { event, includeExisting, query: {}, accepts: () => true, decisive: [] };
	}
	const statuses = settings.choices('statuses').sort();
	const days = settings.number('createdWithinDays');
	const filters = orderFilters(statuses, days, settings);
	return { event, includeExisting, ...filters, decisive: [statuses, days] };
}

/** Orders are filtered by creation date here as well, since the parameter's name is assumed. */
function orderFilters(statuses: string[], days: number, settings: TriggerSettings): Filters {
	const windowMilliseconds = days * MILLISECONDS_PER_DAY;
	const from = Date.now() - windowMilliseconds;
	return {
		query: statuses.length > 0 ? { status: statuses.join(',') } : {},
		accepts: ({ creationDate }) => !(Date.parse(String(creationDate)) < from),
		creation: {
			windowMilliseconds,
			fromFilter: settings.text('creationDateFilter'),
			untilFilter: settings.text('creationDateUntilFilter'),
		},
	};
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
