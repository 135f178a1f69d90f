import type {
	IDataObject,
	ITriggerFunctions,
	IHookFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';
import { ecGrid } from '../api/provider';

/** Stored in workflows: never rename. */
export type Confirmation = 'afterSuccess' | 'atOnce' | 'never';

export interface Settings {
	credentialType: string;
	/** Undefined for the mailbox of the credential's user. */
	mailboxId: number | undefined;
	confirmation: Confirmation;
	/** Name of the binary field that takes the file; undefined to leave the file where it is. */
	fileField: string | undefined;
	/** Runs of the workflow that may be under way at the same time. */
	runsAtOnce: number;
	/** How long a run may take before its parcel is handed over again. */
	leaseMilliseconds: number;
	/** How long the parcel of a run that waits is held back. */
	waitMilliseconds: number;
}

export const USUAL_RUNS_AT_ONCE = 10;
/** Far longer than a workflow takes that stores a file, and short enough to be noticed the same day. */
export const USUAL_LEASE_MINUTES = 60;
/** Time for a colleague who approves things once a week. */
export const USUAL_WAIT_HOURS = 168;

const MINUTE_MILLISECONDS = 60_000;
const HOUR_MILLISECONDS = 60 * MINUTE_MILLISECONDS;

type Functions = ITriggerFunctions | IHookFunctions | IWebhookFunctions;

/** What the user chose in the parcel trigger. */
export function readSettings(functions: Functions): Settings {
	const options = optionsIn(functions);
	const fileField = String(options.binaryPropertyName ?? 'data').trim() || 'data';
	return {
		credentialType: credentialTypeOf(functions),
		mailboxId: mailboxOf(functions),
		confirmation: confirmationIn(functions.getNodeParameter('confirmation', 'afterSuccess')),
		fileField: functions.getNodeParameter('download', false) === true ? fileField : undefined,
		runsAtOnce: Math.floor(positive(options.runsAtOnce, USUAL_RUNS_AT_ONCE)),
		leaseMilliseconds: positive(options.leaseMinutes, USUAL_LEASE_MINUTES) * MINUTE_MILLISECONDS,
		waitMilliseconds: positive(options.waitHours, USUAL_WAIT_HOURS) * HOUR_MILLISECONDS,
	};
}

/** The credential type behind the field Authentication. */
export function credentialTypeOf(functions: Functions): string {
	const chosen = functions.getNodeParameter('authentication', '');
	const choice = ecGrid.credentials.find(({ value }) => value === chosen);
	return (choice ?? ecGrid.credentials[0]).credentialType;
}

/** The mailbox that was picked; undefined if none was. */
export function mailboxOf(functions: Functions): number | undefined {
	const picked = functions.getNodeParameter('mailboxId', '', { extractValue: true });
	const mailboxId = Number(String(picked).trim() || NaN);
	return Number.isSafeInteger(mailboxId) ? mailboxId : undefined;
}

/** The Options of the node. */
export function optionsIn(functions: Functions): IDataObject {
	const options: unknown = functions.getNodeParameter('options', {});
	return isObject(options) ? options : {};
}

function confirmationIn(value: unknown): Confirmation {
	return value === 'atOnce' || value === 'never' ? value : 'afterSuccess';
}

/** The form holds the bounds, expressions and edited workflows do not. */
function positive(value: unknown, usual: number): number {
	return typeof value === 'number' && value >= 1 ? value : usual;
}
