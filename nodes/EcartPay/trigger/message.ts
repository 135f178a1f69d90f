import { isObject } from '../../../credentials/lib/json';
import { harmlessJson } from '../../shared/webhook/receivedBody';
import { rawMember } from './rawMember';

/** What a delivery's body says. */
export interface Message {
	/** Name of the event; undefined in a body without the wrapper around `data`. */
	event: string | undefined;
	data: unknown;
	/**
	 * The texts that the signature may be over: `data`, which is documented, or the whole body, which
	 * code of merchants accepts as well; each as it was sent, and as compact JSON.
	 */
	signedTexts: string[];
}

/**
 * Reads `{ "event": …, "data": … }`; undefined for anything else.
 *
 * @param allowBare takes a body without `data` as being the data itself: some that go to a record's
 * Notify URL are told to lack the wrapper. That they are signed the same way is an assumption, and a
 * wrong one refuses them.
 */
export function readMessage(text: string, allowBare: boolean): Message | undefined {
	const body = harmlessJson(text);
	if (!isObject(body)) return undefined;
	const { event, data } = body;
	const whole = [text.trim(), JSON.stringify(body)];
	if (typeof event === 'string' && data !== undefined) {
		const sent = rawMember(text, 'data');
		const inner = [...(sent === undefined ? [] : [sent]), JSON.stringify(data)];
		return { event, data, signedTexts: [...new Set([...inner, ...whole])] };
	}
	if (!allowBare || data !== undefined) return undefined;
	return { event: undefined, data: body, signedTexts: [...new Set(whole)] };
}
