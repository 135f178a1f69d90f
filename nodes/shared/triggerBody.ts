import type { IWebhookFunctions } from 'n8n-workflow';

/** What n8n adds to a request; it leaves the body of a multipart form unread. */
interface ReceivedRequest {
	rawBody?: Buffer;
}

/**
 * The JSON in a webhook request's body, read from the bytes as they came; undefined if it is longer
 * than `mostBytes`, or not JSON. Its Content-Type does not matter.
 */
export function jsonBodyOf(functions: IWebhookFunctions, mostBytes: number): unknown {
	const { rawBody }: ReceivedRequest = functions.getRequestObject();
	if (!rawBody || rawBody.length > mostBytes) return undefined;
	try {
		return JSON.parse(rawBody.toString('utf8'));
	} catch {
		return undefined;
	}
}
