import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';
import { chosenIn } from '../../shared/fields/choices';

/** Ecart Pay names no tolerance. It sends for 100 s at most, so this leaves room for clocks. */
export const USUAL_TOLERANCE_MINUTES = 5;
/** As long as a process certainly recognises deliveries that come again. */
export const LONGEST_TOLERANCE_MINUTES = 10;

const MINUTE_MILLISECONDS = 60_000;

/** Stored in workflows: never rename. */
type Registration = 'automatic' | 'dashboard' | 'record';

export interface Settings {
	registration: Registration;
	/** What starts the workflow; everything if empty. */
	events: string[];
	acceptUnsigned: boolean;
	toleranceMilliseconds: number;
}

/** What the user chose in the node. */
export function readSettings(functions: IHookFunctions | IWebhookFunctions): Settings {
	const registration = registrationOf(functions.getNodeParameter('registration', 'automatic'));
	const events = functions.getNodeParameter(
		registration === 'record' ? 'recordEvents' : 'events',
		[],
	);
	const options: unknown = functions.getNodeParameter('options', {});
	const { acceptUnsigned, toleranceMinutes } = isObject(options) ? options : {};
	return {
		registration,
		events: chosenIn(events),
		acceptUnsigned: acceptUnsigned === true,
		toleranceMilliseconds: toleranceOf(toleranceMinutes) * MINUTE_MILLISECONDS,
	};
}

function registrationOf(value: unknown): Registration {
	return value === 'dashboard' || value === 'record' ? value : 'automatic';
}

/** The form holds the bounds, expressions and edited workflows do not. */
function toleranceOf(minutes: unknown): number {
	if (typeof minutes !== 'number' || !(minutes > 0)) return USUAL_TOLERANCE_MINUTES;
	return Math.min(minutes, LONGEST_TOLERANCE_MINUTES);
}
