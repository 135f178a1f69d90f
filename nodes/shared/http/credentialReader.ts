import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { differsByItem } from '../../../credentials/tokens/form/expressions';
import { tokenStatus } from '../../../credentials/tokens/hook/status';
import type { RequestFunctions } from './types';

type Credentials = ICredentialDataDecryptedObject;

/** Long runs must see what other workers have renewed since. */
const READ_LASTS_MILLISECONDS = 5_000;

/** A token that is due may have been renewed by another worker at this very moment. */
const DUE_READ_LASTS_MILLISECONDS = 250;

/**
 * How many credentials are kept for items: more than ever run at once, but bounded for long inputs.
 */
const MOST_KEPT = 500;

/** What was read once, for one item or for all items. */
interface Reading {
	readonly itemIndex: number | undefined;
	readonly readAt: number;
	readonly data: Promise<Credentials>;
	/** The data, once they have arrived. */
	latest?: Credentials;
	/** No longer used for requests: the provider refused what it holds. */
	isDiscarded?: boolean;
}

export interface CredentialReader {
	/** The credential as it is for an item: a copy. */
	read(itemIndex?: number): Promise<Credentials>;
	/** The next read asks n8n again. */
	discard(itemIndex?: number): void;
	/** What was read last, even if it is discarded; empty if reading failed. Never rejects. */
	known(itemIndex?: number): Promise<Credentials>;
}

/**
 * Reads a credential rarely, and hands out a new copy each time.
 *
 * One reading is used for all items, unless a field of the credential is an expression. Then each
 * item has a reading of its own, so that it is sent with its own account.
 */
export function credentialReader(
	functions: RequestFunctions,
	credentialType: string,
): CredentialReader {
	const common = new Map<undefined, Reading>();
	const ofItems = new Map<number, Reading>();
	let isPerItem = false;

	/** The reading to use: a new one if there is none or it is too old. */
	function current<Key>(kept: Map<Key, Reading>, key: Key, itemIndex?: number): Reading {
		const known = kept.get(key);
		if (known && !isStale(known, credentialType)) return known;
		const data = functions.getCredentials<Credentials>(credentialType, itemIndex);
		const reading: Reading = { itemIndex, readAt: Date.now(), data };
		data.then(
			(latest) => {
				reading.latest = latest;
			},
			// Whoever waits for the data gets the error.
			() => undefined,
		);
		kept.delete(key);
		kept.set(key, reading);
		return reading;
	}

	async function own(itemIndex: number): Promise<Credentials> {
		const reading = current(ofItems, itemIndex, itemIndex);
		for (const oldest of ofItems.keys()) {
			if (ofItems.size <= MOST_KEPT) break;
			ofItems.delete(oldest);
		}
		const data = await reading.data;
		isPerItem = differsByItem(data);
		return { ...data };
	}

	async function read(itemIndex?: number): Promise<Credentials> {
		if (isPerItem && itemIndex !== undefined) return await own(itemIndex);
		const reading = current(common, undefined, itemIndex);
		const isOfOther = itemIndex !== undefined && reading.itemIndex !== itemIndex;
		const data = await reading.data.catch((error: unknown) => {
			// An expression may fail for one item alone.
			common.delete(undefined);
			return isOfOther ? undefined : Promise.reject(error);
		});
		if (data && !(isOfOther && differsByItem(data))) return { ...data };
		return await own(itemIndex ?? 0);
	}

	const known = (itemIndex?: number) =>
		(itemIndex === undefined ? undefined : ofItems.get(itemIndex)) ?? common.get(undefined);
	return {
		read,
		discard: (itemIndex) => {
			const reading = known(itemIndex);
			if (reading) reading.isDiscarded = true;
		},
		known: async (itemIndex) =>
			await (known(itemIndex)?.data ?? Promise.resolve({})).then(
				(data) => data,
				() => ({}),
			),
	};
}

function isStale({ readAt, latest, isDiscarded }: Reading, credentialType: string): boolean {
	const age = Date.now() - readAt;
	if (isDiscarded === true || age > READ_LASTS_MILLISECONDS) return true;
	return latest !== undefined && age > DUE_READ_LASTS_MILLISECONDS && isDue(credentialType, latest);
}

/** Whether this process would renew the credential's token with its next request. */
function isDue(credentialType: string, credentials: Credentials): boolean {
	const state = tokenStatus(credentialType, credentials)?.state;
	return state !== undefined && state !== 'fresh';
}
