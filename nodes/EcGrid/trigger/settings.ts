import { TriggerSettings, type TriggerFunctions } from '../../shared/fields/settings';
import { ecGrid } from '../api/provider';
import { CONFIRMATIONS, fields, type Confirmation } from './fields';

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

const MINUTE_MILLISECONDS = 60_000;
const HOUR_MILLISECONDS = 60 * MINUTE_MILLISECONDS;

/** What the user chose in the parcel trigger. */
export function readSettings(functions: TriggerFunctions): Settings {
	const settings = new TriggerSettings(functions, fields);
	const fileField = settings.text('binaryPropertyName') || 'data';
	return {
		credentialType: credentialTypeOf(functions),
		mailboxId: settings.id('mailboxId'),
		confirmation: settings.choice('confirmation', CONFIRMATIONS).value,
		fileField: settings.isOn('download') ? fileField : undefined,
		runsAtOnce: Math.floor(settings.number('runsAtOnce')),
		leaseMilliseconds: settings.number('leaseMinutes') * MINUTE_MILLISECONDS,
		waitMilliseconds: settings.number('waitHours') * HOUR_MILLISECONDS,
	};
}

/** The credential type behind the field Authentication. */
export function credentialTypeOf(functions: TriggerFunctions): string {
	const chosen = functions.getNodeParameter('authentication', '');
	const choice = ecGrid.credentials.find(({ value }) => value === chosen);
	return (choice ?? ecGrid.credentials[0]).credentialType;
}
