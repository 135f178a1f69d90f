import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isRepeat } from '../../shared/webhook/deliveries';
import { reply } from '../../shared/webhook/reply';
import { judge, type Delivery } from './delivery';
import { readSettings, type Settings } from './settings';

/**
 * Starts the workflow on a genuine delivery. What cannot be verified gets a 401, which Ecart Pay
 * does not repeat, and starts nothing. Never throws, since n8n would record that as a failed
 * execution of the workflow, and anyone can post to the address.
 */
export async function webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await receive(this).catch((error: unknown) => {
		this.logger.error(`Ecart Pay Trigger failed: ${String(error)}`);
		return reply(this, 500);
	});
}

async function receive(functions: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(functions);
	const verdict = await judge(functions, settings);
	if (typeof verdict === 'string') {
		functions.logger.warn(`Ecart Pay Trigger refused a delivery: ${verdict}`);
		return reply(functions, 401);
	}
	if (!isWanted(verdict, settings) || hasComeBefore(functions, verdict))
		return reply(functions, 200);
	// Here and not by n8n, which since 2.x answers only when a place for the execution is free, and
	// Ecart Pay gives up after 5 s.
	return {
		...reply(functions, 200),
		workflowData: [functions.helpers.returnJsonArray(verdict.item)],
	};
}

function isWanted({ event }: Delivery, { events }: Settings): boolean {
	return event === undefined || events.length === 0 || events.includes(event);
}

function hasComeBefore(functions: IWebhookFunctions, { identities }: Delivery): boolean {
	// All of them are noted, also where the first one is known.
	return identities.map((identity) => isRepeat(functions, identity)).includes(true);
}
