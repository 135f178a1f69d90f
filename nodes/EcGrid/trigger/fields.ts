import { NodeHelpers, type INodeProperties } from 'n8n-workflow';

import type { Choice } from '../../shared/fields/choices';
import { authenticationFields } from '../../shared/form/authentication';
import { ecGrid } from '../api/provider';
import { mailbox } from '../resources/fields';

const USUAL_POLL_MINUTES = 5;
const USUAL_RUNS_AT_ONCE = 10;
/** Far longer than a workflow takes that stores a file, and short enough to be noticed the same day. */
const USUAL_LEASE_MINUTES = 60;
/** Time for a colleague who approves things once a week. */
const USUAL_WAIT_HOURS = 168;

/** As n8n's own field of this name, which it adds to polling nodes only. */
const pollTimes: INodeProperties = {
	displayName: 'Poll Times',
	name: 'pollTimes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Poll Time' },
	default: { item: [{ mode: 'everyX', value: USUAL_POLL_MINUTES, unit: 'minutes' }] },
	description: 'When to look for new parcels; ECGrid calls every 1 to 15 minutes typical',
	placeholder: 'Add Poll Time',
	options: NodeHelpers.cronNodeOptions,
};

/** The mailbox that a trigger watches. */
export function mailboxField(description: string): INodeProperties {
	return { ...mailbox({ description }).property, name: 'mailboxId' };
}

/** Stored in workflows: never rename. */
export type Confirmation = 'afterSuccess' | 'atOnce' | 'never';

export const CONFIRMATIONS: Array<Choice<Confirmation>> = [
	{
		name: 'After the Workflow Has Succeeded',
		value: 'afterSuccess',
		description: 'If the run fails or is lost, the parcel is delivered again',
	},
	{
		name: 'At Once',
		value: 'atOnce',
		description: 'As soon as the run starts, even if it then fails',
	},
	{
		name: 'Never',
		value: 'never',
		description: 'The workflow confirms with Parcel: Confirm of the ECGrid node',
	},
];

const optionFields: INodeProperties[] = [
	{
		displayName: 'Hold Back While Waiting (Hours)',
		name: 'waitHours',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: USUAL_WAIT_HOURS,
		description:
			'How long to hold back a parcel whose run has stopped in a Wait node. If it is not confirmed by then, it is delivered again.',
		displayOptions: { show: { '/confirmation': ['afterSuccess'] } },
	},
	{
		displayName: 'Lease (Minutes)',
		name: 'leaseMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: USUAL_LEASE_MINUTES,
		description:
			'If a run has not ended after this time, its parcel is delivered again. Make it longer than your longest run.',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		hint: 'The name of the output binary field to put the file in',
		displayOptions: { show: { '/download': [true] } },
	},
	{
		displayName: 'Runs at Once',
		name: 'runsAtOnce',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: USUAL_RUNS_AT_ONCE,
		description: 'How many parcels are processed at the same time; the others wait',
	},
];

/** The fields of the parcel trigger. */
export const fields: INodeProperties[] = [
	pollTimes,
	...authenticationFields(ecGrid, []),
	mailboxField('Leave empty for the mailbox of your user'),
	{
		displayName: 'Confirm',
		name: 'confirmation',
		type: 'options',
		options: CONFIRMATIONS,
		default: 'afterSuccess',
		description: 'When to tell ECGrid that a parcel has arrived; until then it stays pending',
	},
	{
		displayName:
			'A run that stops in a Wait node confirms nothing: end such a workflow with Parcel: Confirm of the ECGrid node.',
		name: 'waitNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { confirmation: ['afterSuccess'] } },
	},
	{
		displayName: 'Download File',
		name: 'download',
		type: 'boolean',
		default: false,
		description:
			'Whether to fetch the file as well. For large files, leave this off and fetch them with Parcel: Download, so that n8n removes them together with the execution.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: optionFields,
	},
];
