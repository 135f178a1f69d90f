import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { TriggerSettings } from '../../shared/fields/settings';
import { fields, REGISTRATIONS, type Registration } from './fields';

const MINUTE_MILLISECONDS = 60_000;

export interface Settings {
	registration: Registration;
	/** What starts the workflow; everything if empty. */
	events: string[];
	acceptUnsigned: boolean;
	toleranceMilliseconds: number;
}

/** What the user chose in the node. */
export function readSettings(functions: IHookFunctions | IWebhookFunctions): Settings {
	const settings = new TriggerSettings(functions, fields);
	const registration = settings.choice('registration', REGISTRATIONS).value;
	return {
		registration,
		events: settings.choices(registration === 'record' ? 'recordEvents' : 'events'),
		acceptUnsigned: settings.isOn('acceptUnsigned'),
		toleranceMilliseconds: settings.number('toleranceMinutes') * MINUTE_MILLISECONDS,
	};
}
