import type { IDataObject } from 'n8n-workflow';

import type { OperationContext } from '../../../shared/operation/context';
import { isObject } from '../../../../credentials/lib/json';
import { claimedPages } from '../../api/paginations';
import type { Finding } from '../doubt';

/** Reads a subscription by its ID. */
export async function readSubscription(
	context: OperationContext,
	id: string,
): Promise<IDataObject> {
	const path = `/api/subscriptions/${encodeURIComponent(id)}`;
	const subscription = await context.send({ method: 'GET', service: 'api', path });
	if (isObject(subscription)) return subscription;
	throw context.refuse(`The subscription ${id} could not be read`, 'Nothing was sent.');
}

/** What became of a change, told by the subscription before and after it. */
export function statusFinding(
	before: IDataObject,
	after: IDataObject,
	status: string | undefined,
): Finding {
	const happened = status !== undefined && before.status !== status && after.status === status;
	const state = `The subscription ${String(after.id)} is ${String(after.status)}`;
	return happened
		? { happened, says: `${state}: it was changed.`, record: after }
		: {
				happened,
				says: `${state}, and whether it was changed is not known. Look at it before you change it again.`,
			};
}

/** All subscriptions of a customer. */
export async function subscriptionsOf(
	context: OperationContext,
	customerId: string,
): Promise<IDataObject[]> {
	const request = {
		method: 'GET' as const,
		service: 'api',
		path: '/api/subscriptions',
		query: { customer_id: customerId },
	};
	const found: IDataObject[] = [];
	for await (const rows of context.pages(request, claimedPages)) found.push(...rows);
	return found;
}

/** What became of a creation, told by the customer's subscriptions before and after it. */
export function subscriptionFinding(before: IDataObject[], after: IDataObject[]): Finding {
	const known = new Set(before.map(({ id }) => id));
	const [created, ...others] = after.filter(({ id }) => !known.has(id));
	if (created && others.length === 0) {
		return {
			happened: true,
			says: `The customer has one new subscription, ${String(created.id)}: it was created.`,
			record: created,
		};
	}
	return {
		happened: false,
		says: created
			? `The customer has ${others.length + 1} new subscriptions, and which of them is this one is not known. Look at them in the Ecart Pay dashboard before you create it again.`
			: 'The customer has no new subscription, but it may still appear. Look in the Ecart Pay dashboard before you create it again.',
	};
}
