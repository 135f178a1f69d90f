/** How large an answer may be, and how long it may take: fields under Options of every operation. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Limits } from '../http/types';

/** More does not fit into the memory of a usual worker beside n8n. */
const MOST_MEGABYTES = 500;

/** An hour. */
const MOST_SECONDS = 3600;

/** The fields, with what applies if they are left out. */
export function limitFields({ megabytes, seconds }: Limits): INodeProperties[] {
	return [
		{
			displayName: 'Maximum Response Size (MB)',
			name: 'largestAnswer',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_MEGABYTES },
			default: megabytes,
			description:
				'Where reading stops, so that no response uses up all memory. A file can be a third larger in a response than on its own.',
		},
		{
			displayName: 'Time Limit (Seconds)',
			name: 'timeLimit',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_SECONDS },
			default: seconds,
			description: 'How long one response may take in total',
		},
	];
}

/** What the user has set. Anything that is not a positive number counts as left out. */
export function limitsOf({ largestAnswer, timeLimit }: IDataObject): Partial<Limits> {
	const megabytes = positive(largestAnswer, MOST_MEGABYTES);
	const seconds = positive(timeLimit, MOST_SECONDS);
	return {
		...(megabytes === undefined ? {} : { megabytes }),
		...(seconds === undefined ? {} : { seconds }),
	};
}

function positive(value: unknown, most: number): number | undefined {
	const number = Number(value);
	return Number.isFinite(number) && number > 0 ? Math.min(number, most) : undefined;
}
