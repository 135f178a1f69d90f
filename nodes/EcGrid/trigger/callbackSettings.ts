import { TriggerSettings, type TriggerFunctions } from '../../shared/fields/settings';
import { callbackFields } from './callbackFields';
import { credentialTypeOf } from './settings';

/** What the user chose in the webhook trigger. */
export interface CallbackSettings {
	credentialType: string;
	/** Undefined for the whole network. */
	mailboxId: number | undefined;
	/** What starts the workflow, in lower case; everything if empty. */
	statuses: string[];
	/** Whether calls must carry the login of the credential. */
	needsLogin: boolean;
	/** Whether ECGrid is to send a test event to a new registration. */
	isTriedOut: boolean;
}

export function readCallbackSettings(functions: TriggerFunctions): CallbackSettings {
	const settings = new TriggerSettings(functions, callbackFields);
	return {
		credentialType: credentialTypeOf(functions),
		mailboxId: settings.id('mailboxId'),
		statuses: settings.choices('statuses').map((one) => one.toLowerCase()),
		needsLogin: settings.isOn('httpAuthentication'),
		isTriedOut: settings.isOn('test'),
	};
}
