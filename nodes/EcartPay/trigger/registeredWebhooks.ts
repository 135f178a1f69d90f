/** What is known of this node's webhooks at Ecart Pay. */
import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject, IDataObject, IHookFunctions } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';
import { staticDataOf } from '../../shared/http/staticData';
import { ecartPay } from '../api/provider';

/** An address, and the account at which it is registered. */
export interface Place {
	url: string;
	/** Digest of the service's address and the account's public key. */
	account: string;
}

export interface Registered extends Place {
	events: string[];
	/** Its id at Ecart Pay, if the answer told one. */
	id?: string;
	/** When n8n no longer wanted it (ISO 8601); Ecart Pay keeps it all the same. */
	unwantedSince?: string | undefined;
	/** No answer came: it may exist or not. */
	inDoubt?: true;
}

/**
 * Registrations without an answer. n8n does not save static data of an activation that failed, but
 * calls `delete` right after it, with data read anew: until then they are kept here.
 */
const inDoubt = new Map<string, Registered>();

/** Where the node's production or test address is, or would be, registered. */
export function placeOf(
	functions: IHookFunctions,
	credentials: ICredentialDataDecryptedObject,
): Place {
	const { api } = ecartPay.addresses('ecartPayApi', credentials);
	const parts = JSON.stringify([api, String(credentials.publicKey).trim()]);
	const account = createHash('sha256').update(parts).digest('base64url').slice(0, 22);
	return { url: functions.getNodeWebhookUrl('default') ?? '', account };
}

/** The registration of an address at an account; undefined if there is none. */
export function registrationAt(functions: IHookFunctions, place: Place): Registered | undefined {
	return inDoubt.get(keyOf(place)) ?? stored(functions).find((one) => isAt(one, place));
}

/** Notes a registration in the node's static data, in place of a former one. */
export function note(functions: IHookFunctions, registered: Registered): void {
	if (registered.inDoubt) inDoubt.set(keyOf(registered), registered);
	store(functions, [...stored(functions).filter((one) => !isAt(one, registered)), registered]);
}

/** Notes that the registrations of an address are no longer wanted, and returns them. */
export function noteUnwanted(functions: IHookFunctions, url: string): Registered[] {
	const doubtful = [...inDoubt.values()].filter((one) => one.url === url);
	for (const one of doubtful) {
		note(functions, one);
		inDoubt.delete(keyOf(one));
	}
	const unwantedSince = new Date().toISOString();
	const all = stored(functions).map((one) => (one.url === url ? { unwantedSince, ...one } : one));
	const unwanted = all.filter((one) => one.url === url);
	if (unwanted.length > 0) store(functions, all);
	return unwanted;
}

function isAt({ url, account }: Place, place: Place): boolean {
	return url === place.url && account === place.account;
}

function keyOf({ url, account }: Place): string {
	return JSON.stringify([url, account]);
}

function stored(functions: IHookFunctions): Registered[] {
	const { registrations } = staticDataOf(functions);
	return Array.isArray(registrations) ? registrations.flatMap(registeredIn) : [];
}

function registeredIn(value: unknown): Registered[] {
	if (!isObject(value)) return [];
	const { url, account, events, id, unwantedSince, inDoubt: doubt } = value;
	if (typeof url !== 'string' || typeof account !== 'string') return [];
	return [
		{
			url,
			account,
			events: Array.isArray(events) ? events.map(String) : [],
			...(typeof id === 'string' ? { id } : {}),
			...(typeof unwantedSince === 'string' ? { unwantedSince } : {}),
			...(doubt === true ? { inDoubt: true } : {}),
		},
	];
}

/** As a new list: n8n notices only a change at the top of the static data. */
function store(functions: IHookFunctions, registrations: Registered[]): void {
	staticDataOf(functions).registrations = registrations.map((one): IDataObject => ({ ...one }));
}
