import type { IDataObject } from 'n8n-workflow';

import { boolean } from '../fields';
import { fixed } from '../fields/fixed';

/** Name of the field with which a user looks at a request without sending it. */
export const DRY_RUN = 'dryRun';

/** The field Dry Run. Nothing in a run can change it: a model must not switch it off. */
export const dryRunField = {
	type: fixed(
		boolean({
			displayName: 'Dry Run',
			description:
				'Whether to show the request instead of sending it. Must be a fixed value: an AI agent cannot set it.',
		}),
	),
	in: 'local',
} as const;

/**
 * Ends an operation of a Dry Run in place of a request that would change something. It is not a
 * failure.
 */
export class UnsentRequest extends Error {
	/** The item that shows the request. */
	readonly output: { json: IDataObject };

	constructor(output: { json: IDataObject }) {
		super('Dry Run: the request was not sent');
		this.output = output;
	}
}
