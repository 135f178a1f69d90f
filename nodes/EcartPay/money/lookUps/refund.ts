import type { IDataObject } from 'n8n-workflow';

import type { OperationContext } from '../../../shared/operation/context';
import { at, isObject } from '../../../../credentials/lib/json';
import { checkDecimals } from '../amounts';
import type { Finding } from '../doubt';

/** Statuses that certainly leave nothing to give back; other ones are for Ecart Pay to judge. */
const NOTHING_TO_REFUND: Record<string, string> = {
	created: 'has not been paid yet',
	refunded: 'has been refunded in full already',
};

/** Reads an order by its ID. */
export async function readOrder(context: OperationContext, id: string): Promise<IDataObject> {
	const path = `/api/orders/${encodeURIComponent(id)}`;
	const order = await context.send({ method: 'GET', service: 'api', path });
	if (isObject(order)) return order;
	throw context.refuse(`The order ${id} could not be read`, 'Nothing was sent.');
}

/** Throws if an amount of an order cannot be given back. */
export function refuseUnlessRefundable(
	{ refuse }: OperationContext,
	order: IDataObject,
	amount: number,
): void {
	const reason = NOTHING_TO_REFUND[String(order.status)];
	if (reason !== undefined) {
		throw refuse(`The order ${named(order)} ${reason}`, 'No refund was sent.');
	}
	checkDecimals(refuse, currencyOf(order), [['Amount', amount]]);
	const total = at(order, 'totals.total');
	if (typeof total === 'number' && amount > total) {
		throw refuse(
			`The refund of ${amount} is more than the total of the order ${named(order)}: ${total}`,
			'No refund was sent.',
		);
	}
}

/**
 * What became of a refund, told by the order before and after it. An order names no refunds, so
 * only a change of its status proves one.
 */
export function refundFinding(before: IDataObject, after: IDataObject): Finding {
	const changed = before.status !== after.status;
	const isRefunded = ['refunded', 'partially_refunded'].includes(String(after.status));
	if (changed && isRefunded) {
		return {
			happened: true,
			says: `The order ${named(after)} went from ${String(before.status)} to ${String(after.status)}: the refund was carried out.`,
			record: after,
		};
	}
	const state = `The order ${named(after)} is ${String(after.status)}, as before`;
	const advice = isRefunded
		? 'which does not show whether another part was refunded.'
		: 'so no refund was found, but one may still follow.';
	return {
		happened: false,
		says: `${state}, ${advice} Look at the order's refunds in the Ecart Pay dashboard before you refund again.`,
	};
}

/** The currency of an order, if it tells one. */
export function currencyOf({ currency }: IDataObject): string | undefined {
	return typeof currency === 'string' ? currency : undefined;
}

function named({ number, id }: IDataObject): string {
	return String(number ?? id);
}
