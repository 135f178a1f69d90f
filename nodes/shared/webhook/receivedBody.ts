import type { IWebhookFunctions } from 'n8n-workflow';

import { parseJson } from '../../../credentials/lib/json';

/** What n8n adds to a request. It leaves the body of a multipart form unread. */
interface ReceivedRequest {
	method?: string;
	url?: string;
	headers: Record<string, unknown>;
	rawBody?: Buffer;
}

/**
 * Deeper than any documented body, but far from where reading or writing JSON overflows the stack.
 */
const DEEPEST = 64;

const FORM = 'application/x-www-form-urlencoded';

const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * The text of a webhook request's body, without a byte order mark; undefined if there is none, or
 * more than `mostBytes`.
 */
export function bodyTextOf(functions: IWebhookFunctions, mostBytes: number): string | undefined {
	const { rawBody }: ReceivedRequest = functions.getRequestObject();
	return rawBody && rawBody.length <= mostBytes
		? rawBody.toString('utf8').replace(BYTE_ORDER_MARK, '')
		: undefined;
}

/**
 * The JSON in a webhook request's body, read from the bytes as they came. Undefined if it is longer
 * than `mostBytes`, or not JSON that can be worked with. Its Content-Type does not matter.
 */
export function jsonBodyOf(functions: IWebhookFunctions, mostBytes: number): unknown {
	const text = bodyTextOf(functions, mostBytes);
	return text === undefined ? undefined : harmlessJson(text);
}

/** What a sender put into a request: members with values, or nothing at all. */
export type Received = { isEmpty: true } | { isEmpty: false; message: unknown };

/**
 * The message of a request in any form: a JSON body, a form, or the query of a GET. Undefined if it
 * is longer than `mostBytes` or cannot be read, such as a form that has one name twice.
 */
export function receivedMessage(
	functions: IWebhookFunctions,
	mostBytes: number,
): Received | undefined {
	const { method, url = '', headers }: ReceivedRequest = functions.getRequestObject();
	if (method === 'GET') return formMessage(url.slice(0, mostBytes).split('?')[1] ?? '');
	const text = bodyTextOf(functions, mostBytes);
	if (text === undefined) return undefined;
	if (text.trim() === '') return { isEmpty: true };
	if (String(headers['content-type']).startsWith(FORM)) return formMessage(text);
	const message = harmlessJson(text);
	return message === undefined ? undefined : { isEmpty: false, message };
}

function formMessage(text: string): Received | undefined {
	const members = [...new URLSearchParams(text)];
	if (members.length === 0) return { isEmpty: true };
	const message: unknown = Object.fromEntries(members);
	const isClear = new Set(members.map(([name]) => name)).size === members.length;
	return isClear && isHarmless(message) ? { isEmpty: false, message } : undefined;
}

/**
 * Parses JSON that anyone may have sent. Undefined if it is not JSON, or if it would break the code
 * that works with it: nesting that is too deep, numbers beyond all bounds, and the member
 * `__proto__`.
 */
export function harmlessJson(text: string): unknown {
	const value = parseJson(text);
	return isHarmless(value) ? value : undefined;
}

function isHarmless(value: unknown, depth = 0): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	if (typeof value !== 'object' || value === null) return true;
	if (depth === DEEPEST || Object.hasOwn(value, '__proto__')) return false;
	return Object.values(value).every((member) => isHarmless(member, depth + 1));
}
