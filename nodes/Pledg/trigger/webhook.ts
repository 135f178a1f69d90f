import type { IWebhookFunctions } from 'n8n-workflow';

import { receivedMessage } from '../../shared/webhook/receivedBody';
import { receiver, type Verdict } from '../../shared/webhook/receiver';
import { readNotification, type Notification } from '../api/notification';
import { told } from './delivery';
import { readSettings, type Settings } from './settings';
import { readUnsigned } from './unsigned';

/** The longest documented form, with much room for the merchant's own metadata. */
const LONGEST_BODY_BYTES = 256 * 1024;

/** The answer is that of the provider's own shop modules. */
export const webhook = receiver({
	name: 'Pledg Trigger',
	receives: 'notification',
	failureStatus: 500,
	judge,
});

async function judge(functions: IWebhookFunctions): Promise<Verdict> {
	const received = receivedMessage(functions, LONGEST_BODY_BYTES);
	if (!received) return { refused: 'its body cannot be read, or is too long' };
	// The provider's newest module takes an empty request for a ping.
	if (received.isEmpty) return { ignored: true };
	const credentials = await functions.getCredentials('pledgSignatureApi');
	const settings = readSettings(functions);
	const accepted = verify(settings, received.message, textOf(credentials.secretKey));
	if (typeof accepted === 'string') return { refused: accepted };
	const { notification, verified } = accepted;
	const { merchant_uid: merchant } = notification.content;
	if (merchant !== undefined && merchant !== textOf(credentials.merchantUid)) {
		return { refused: 'it is for a different merchant UID than that of the credential' };
	}
	const { kind, identity, item } = told(notification, verified);
	return { delivery: { identities: [identity], wanted: settings.kinds.includes(kind), item } };
}

interface Accepted {
	notification: Notification;
	/** Signed with the merchant's secret key. */
	verified: boolean;
}

/** The notification in a message, or a text that says why it must not be trusted. */
function verify(
	{ acceptUnsigned, acceptUnsignedFailures }: Settings,
	message: unknown,
	secretKey: string,
): Accepted | string {
	// Nothing is verified with an empty key: anyone could sign with it.
	if (secretKey === '') {
		return acceptUnsigned ? unverified(message) : 'the credential has no secret key';
	}
	const notification = readNotification(message, secretKey);
	if (typeof notification !== 'string') return { notification, verified: true };
	const failure = acceptUnsignedFailures ? unverified(message) : notification;
	return typeof failure !== 'string' && failure.notification.outcome === 'failed'
		? failure
		: notification;
}

function unverified(message: unknown): Accepted | string {
	const notification = readUnsigned(message);
	return typeof notification === 'string' ? notification : { notification, verified: false };
}

/** Ids and keys are pasted, often with blanks around them. */
function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
