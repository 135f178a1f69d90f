import { TriggerSettings, type TriggerFunctions } from '../../shared/fields/settings';
import { fields } from './fields';

export interface Settings {
	/** What starts the workflow. */
	kinds: string[];
	acceptUnsigned: boolean;
	acceptUnsignedFailures: boolean;
}

/** What the user chose in the node. */
export function readSettings(functions: TriggerFunctions): Settings {
	const settings = new TriggerSettings(functions, fields);
	return {
		kinds: settings.choices('kinds'),
		acceptUnsigned: settings.isOn('acceptUnsigned'),
		acceptUnsignedFailures: settings.isOn('acceptUnsignedFailures'),
	};
}
