import { boolean, date, integer, locator, options, text, textList } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import type { OperationContext } from '../../shared/operation/context';
import { body, path, query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { claimedPages } from '../api/paginations';
import { amount } from '../../shared/fields/money';
import { checkDecimals, currency } from '../money/amounts';
import {
	readSubscription,
	statusFinding,
	subscriptionFinding,
	subscriptionsOf,
} from '../money/lookUps/subscription';
import { currencyOf } from '../money/lookUps/refund';
import { moneyOperation } from '../money/moneyOperation';
import { api } from '../api/request';
import * as searches from '../api/searches';
import { customerId, ID_PLACEHOLDER, INTERVALS, notifyUrl } from './fields';

const subscriptionPath = {
	subscription_id: path(
		locator({
			displayName: 'Subscription',
			required: true,
			search: searches.subscriptions,
			placeholder: ID_PLACEHOLDER,
		}),
	),
};

const cardIds = body(
	textList({
		displayName: 'Card IDs',
		description:
			'Stored cards of the customer, separated by commas. Without any, the customer is invited to add one.',
	}),
);

const changes = {
	status: body(
		options({
			displayName: 'Status',
			options: [
				{ name: 'Active', value: 'active', description: 'Charge it (again)' },
				{ name: 'Canceled', value: 'cancelled', description: 'End it' },
				{ name: 'Paused', value: 'paused', description: 'Charge nothing until it is active again' },
			],
		}),
	),
	card_ids: cardIds,
};

const simplify = only(
	'id',
	'customer_id',
	'service',
	'status',
	'amount',
	'currency',
	'interval',
	'frequency',
	'attempts',
	'next_payment_date',
);

interface Change {
	subscription_id: string;
	status?: string | undefined;
}

/** Pausing and ending charge nothing. Anything else may lead to a charge, on the same or a new card. */
async function planChange(context: OperationContext, { subscription_id: id, status }: Change) {
	const before = await readSubscription(context, id);
	const isHarmless = status === 'paused' || status === 'cancelled';
	const money = { amount: numberOr(before.amount), currency: currencyOf(before) };
	return {
		request: context.request(),
		money: isHarmless ? ('nothing' as const) : money,
		findOut: async () => statusFinding(before, await readSubscription(context, id), status),
	};
}

/** NaN, which no maximum lets pass, for what is not told as a number. */
function numberOr(amount: unknown): number {
	return typeof amount === 'number' ? amount : NaN;
}

export const subscription = resource({
	value: 'subscription',
	name: 'Subscription',
	description: 'Recurring charges',
	common: true,
	operations: [
		moneyOperation({
			value: 'create',
			name: 'Create',
			action: 'Create a subscription',
			description: 'Charge a customer regularly, directly or from a template',
			contract: 'createSubscription',
			read: record('id'),
			// Only a sample of the browser's session link has it.
			request: api('POST', '/api/subscriptions', { withoutField: ['subscription_id'] }),
			parameters: {
				customer_id: body(customerId),
				template_id: body(
					locator({
						displayName: 'Template',
						search: searches.subscriptionTemplates,
						placeholder: ID_PLACEHOLDER,
						description: 'The plan to use; or fill in the fields below',
					}),
				),
				service: body(
					text({ displayName: 'Service', description: "Shown on the customer's bill" }),
				),
				amount: body(
					amount({
						displayName: 'Amount',
						description: 'Charged each time, as printed on a bill: 243.33',
					}),
				),
				currency: body(currency()),
				interval: body(
					options({ displayName: 'Interval', options: INTERVALS, default: 'monthly' }),
				),
				frequency: body(
					integer({
						displayName: 'Every',
						minimum: 1,
						default: 1,
						description: 'Number of intervals between two charges',
					}),
				),
				card_ids: cardIds,
			},
			optional: {
				trial_period_days: body(integer({ displayName: 'Trial Period (Days)', minimum: 0 })),
				end_date: body(date({ displayName: 'End Date' })),
				benefits: body(textList({ displayName: 'Benefits', description: 'Separated by commas' })),
				billing_day: body(integer({ displayName: 'Billing Day', minimum: 1, maximum: 31 }), {
					name: 'billing_cycle.day',
				}),
				billing_month: body(integer({ displayName: 'Billing Month', minimum: 1, maximum: 12 }), {
					name: 'billing_cycle.month',
				}),
				merchant_management: body(
					boolean({
						displayName: 'Merchant Management',
						description: 'Whether only you manage the subscription',
					}),
				),
				notify_url: body(notifyUrl),
			},
			check: (values, refuse) => {
				if (values.amount === undefined && values.template_id === undefined) {
					throw refuse('Amount is missing', 'Fill it in, or choose a Template.');
				}
				checkDecimals(refuse, values.currency, [['Amount', values.amount]]);
			},
			plan: async (context, values) => {
				const {
					amount: each,
					currency: code,
					customer_id: customer,
					template_id: template,
				} = values;
				const before = await subscriptionsOf(context, customer);
				// Nothing says whether the template's amount or this one is charged.
				const isKnown = each !== undefined && template === undefined;
				return {
					request: context.request(),
					money: isKnown ? { amount: each, currency: code } : undefined,
					findOut: async () =>
						subscriptionFinding(before, await subscriptionsOf(context, customer)),
				};
			},
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a subscription',
			description: 'Retrieve one subscription',
			contract: 'getSubscription',
			read: record('id'),
			request: api('GET', '/api/subscriptions/{subscription_id}'),
			parameters: subscriptionPath,
			simplify,
		}),
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many subscriptions',
			description: 'Retrieve a list of subscriptions',
			contract: 'listSubscriptions',
			request: api('GET', '/api/subscriptions'),
			optional: {
				from: query(date({ displayName: 'Created From' }), { name: 'created_at[from]' }),
				to: query(date({ displayName: 'Created To' }), { name: 'created_at[to]' }),
				status: query(text({ displayName: 'Status', placeholder: 'e.g. active' })),
				currency: query(currency()),
				interval: query(options({ displayName: 'Interval', options: INTERVALS })),
				customer_id: query(
					locator({
						displayName: 'Customer',
						search: searches.customers,
						placeholder: ID_PLACEHOLDER,
					}),
				),
			},
			pages: claimedPages,
			simplify,
		}),
		operation({
			value: 'getMine',
			name: 'Get Many of My Own',
			action: 'Get many subscriptions that you pay for',
			description: 'Retrieve the subscriptions that this account pays for',
			contract: 'listMySubscriptions',
			request: api('GET', '/api/subscriptions/my-subscriptions'),
			pages: claimedPages,
			simplify,
		}),
		moneyOperation({
			value: 'update',
			name: 'Update',
			action: 'Pause, resume, cancel or update a subscription',
			description: 'Pause, resume or cancel a subscription, or change its cards',
			contract: 'updateSubscription',
			read: record('id'),
			changes: true,
			request: api('PUT', '/api/subscriptions/{subscription_id}'),
			parameters: { ...subscriptionPath, ...changes },
			plan: planChange,
		}),
		moneyOperation({
			value: 'updateFromCustomer',
			name: 'Update for Customer',
			action: 'Update a subscription for its customer',
			description: 'The same change, made as the customer would in the portal',
			contract: 'updateSubscriptionFromCustomer',
			read: record('id'),
			changes: true,
			request: api('PUT', '/api/subscriptions/from-customer/{subscription_id}'),
			parameters: { ...subscriptionPath, ...changes },
			plan: planChange,
		}),
		operation({
			value: 'resendInvitation',
			name: 'Resend Invitation',
			action: 'Resend the invitation of a subscription',
			description: 'Invite the customer to add a card again',
			contract: 'resendSubscriptionInvitation',
			request: api('POST', '/api/subscriptions/{subscription_id}/resend-invitation-link'),
			parameters: subscriptionPath,
		}),
	],
});
