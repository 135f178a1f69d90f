/** The node's own fields under Options. */
import type { IDataObject } from 'n8n-workflow';

import type { OperationContext } from '../../shared/operation/context';
import { isObject } from '../../../credentials/lib/json';
import { OPTIONS } from '../../shared/operation/options';
import type { ProviderOptions } from '../../shared/http/provider';
import type { SoapVersion } from '../soap/envelope';

export interface SoapOptions {
	version: SoapVersion;
	/** Largest answer, in megabytes. */
	megabytes: number;
	/** For a whole answer, in seconds. */
	seconds: number;
}

const LARGEST_ANSWER_MEGABYTES = 50;

const TIME_LIMIT_SECONDS = 300;

export const soapOptions: ProviderOptions = {
	fields: [
		{
			displayName: 'Largest Answer (MB)',
			name: 'largestAnswer',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 500 },
			default: LARGEST_ANSWER_MEGABYTES,
			description:
				'Where reading stops, so that no answer takes all memory. A file is a third larger in an answer than by itself.',
		},
		{
			displayName: 'SOAP Version',
			name: 'soapVersion',
			type: 'options',
			options: [
				{ name: '1.1', value: '1.1' },
				{ name: '1.2', value: '1.2' },
			],
			default: '1.1',
			description: 'The service understands both',
		},
		{
			displayName: 'Time Limit (Seconds)',
			name: 'timeLimit',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3600 },
			default: TIME_LIMIT_SECONDS,
			description: 'How long one answer may take as a whole',
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
	const { soapVersion, largestAnswer, timeLimit }: IDataObject = isObject(given) ? given : {};
	return {
		version: soapVersion === '1.2' ? '1.2' : '1.1',
		megabytes: positive(largestAnswer) ?? LARGEST_ANSWER_MEGABYTES,
		seconds: positive(timeLimit) ?? TIME_LIMIT_SECONDS,
	};
}

function positive(value: unknown): number | undefined {
	const number = Number(value);
	return Number.isFinite(number) && number > 0 ? number : undefined;
}
