import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';
import { jsonBodyOf } from '../../shared/webhook/receivedBody';
import { forgetDelivery, isRepeat } from '../../shared/webhook/deliveries';
import { reply } from '../../shared/webhook/reply';
import { readNotification, type Notification } from '../api/notification';
import { deliveryOf } from './delivery';
import { readUnsigned } from './unsigned';

/** The longest documented form, with much room for the merchant's own metadata. */
const LONGEST_BODY_BYTES = 256 * 1024;

/** What the provider's own shop modules answer. */
const ACCEPTED: IWebhookResponseData = { webhookResponse: { status: 'ok' } };

/** The part of n8n's response object that is used here. */
interface Response {
	readonly statusCode: number;
	once(event: 'close', listener: () => void): unknown;
}

/**
 * Starts the workflow on a genuine notification. What cannot be verified gets a 401 and starts
 * nothing. Never throws, since n8n would record that as a failed execution of the workflow, and
 * anyone can post to the address.
 */
export async function webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await receive(this).catch((error: unknown) => {
		this.logger.error(`Pledg Trigger failed: ${String(error)}`);
		return reply(this, 500);
	});
}

async function receive(functions: IWebhookFunctions): Promise<IWebhookResponseData> {
	const verdict = await judge(functions);
	if (typeof verdict === 'string') {
		functions.logger.warn(`Pledg Trigger refused a notification: ${verdict}`);
		return reply(functions, 401);
	}
	const { kind, identity, item } = deliveryOf(verdict.notification, verdict.verified);
	const wanted = functions.getNodeParameter('kinds', []);
	if (!Array.isArray(wanted) || !wanted.some((value) => value === kind)) return ACCEPTED;
	if (isRepeat(functions, identity)) return ACCEPTED;
	whenRefusedByN8n(functions, () => forgetDelivery(functions, identity));
	return { ...ACCEPTED, workflowData: [functions.helpers.returnJsonArray(item)] };
}

interface Accepted {
	notification: Notification;
	/** Signed with the merchant's secret key. */
	verified: boolean;
}

/** The notification in the request, or a text that says why it must not be trusted. */
async function judge(functions: IWebhookFunctions): Promise<Accepted | string> {
	const body = jsonBodyOf(functions, LONGEST_BODY_BYTES);
	if (body === undefined) return 'its body is not JSON, or too long';
	const credentials = await functions.getCredentials('pledgSignatureApi');
	const secretKey = textOf(credentials.secretKey);
	const verified = secretKey !== '';
	const notification = verified ? readNotification(body, secretKey) : unsigned(functions, body);
	if (typeof notification === 'string') return notification;
	const { merchant_uid: merchant } = notification.content;
	if (merchant !== undefined && merchant !== textOf(credentials.merchantUid)) {
		return 'it is for another merchant UID than that of the credential';
	}
	return { notification, verified };
}

/** Nothing is verified with an empty key: anyone could sign with it. */
function unsigned(functions: IWebhookFunctions, body: unknown): Notification | string {
	const options: unknown = functions.getNodeParameter('options', {});
	const accepted = isObject(options) && options.acceptUnsigned === true;
	return accepted ? readUnsigned(body) : 'the credential has no secret key';
}

/** Ids and keys are pasted, often with blanks around them. */
function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** n8n answers with a 5xx where it could not start the workflow. */
function whenRefusedByN8n(functions: IWebhookFunctions, act: () => void): void {
	const response: Response = functions.getResponseObject();
	response.once('close', () => {
		if (response.statusCode >= 500) act();
	});
}
