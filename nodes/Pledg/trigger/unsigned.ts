import { isObject } from '../../../credentials/lib/json';
import type { Notification } from '../api/notification';

const FAILURE_MEMBERS = ['purchase_state', 'state', 'acceptance_state'];

/**
 * Reads a notification without a signature, which Pledg sends for merchants without a secret key; a
 * text says why it is none. Of the former front mode nothing is read: it holds full card data.
 */
export function readUnsigned(body: unknown): Notification | string {
	if (!isObject(body) || 'signature' in body) return 'it cannot be verified without a secret key';
	if ('transfer_order_item_uid' in body) {
		return { form: 'transfer', outcome: 'paid', content: body };
	}
	return FAILURE_MEMBERS.some((name) => name in body)
		? { form: 'error', outcome: 'failed', content: body }
		: 'it is neither a payment nor a failure';
}
