import type { IWebhookFunctions } from 'n8n-workflow';

import { parseJson } from '../../../credentials/lib/json';

/** What n8n adds to a request; it leaves the body of a multipart form unread. */
interface ReceivedRequest {
	rawBody?: Buffer;
}

/** The text of a webhook request's body; undefined if there is none, or more than `mostBytes`. */
export function bodyTextOf(functions: IWebhookFunctions, mostBytes: number): string | undefined {
	const { rawBody }: ReceivedRequest = functions.getRequestObject();
	return rawBody && rawBody.length <= mostBytes ? rawBody.toString('utf8') : undefined;
}

/**
 * The JSON in a webhook request's body, read from the bytes as they came; undefined if it is longer
 * than `mostBytes`, or not JSON. Its Content-Type does not matter.
 */
export function jsonBodyOf(functions: IWebhookFunctions, mostBytes: number): unknown {
	const text = bodyTextOf(functions, mostBytes);
	return text === undefined ? undefined : parseJson(text);
}
