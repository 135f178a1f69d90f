import type { IDataObject } from 'n8n-workflow';

import type { OperationContext } from '../../../shared/operation/context';
import { claimedPages } from '../../api/paginations';
import type { Finding } from '../doubt';

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
