/** How webhook triggers recognise a delivery that comes again. */
import { createHash } from 'crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';
import { staticDataOf } from '../http/staticData';

/** A sender that got no answer tries again within minutes. */
const PROCESS_REMEMBERS_MILLISECONDS = 10 * 60_000;
/** More than a merchant's payments in ten minutes. Beyond this, the oldest are forgotten early. */
const MOST_IN_PROCESS = 10_000;

/** For repeats that another process receives, or that arrive after a restart. */
const DATABASE_REMEMBERS_MILLISECONDS = 24 * 3_600_000;
/** Some 30 KB in n8n's database. */
const MOST_IN_DATABASE = 500;

/**
 * When each delivery arrived, by its key, oldest first. On the process's own clock, which nobody
 * can set.
 */
const seenHere = new Map<string, number>();

/**
 * Whether a delivery with one of these identities has come to this node before. Remembers all of
 * them.
 *
 * Certain within this process, for ten minutes. Across processes and restarts it is best effort,
 * for a day: n8n saves a node's static data only after the answer, and the last process to save
 * wins. In manual mode nothing counts as a repeat, so that a test can be repeated.
 */
export function hasComeBefore(functions: IWebhookFunctions, identities: string[]): boolean {
	if (functions.getMode() === 'manual') return false;
	forgetOld();
	// Remember each of them, even if the first one is known.
	return identities.map((identity) => note(functions, identity)).includes(true);
}

/** Lets a delivery count again: the workflow could not be started, so the sender may try again. */
export function forgetDelivery(functions: IWebhookFunctions, identities: string[]): void {
	const keys = identities.map((identity) => keyOf(functions, identity));
	const { seen, keep } = stored(functions);
	for (const key of keys) seenHere.delete(key);
	keep(Object.fromEntries(Object.entries(seen).filter(([other]) => !keys.includes(other))));
}

/** Remembers an identity, and returns whether it was known. */
function note(functions: IWebhookFunctions, identity: string): boolean {
	const key = keyOf(functions, identity);
	if (seenHere.has(key)) return true;
	const { seen, keep } = stored(functions);
	const now = Date.now();
	const known = seen[key];
	if (typeof known === 'number' && now - known < DATABASE_REMEMBERS_MILLISECONDS) return true;
	seenHere.set(key, performance.now());
	keep({ [key]: now, ...seen });
	return false;
}

/** Of fixed length, whatever a sender puts into its notification. */
function keyOf(functions: IWebhookFunctions, identity: string): string {
	const parts = [functions.getWorkflow().id, functions.getNode().id, identity];
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function forgetOld(): void {
	const oldest = performance.now() - PROCESS_REMEMBERS_MILLISECONDS;
	for (const [key, time] of seenHere) {
		if (time > oldest && seenHere.size < MOST_IN_PROCESS) return;
		seenHere.delete(key);
	}
}

/**
 * The last deliveries in the node's static data, newest first. Keys that are not numbers keep their
 * order, even in JSON. n8n notices only changes at the top level.
 */
function stored(functions: IWebhookFunctions) {
	const kept = staticDataOf(functions);
	return {
		seen: isObject(kept.deliveries) ? kept.deliveries : {},
		keep: (seen: IDataObject) => {
			kept.deliveries = Object.fromEntries(Object.entries(seen).slice(0, MOST_IN_DATABASE));
		},
	};
}
