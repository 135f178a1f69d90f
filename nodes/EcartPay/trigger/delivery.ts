import { createHash } from 'crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { bodyTextOf } from '../../shared/webhook/receivedBody';
import type { Delivery, Verdict } from '../../shared/webhook/receiver';
import { readMessage, type Message } from './message';
import { readSettings, type Settings } from './settings';
import { isSigned, sentAt, stampIn, type Stamp } from './signature';

/** Far above what an order with all its items needs. */
const LONGEST_BODY_BYTES = 1024 * 1024;

/** The delivery in a request, or why it must not be trusted. */
export async function judge(functions: IWebhookFunctions): Promise<Verdict> {
	const settings = readSettings(functions);
	const text = bodyTextOf(functions, LONGEST_BODY_BYTES);
	const message = text && readMessage(text, settings.registration === 'record');
	if (!message) return { refused: 'its body is not an event, or is too long' };
	const stamp = stampIn(functions.getHeaderData());
	const { webhookSecret } = await functions.getCredentials('ecartPayApi');
	const secret = typeof webhookSecret === 'string' ? webhookSecret.trim() : '';
	const doubt =
		secret === '' ? doubtUnsigned(settings) : doubtSigned(stamp, message, secret, settings);
	if (doubt !== undefined) return { refused: doubt };
	return { delivery: deliveryOf(message, stamp, { verified: secret !== '', settings }) };
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
	if (!isSigned(stamp, signedTexts, secret)) return 'its signature does not match the account';
	const age = Date.now() - Number(sentAt(stamp) ?? NaN);
	return Math.abs(age) <= toleranceMilliseconds
		? undefined
		: 'its time is too far from the clock of this machine';
}

function deliveryOf(
	{ event, data }: Message,
	stamp: Stamp,
	{ verified, settings }: { verified: boolean; settings: Settings },
): Delivery {
	const { webhookId } = stamp;
	const content = createHash('sha256').update(JSON.stringify(data)).digest('hex');
	return {
		wanted: isWanted(event, settings),
		identities: [
			// An attempt that is repeated has a new time, so it is told by what it says. Not by its id
			// alone, since nothing says whether that is one of the delivery or of the registration.
			JSON.stringify([webhookId, event, content]),
			// What was signed once counts once, whatever stands around it: the name of the event is not
			// signed, and a text signed as a whole could come again as the data of another event.
			...(verified ? [stamp.signature.toLowerCase()] : []),
		],
		item: {
			...(webhookId === '' ? {} : { webhookId }),
			sentAt: sentAt(stamp)?.toISOString() ?? null,
			verified,
			data: data as IDataObject[string],
			// Always here, so that a workflow finds it in one place.
			...(event === undefined ? {} : { unverified: { event } }),
		},
	};
}

function isWanted(event: string | undefined, { events }: Settings): boolean {
	return event === undefined || events.length === 0 || events.includes(event);
}
