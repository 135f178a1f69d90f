import { boolean, date, integer, options, text, textList } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { wholeList } from '../api/paginations';
import { amount } from '../../shared/fields/money';
import { checkDecimals, currency } from '../money/amounts';
import { api } from '../api/request';
import { INTERVALS } from './fields';

export const subscriptionTemplate = resource({
	value: 'subscriptionTemplate',
	name: 'Subscription Template',
	description: 'Plans that several customers can subscribe to',
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a subscription template',
			description: 'Create a plan, and a link with which customers subscribe to it',
			contract: 'createSubscriptionTemplate',
			read: record('id'),
			dryRun: true,
			request: api('POST', '/api/subscriptions-template'),
			parameters: {
				service: body(
					text({
						displayName: 'Service',
						required: true,
						description: "Shown on the customer's bill",
					}),
				),
				amount: body(
					amount({
						displayName: 'Amount',
						required: true,
						description: 'Charged each time, as printed on a bill: 243.33',
					}),
				),
				currency: body(currency({ required: true })),
				interval: body(
					options({
						displayName: 'Interval',
						required: true,
						options: INTERVALS,
						default: 'monthly',
					}),
				),
				frequency: body(
					integer({
						displayName: 'Every',
						required: true,
						minimum: 1,
						default: 1,
						description: 'Number of intervals between two charges',
					}),
				),
				link_enabled: body(
					boolean({
						displayName: 'With Link',
						default: true,
						description: 'Whether to get a link with which customers subscribe',
					}),
				),
			},
			optional: {
				trial_period_days: body(integer({ displayName: 'Trial Period (Days)', minimum: 0 })),
				benefits: body(textList({ displayName: 'Benefits', description: 'Separated by commas' })),
				end_date: body(date({ displayName: 'End Date' })),
				billing_day: body(integer({ displayName: 'Billing Day', minimum: 1, maximum: 31 }), {
					name: 'billing_cycle.day',
				}),
				billing_month: body(integer({ displayName: 'Billing Month', minimum: 1, maximum: 12 }), {
					name: 'billing_cycle.month',
				}),
			},
			check: (values, refuse) =>
				checkDecimals(refuse, values.currency, [['Amount', values.amount]]),
		}),
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many subscription templates',
			description: 'Retrieve the plans to which customers can subscribe',
			contract: 'listSubscriptionTemplates',
			request: api('GET', '/api/subscriptions-template'),
			pages: wholeList,
		}),
	],
});
