import { isObject } from '../../../credentials/lib/json';
import { readMembers, type Notification } from '../api/notification';

/**
 * Reads a notification without a signature; a text says why it is none. Of the former front mode
 * nothing is read: it holds full card data.
 */
export function readUnsigned(body: unknown): Notification | string {
	if (!isObject(body) || 'signature' in body) return 'it cannot be verified without a secret key';
	return readMembers(body) ?? 'it reports neither a payment nor a failure';
}
