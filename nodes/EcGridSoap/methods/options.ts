/** The node's own fields under Options. */
import type { IDataObject } from 'n8n-workflow';

import type { OperationContext } from '../../shared/operation/context';
import { isObject } from '../../../credentials/lib/json';
import { limitsOf } from '../../shared/operation/limits';
import { OPTIONS } from '../../shared/operation/options';
import type { ProviderOptions } from '../../shared/http/provider';
import type { Limits } from '../../shared/http/types';
import type { SoapVersion } from '../soap/envelope';

export interface SoapOptions extends Limits {
	version: SoapVersion;
}

/** Files come within other data, and so do long reports. */
export const SOAP_LIMITS: Limits = { megabytes: 50, seconds: 300 };

export const soapOptions: ProviderOptions = {
	fields: [
		{
			displayName: 'SOAP Version',
			name: 'soapVersion',
			type: 'options',
			options: [
				{ name: '1.1', value: '1.1' },
				{ name: '1.2', value: '1.2' },
			],
			default: '1.1',
			description: 'The service supports both',
		},
	],
	headers: () => ({}),
};

/** The options of the item that a context belongs to. */
export function optionsOf({ functions, itemIndex }: OperationContext): SoapOptions {
	const given: unknown = functions.getNodeParameter(
		OPTIONS,
		itemIndex,
		{},
		{
			skipValidation: true,
		},
	);
	const options: IDataObject = isObject(given) ? given : {};
	const version = options.soapVersion === '1.2' ? '1.2' : '1.1';
	return { version, ...SOAP_LIMITS, ...limitsOf(options) };
}
