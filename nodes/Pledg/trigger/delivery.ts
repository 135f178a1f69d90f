import type { IDataObject } from 'n8n-workflow';

import type { Notification } from '../api/notification';

/** What a notification tells a workflow. Values are stored in workflows: never rename. */
export type Kind = 'paid' | 'failed' | 'status';

export interface Told {
	kind: Kind;
	/** The same for a notification that is sent again. */
	identity: string;
	/** What the workflow starts with. */
	item: IDataObject;
}

/**
 * A notification in the terms of a workflow. What the signature covers is at the top, and as it was
 * received in `raw`; everything else is in `unverified`. Amounts are in cents.
 */
export function told(
	{ form, outcome, content, unverified }: Notification,
	verified: boolean,
): Told {
	const kind = outcome === 'other' ? 'status' : outcome;
	const { identity, ...details } = READERS[form](content);
	const beside = Object.keys(unverified).length > 0 ? { unverified } : {};
	const item = { kind, form, reference: content.reference, ...details, verified, raw: content };
	return {
		kind,
		// An unsigned one must not stand in the way of the genuine one.
		identity: JSON.stringify([form, ...(verified ? [] : ['unverified']), ...identity]),
		item: withoutUndefined({ ...item, ...beside }),
	};
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
		sandbox: content.sandbox === 'true',
		createdAt: content.created_at,
	}),
};

function withoutUndefined(item: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}
