/**
 * The skeleton of the webhook nodes: receive, answer, never throw.
 *
 * What is genuine is answered with a 2xx, even if it starts nothing, because a sender repeats what
 * is not acknowledged. Every genuine delivery is remembered, wanted or not, so that it cannot start
 * the workflow later under another name; see `deliveries.ts` for what is kept, and where. What
 * cannot be verified gets a 401 and starts nothing.
 */
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { forgetDelivery, hasComeBefore } from './deliveries';

/** A genuine request, in the terms of a workflow. */
export interface Delivery {
	/** It has come before if any of these has. Only verified values may identify it. */
	identities: string[];
	/** Whether the user asked for it. */
	wanted: boolean;
	/** What the workflow starts with. */
	item: IDataObject;
}

/** What a node makes of a request. */
export type Verdict =
	| { delivery: Delivery }
	/** Genuine, but nothing that could start a workflow: it is acknowledged. */
	| { ignored: true }
	/** Not trusted (401), or not understood. The reason goes into n8n's log. */
	| { refused: string; status?: 400 | 401 };

export interface Receiver {
	/** The node's name, and what it receives, for n8n's log. */
	name: string;
	receives: 'call' | 'delivery' | 'notification';
	/** The answer if the node itself fails. Senders repeat after a 5xx. */
	failureStatus: 500 | 503;
	/**
	 * Answers before n8n does, which since 2.x waits until a place for the execution is free. Only
	 * for senders that wait just a few seconds. Without it, n8n can still say that it could not
	 * start.
	 */
	answersFirst?: boolean;
	judge(functions: IWebhookFunctions): Promise<Verdict>;
}

/** The part of n8n's response object that is used here. */
interface Response {
	readonly statusCode: number;
	status(code: number): { end(): void };
	once(event: 'close', listener: () => void): unknown;
}

/**
 * The `webhook` of a node. It never throws, because n8n would record that as a failed execution of
 * the workflow, and anyone can post to the address.
 */
export function receiver(
	node: Receiver,
): (this: IWebhookFunctions) => Promise<IWebhookResponseData> {
	return async function () {
		return await receive(this, node).catch((error: unknown) => {
			this.logger.error(`${node.name} failed: ${String(error)}`);
			return reply(this, node.failureStatus);
		});
	};
}

async function receive(
	functions: IWebhookFunctions,
	node: Receiver,
): Promise<IWebhookResponseData> {
	const verdict = await node.judge(functions);
	if ('refused' in verdict) {
		functions.logger.warn(`${node.name} refused a ${node.receives}: ${verdict.refused}`);
		return reply(functions, verdict.status ?? 401);
	}
	if ('ignored' in verdict) return acknowledged(functions, node);
	const { identities, wanted, item } = verdict.delivery;
	// Remembered in any case: what nobody wants must not count under another name later.
	const isNew = !hasComeBefore(functions, identities);
	if (!isNew || !wanted) return acknowledged(functions, node);
	if (!node.answersFirst) {
		whenRefusedByN8n(functions, () => forgetDelivery(functions, identities));
	}
	return {
		...acknowledged(functions, node),
		workflowData: [functions.helpers.returnJsonArray(item)],
	};
}

function acknowledged(
	functions: IWebhookFunctions,
	{ answersFirst }: Receiver,
): IWebhookResponseData {
	return answersFirst ? reply(functions, 200) : { webhookResponse: { status: 'ok' } };
}

/** n8n answers with a 5xx if it could not start the workflow. */
function whenRefusedByN8n(functions: IWebhookFunctions, act: () => void): void {
	const response: Response = functions.getResponseObject();
	response.once('close', () => {
		if (response.statusCode >= 500) act();
	});
}

/** Answers a webhook request at once, with a status and no body, in place of n8n. */
function reply(functions: IWebhookFunctions, status: number): IWebhookResponseData {
	const response: Response = functions.getResponseObject();
	response.status(status).end();
	return { noWebhookResponse: true };
}
