import { options } from '../../shared/fields';
import { body, path } from '../../shared/operation/locations';
import { resource } from '../../shared/operation/operation';
import { amount } from '../../shared/fields/money';
import {
	currencyOf,
	readOrder,
	refundFinding,
	refuseUnlessRefundable,
} from '../money/lookUps/refund';
import { moneyOperation } from '../money/moneyOperation';
import { isObject } from '../../../credentials/lib/json';
import { api } from '../api/request';
import { orderId } from './fields';

export const refund = resource({
	value: 'refund',
	name: 'Refund',
	description: 'Money back to a buyer',
	common: true,
	operations: [
		moneyOperation({
			value: 'create',
			name: 'Create',
			action: 'Refund an order',
			description: 'Refund all or part of a paid order, the way it was paid',
			contract: 'refundOrder',
			notice:
				'The order is looked up first, and again if there is no response: a refund is sent once at most. Cash and very old payments cannot be refunded.',
			// The two official sources call the reason by these two names.
			request: api('POST', '/api/orders/{order_id}/refund', { withoutField: ['name'] }),
			parameters: {
				order_id: path(orderId),
				amount: body(
					amount({
						displayName: 'Amount',
						required: true,
						positive: true,
						description:
							'How much to refund, in the currency of the order, as printed on a bill: 250.50. Less than the total is a partial refund.',
					}),
				),
				reason: body(
					options({
						displayName: 'Reason',
						options: [
							{ name: 'Duplicate', value: 'duplicate' },
							{ name: 'Fraudulent', value: 'fraudulent' },
							{ name: 'Requested', value: 'requested', description: 'The buyer asked for it' },
						],
						default: 'requested',
					}),
				),
			},
			plan: async (context, values) => {
				const order = await readOrder(context, values.order_id);
				refuseUnlessRefundable(context, order, values.amount);
				const request = context.request();
				const sent = isObject(request.body) ? request.body : {};
				return {
					request: { ...request, body: { ...sent, name: values.reason } },
					money: { amount: values.amount, currency: currencyOf(order) },
					findOut: async () => refundFinding(order, await readOrder(context, values.order_id)),
				};
			},
		}),
	],
});
