import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** The part of n8n's response object that is used here. */
interface Response {
	status(code: number): { end(): void };
}

/** Answers a webhook request at once, with a status and no body, in place of n8n. */
export function reply(functions: IWebhookFunctions, status: number): IWebhookResponseData {
	const response: Response = functions.getResponseObject();
	response.status(status).end();
	return { noWebhookResponse: true };
}
