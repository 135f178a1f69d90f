import {
	NodeOperationError,
	toCronExpression,
	type ITriggerFunctions,
	type ITriggerResponse,
	type TriggerTime,
} from 'n8n-workflow';

import { isObject, objectsIn } from '../../../credentials/lib/json';
import { FailureReports } from './failures';
import { openMailbox, type Mailbox } from './mailbox';
import { holdsOf } from './memory';
import { readSettings } from './settings';
import { Watcher } from './watch';

/** Enough to build a workflow on. */
const TEST_PARCELS = 3;

/**
 * Watches an inbox for as long as the workflow is active. Not a `poll`: n8n tells that one nothing
 * about what became of the run, and a parcel must not be confirmed before its run has succeeded.
 *
 * All parameters are read here: n8n 2.x evaluates expressions only while a node function runs.
 */
export async function trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
	const settings = readSettings(this);
	const mailbox = openMailbox(this, settings);
	if (this.getMode() === 'manual') {
		return { manualTriggerFunction: async () => await emitSample(this, mailbox) };
	}
	if (isByHand(this)) await mailbox.pending(1);
	const failures = new FailureReports(this);
	const report = (error: unknown) => failures.report(error);
	const holds = holdsOf(this, settings.confirmation);
	const watcher = new Watcher({ functions: this, settings, mailbox, holds, report });
	const tick = () =>
		void watcher.poll().then(
			() => failures.clear(),
			(error: unknown) => failures.report(error),
		);
	for (const expression of cronExpressions(this)) this.helpers.registerCron({ expression }, tick);
	tick();
	return { closeFunction: async () => watcher.close() };
}

/** Whoever activates a workflow should see at once that it cannot work; at a start n8n just goes on. */
function isByHand(functions: ITriggerFunctions): boolean {
	return ['activate', 'create', 'update'].includes(functions.getActivationMode());
}

/** Fetch Test Event: a few parcels in one run. Nothing is confirmed or remembered. */
async function emitSample(functions: ITriggerFunctions, mailbox: Mailbox): Promise<void> {
	const pending = (await mailbox.pending(TEST_PARCELS)).slice(0, TEST_PARCELS);
	if (pending.length === 0) {
		throw new NodeOperationError(functions.getNode(), 'No parcel is waiting in this mailbox', {
			description:
				'Parcel: Send Test File of the ECGrid node sends one to a partner; Parcel: Reset to Inbox brings a confirmed one back.',
		});
	}
	functions.emit([await Promise.all(pending.map(mailbox.itemOf))]);
}

function cronExpressions(functions: ITriggerFunctions): Array<ReturnType<typeof toCronExpression>> {
	const pollTimes: unknown = functions.getNodeParameter('pollTimes', {});
	const items = isObject(pollTimes) ? objectsIn(pollTimes.item) : [];
	const expressions = items.map((item) => toCronExpression(item as unknown as TriggerTime));
	if (expressions.length > 0) return expressions;
	throw new NodeOperationError(functions.getNode(), 'No Poll Time is set', {
		description: 'Add one: without it, the trigger never looks for parcels.',
	});
}
