import { isObject, parseJson } from '../../../credentials/lib/json';
import { rawMember } from './rawMember';

/** What a delivery's body says. */
export interface Message {
	/** Name of the event; undefined in a body without the wrapper around `data`. */
	event: string | undefined;
	data: unknown;
	/** The texts that the signature may be over: `data` as it was sent, and as compact JSON. */
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
	const body = parseJson(text);
	if (!isObject(body)) return undefined;
	const { event, data } = body;
	if (typeof event === 'string' && data !== undefined) {
		return { event, data, signedTexts: signedTexts(rawMember(text, 'data'), data) };
	}
	if (!allowBare || data !== undefined) return undefined;
	return { event: undefined, data: body, signedTexts: signedTexts(text.trim(), body) };
}

function signedTexts(sent: string | undefined, data: unknown): string[] {
	const texts = [sent, compact(data)].filter((text) => text !== undefined);
	return [...new Set(texts)];
}

/** Undefined for what is nested too deep to be written. */
function compact(data: unknown): string | undefined {
	try {
		return JSON.stringify(data);
	} catch {
		return undefined;
	}
}
