import { sumOfProducts } from '../../../credentials/lib/decimal';
import { boolean, dateTime, locator, options, text } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body, local, path, query, shownWhen } from '../../shared/operation/locations';
import { emptyText, operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { wholeList } from '../api/paginations';
import { amount } from '../../shared/fields/money';
import { checkDecimals, currency } from '../money/amounts';
import {
	amountRows,
	amountsOf,
	lineItemRows,
	lineItems,
	plainItemFields,
	totalOf,
} from '../money/lineItems';
import { currencyOf } from '../money/lookUps/refund';
import {
	changeFinding,
	confirmationFinding,
	payoutLookUp,
	readPayout,
	refuseUnlessPending,
} from '../money/lookUps/payout';
import { moneyOperation } from '../money/moneyOperation';
import { withReference } from '../money/reference';
import { api } from '../api/request';
import * as searches from '../api/searches';
import { ID_PLACEHOLDER, optionalCustomerId } from './fields';

const payoutId = locator({
	displayName: 'Payout',
	required: true,
	search: searches.payouts,
	placeholder: ID_PLACEHOLDER,
});

const payoutPath = { payout_id: path(payoutId) };

const { items, itemsFrom, itemsJson } = lineItems({ fields: plainItemFields });

/** What accounting goes on with; the whole payout holds its transactions. */
const simplify = only(
	'id',
	'status',
	'amount',
	'currency',
	'fee',
	'reference_id',
	'customer_id',
	'payment_method_id',
	'available_at',
	'created_at',
);

export const payout = resource({
	value: 'payout',
	name: 'Payout',
	description: 'Money to another Ecart Pay account or to a customer',
	common: true,
	operations: [
		moneyOperation({
			value: 'create',
			name: 'Create',
			action: 'Create a payout',
			description: 'Send balance to another Ecart Pay account or to a customer',
			contract: 'createPayout',
			read: record('id'),
			notice:
				'A payout is sent once at most: its reference ID is looked up first, and again if there is no response.',
			request: api('POST', '/api/payouts'),
			parameters: {
				recipient: local(
					options({
						displayName: 'Recipient',
						required: true,
						options: [
							{ name: 'Account', value: 'account', description: 'An Ecart Pay account, by email' },
							{ name: 'Customer', value: 'customer', description: 'A bank account of a customer' },
						],
						default: 'account',
					}),
				),
				email: shownWhen(
					body(
						text({
							displayName: 'Email',
							placeholder: 'e.g. ana@example.com',
							description: 'Email of the Ecart Pay account that receives the money',
						}),
					),
					{ recipient: ['account'] },
				),
				customer_id: shownWhen(body(optionalCustomerId), { recipient: ['customer'] }),
				payment_method_id: shownWhen(
					body(
						text({
							displayName: 'Bank Account ID',
							placeholder: ID_PLACEHOLDER,
							description: 'From the operation Add Bank Account of the resource Customer',
						}),
					),
					{ recipient: ['customer'] },
				),
				amount: body(
					amount({
						displayName: 'Amount',
						positive: true,
						description: 'As printed on a bill: 243.33',
					}),
				),
				currency: body(currency()),
				require_confirmation: body(
					boolean({
						displayName: 'Require Confirmation',
						default: true,
						description: 'Whether the payout waits until it is confirmed, or is paid at once',
					}),
				),
			},
			optional: {
				reference_id: body(
					text({
						displayName: 'Reference ID',
						description:
							'Your own ID; can be used once. If left empty, one is generated from the item and the execution.',
					}),
				),
				items: lineItemRows(plainItemFields),
			},
			check: (values, refuse) => {
				const { email, customer_id: customer, payment_method_id: method } = values;
				if (values.recipient === 'account' && email === undefined) {
					throw refuse('Email is missing', 'It determines which account receives the money.');
				}
				if (values.recipient === 'customer' && (customer ?? method) === undefined) {
					throw refuse('Customer is missing', 'Choose who receives the money.');
				}
				if (values.amount === undefined) throw refuse('Amount is missing', 'Fill it in.');
				checkDecimals(refuse, values.currency, [
					['Amount', values.amount],
					...amountsOf('Item', values.items),
				]);
			},
			plan: async (context, values) => {
				const { request, reference } = withReference(context);
				const { refuseRepetition, findOut } = payoutLookUp(context, reference);
				await refuseRepetition();
				return {
					request,
					money: {
						amount: Math.max(values.amount ?? NaN, totalOf(values.items)),
						currency: values.currency,
					},
					findOut,
				};
			},
		}),
		moneyOperation({
			value: 'confirm',
			name: 'Confirm',
			action: 'Confirm a payout',
			description: 'Release a pending payout, now or on a date',
			contract: 'confirmPayout',
			read: record('id'),
			request: api('PUT', '/api/payouts/{payout_id}/confirm', { body: {} }),
			parameters: payoutPath,
			optional: {
				available_at: body(
					dateTime({
						displayName: 'Release At',
						description: 'If left empty, it is released at once',
					}),
				),
			},
			plan: async (context, { payout_id: id }) => {
				const pending = await readPayout(context, id);
				refuseUnlessPending(context, pending);
				return {
					request: context.request(),
					money: { amount: Number(pending.amount), currency: currencyOf(pending) },
					findOut: async () => confirmationFinding(pending, await readPayout(context, id)),
				};
			},
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a payout',
			description: 'Retrieve one payout and its status',
			contract: 'getPayout',
			read: record('id'),
			request: api('GET', '/api/payouts/{payout_id}'),
			parameters: payoutPath,
			simplify,
		}),
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many payouts',
			description: 'Retrieve a list of payouts that you sent',
			contract: 'listPayouts',
			request: api('GET', '/api/payouts'),
			optional: {
				q: query(text({ displayName: 'Search', description: 'Text to look for' })),
				reference_id: query(text({ displayName: 'Reference ID' })),
				status: query(text({ displayName: 'Status', placeholder: 'e.g. pending' })),
			},
			pages: wholeList,
			simplify,
		}),
		moneyOperation({
			value: 'update',
			name: 'Update',
			action: 'Update a payout',
			description: 'Change the amount, the items or the charges of a payout',
			contract: 'updatePayout',
			read: record('id'),
			changes: true,
			clearedBy: emptyText('order_id'),
			request: api('PUT', '/api/payouts/{payout_id}'),
			parameters: {
				...payoutPath,
				amount: body(
					amount({
						displayName: 'Amount',
						positive: true,
						description: 'As printed on a bill: 243.33',
					}),
				),
				itemsFrom,
				items,
				itemsJson,
			},
			optional: {
				order_id: body(text({ displayName: 'Order ID', placeholder: ID_PLACEHOLDER })),
				charges: body(amountRows('Charges', 'Charge')),
			},
			plan: async (context, values) => {
				const before = await readPayout(context, values.payout_id);
				checkDecimals(context.refuse, currencyOf(before), [
					['Amount', values.amount],
					...amountsOf('Item', values.items ?? values.itemsJson),
					...amountsOf('Charge', values.charges),
				]);
				return {
					request: context.request(),
					money: {
						// Nothing says whether charges are a part of the amount or come on top of it.
						amount: sumOfProducts([
							[
								Math.max(
									values.amount ?? Number(before.amount),
									totalOf(values.items ?? values.itemsJson),
								),
							],
							[totalOf([], values.charges)],
						]),
						currency: currencyOf(before),
					},
					findOut: async () =>
						changeFinding(before, await readPayout(context, values.payout_id), values.amount),
				};
			},
		}),
	],
});
