/** Events of webhooks, as NOTES "Webhooks" lists them; the last three are less certain. */
export const EVENTS = [
	{
		name: 'Billing Information Deleted',
		value: 'billing_information.deleted',
		description: 'Billing data of a client was removed',
	},
	{
		name: 'Billing Information Updated',
		value: 'billing_information.updated',
		description: 'Billing data of a client was saved or changed',
	},
	{
		name: 'Direct Debit Payment Failed',
		value: 'direct_debit.payment_failed',
		description: 'Not in the documentation, only seen in use',
	},
	{
		name: 'Direct Debit Payment Succeeded',
		value: 'direct_debit.payment_success',
		description: 'Not in the documentation, only seen in use',
	},
	{
		name: 'Invoice Issued',
		value: 'billings.create',
		description: 'A CFDI was issued through a provider',
	},
	{ name: 'Order Created', value: 'orders.create', description: 'An order was created' },
	{ name: 'Order Paid', value: 'orders.confirmation', description: 'An order was paid' },
	{
		name: 'Order Updated',
		value: 'orders.update',
		description: 'The status of an order changed',
	},
	{
		name: 'Subscription Canceled',
		value: 'subscription.cancelled',
		description: 'A subscription was canceled',
	},
	{
		name: 'Subscription Created',
		value: 'subscription.created',
		description: 'A subscription was created',
	},
	{
		name: 'Subscription Paused',
		value: 'subscription.paused',
		description: 'A subscription was paused after five failed attempts',
	},
	{
		name: 'Subscription Payment Failed',
		value: 'subscription.payment_failed',
		description: 'Two attempts to charge a subscription failed',
	},
	{
		name: 'Subscription Payment Succeeded',
		value: 'subscription.payment_success',
		description: 'A subscription was charged',
	},
	{
		name: 'Transaction Paid',
		value: 'transactions.paid',
		description: 'Not in the documented table of events, only seen in use',
	},
	{
		name: 'Transfer Created',
		value: 'transfer.created',
		description: 'A transfer to the merchant is complete',
	},
	{
		name: 'Withdrawal Canceled',
		value: 'withdrawals.cancelled',
		description: 'A withdrawal was canceled',
	},
	{
		name: 'Withdrawal Paid',
		value: 'withdrawals.paid',
		description: 'A withdrawal was completed',
	},
	{
		name: 'Withdrawal Processing',
		value: 'withdrawals.processing',
		description: 'A withdrawal was created',
	},
];
