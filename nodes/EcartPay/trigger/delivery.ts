import { createHash } from 'crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { bodyTextOf } from '../../shared/webhook/receivedBody';
import { readMessage, type Message } from './message';
import type { Settings } from './settings';
import { isSigned, sentAt, stampIn, type Stamp } from './signature';

/** Far above what an order with all its items needs. */
const LONGEST_BODY_BYTES = 1024 * 1024;

export interface Delivery {
	/** Undefined where the body does not name it. */
	event: string | undefined;
	/** It has come before if any of these has. */
	identities: string[];
	/** What the workflow starts with. */
	item: IDataObject;
}

/** The delivery in a request, or a text that says why it must not be trusted. */
export async function judge(
	functions: IWebhookFunctions,
	settings: Settings,
): Promise<Delivery | string> {
	const text = bodyTextOf(functions, LONGEST_BODY_BYTES);
	const message = text && readMessage(text, settings.registration === 'record');
	if (!message) return 'its body is not that of an event, or too long';
	const stamp = stampIn(functions.getHeaderData());
	const { webhookSecret } = await functions.getCredentials('ecartPayApi');
	const secret = typeof webhookSecret === 'string' ? webhookSecret.trim() : '';
	const doubt =
		secret === '' ? doubtUnsigned(settings) : doubtSigned(stamp, message, secret, settings);
	return doubt ?? deliveryOf(message, stamp, secret !== '');
}

/** Nothing is verified with an empty secret: anyone could sign with it. */
function doubtUnsigned({ acceptUnsigned }: Settings): string | undefined {
	return acceptUnsigned ? undefined : 'the credential has no Webhook Secret';
}

function doubtSigned(
	stamp: Stamp,
	{ signedTexts }: Message,
	secret: string,
	{ toleranceMilliseconds }: Settings,
): string | undefined {
	if (stamp.signature === '') return 'it is not signed';
	if (!isSigned(stamp, signedTexts, secret)) return 'its signature is not that of the account';
	const age = Date.now() - Number(sentAt(stamp) ?? NaN);
	return Math.abs(age) <= toleranceMilliseconds ? undefined : 'its time is too far from the clock';
}

function deliveryOf(
	{ event, data, signedTexts }: Message,
	stamp: Stamp,
	verified: boolean,
): Delivery {
	const { webhookId } = stamp;
	const content = createHash('sha256')
		.update(String(signedTexts.at(-1)))
		.digest('hex');
	return {
		event,
		identities: [
			// An attempt that is repeated has a new time, so it is told by what it says. Not by its id
			// alone, since nothing says whether that is one of the delivery or of the registration.
			JSON.stringify([webhookId, event, content]),
			// The event is not signed: under another name, what was signed once must not count again.
			...(verified ? [JSON.stringify([webhookId, stamp.timestamp, content])] : []),
		],
		item: {
			...(event === undefined ? {} : { event }),
			...(webhookId === '' ? {} : { webhookId }),
			sentAt: sentAt(stamp)?.toISOString() ?? null,
			verified,
			data: data as IDataObject[string],
		},
	};
}
