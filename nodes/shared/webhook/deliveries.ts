/** How webhook triggers recognise a delivery that comes again. */
import { createHash } from 'crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/** A sender that got no answer tries again within minutes. */
const PROCESS_REMEMBERS_MILLISECONDS = 10 * 60_000;
/** More than a merchant's payments in ten minutes; beyond it the oldest are forgotten early. */
const MOST_IN_PROCESS = 10_000;

/** For repeats that another process gets, or that come after a restart. */
const DATABASE_REMEMBERS_MILLISECONDS = 24 * 3_600_000;
/** Some 30 KB in n8n's database. */
const MOST_IN_DATABASE = 500;

/** When each delivery came, by its key, on the process's own clock that nobody sets; oldest first. */
const seenHere = new Map<string, number>();

type Seen = Record<string, number>;

/**
 * Whether a delivery with this identity has come to this node before; notes it if not.
 *
 * Certain within this process, for ten minutes. Across processes and restarts it is best effort, for
 * a day: n8n saves a node's static data only after the answer, and the last process to save wins.
 * In manual mode nothing counts as a repeat, so that a test can be repeated.
 */
export function isRepeat(functions: IWebhookFunctions, identity: string): boolean {
	if (functions.getMode() === 'manual') return false;
	const key = keyOf(functions, identity);
	forgetOld();
	if (seenHere.has(key)) return true;
	const { seen, keep } = stored(functions);
	const now = Date.now();
	const known = seen[key];
	if (known !== undefined && now - known < DATABASE_REMEMBERS_MILLISECONDS) return true;
	seenHere.set(key, performance.now());
	keep({ [key]: now, ...seen });
	return false;
}

/** Lets a delivery count again: the workflow could not be started, so the sender may try again. */
export function forgetDelivery(functions: IWebhookFunctions, identity: string): void {
	const key = keyOf(functions, identity);
	const { seen, keep } = stored(functions);
	seenHere.delete(key);
	keep(Object.fromEntries(Object.entries(seen).filter(([other]) => other !== key)));
}

/** Of one length, whatever a sender puts into its notification. */
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
 * The last deliveries in the node's static data, newest first: keys that are no numbers keep their
 * order, also in JSON. n8n notices only a change at its top.
 */
function stored(functions: IWebhookFunctions) {
	const kept = functions.getWorkflowStaticData('node') as { deliveries?: Seen & IDataObject };
	return {
		seen: kept.deliveries ?? {},
		keep: (seen: Seen) => {
			kept.deliveries = Object.fromEntries(Object.entries(seen).slice(0, MOST_IN_DATABASE));
		},
	};
}
