import type { IDataObject } from 'n8n-workflow';

import type { Notification } from '../api/notification';

/** What a notification tells a workflow. Values are stored in workflows: never rename. */
export type Kind = 'paid' | 'failed' | 'status';

export interface Delivery {
	kind: Kind;
	/** The same for a notification that is sent again. */
	identity: string;
	/** What the workflow starts with. */
	item: IDataObject;
}

/** A notification in the terms of a workflow, with the whole of it as `raw`. Amounts are in cents. */
export function deliveryOf({ form, outcome, content }: Notification, verified: boolean): Delivery {
	const kind = outcome === 'other' ? 'status' : outcome;
	const { identity, ...details } = READERS[form](content);
	const item = { kind, form, reference: content.reference, ...details, verified, raw: content };
	return { kind, identity: JSON.stringify([form, ...identity]), item: withoutUndefined(item) };
}

interface Details {
	[member: string]: IDataObject[string];
	identity: Array<IDataObject[string]>;
}

const READERS: Record<Notification['form'], (content: IDataObject) => Details> = {
	transfer: (content) => ({
		identity: [content.transfer_order_item_uid],
		purchaseUid: content.purchase_uid,
		amountCents: content.amount_cents,
		transferOrderItemUid: content.transfer_order_item_uid,
		createdAt: content.created,
	}),
	error: (content) => {
		// The names of 2021, and those that only the provider's module of 2026 reads.
		const purchaseUid = content.purchase_uid ?? content.uid;
		const status = content.purchase_state ?? content.state ?? content.acceptance_state;
		return {
			identity: [purchaseUid ?? content.reference, status],
			purchaseUid,
			status,
			reason: content.acceptance_rejection_type,
		};
	},
	back: (content) => ({
		identity: [content.id, content.status],
		transactionId: content.id,
		status: content.status,
		error: content.error,
		// A text or a boolean on the wire.
		sandbox: String(content.sandbox) === 'true',
		createdAt: content.created_at,
	}),
};

function withoutUndefined(item: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}
