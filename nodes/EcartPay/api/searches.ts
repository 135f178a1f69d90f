import type { IDataObject } from 'n8n-workflow';

import type { Pagination } from '../../shared/http/pagination';
import type { Search } from '../../shared/fields/search';
import {
	claimedPages,
	latestEntries,
	numberedPages,
	transactionPages,
	wholeList,
} from './paginations';

/** Lists behind the resource locators. */

export const customers = search(
	'searchCustomers',
	'/api/customers',
	numberedPages(),
	(customer) => [customer.first_name, customer.last_name, customer.email ?? customer.phone],
);

export const transactions = search(
	'searchTransactions',
	'/api/transactions',
	transactionPages,
	(transaction) => [
		transaction.transaction_id,
		transaction.amount,
		transaction.currency,
		transaction.status,
	],
);

export const payouts = search('searchPayouts', '/api/payouts', wholeList, (payout) => [
	payout.reference_id,
	payout.amount,
	payout.currency,
	payout.status,
]);

export const subscriptions = search(
	'searchSubscriptions',
	'/api/subscriptions',
	claimedPages,
	(subscription) => [
		subscription.service,
		subscription.amount,
		subscription.currency,
		subscription.status,
	],
);

export const subscriptionTemplates = search(
	'searchSubscriptionTemplates',
	'/api/subscriptions-template',
	wholeList,
	(template) => [template.service, template.amount, template.currency],
);

export const paymentLinks = search('searchPaymentLinks', '/api/templates', wholeList, (link) => [
	link.number,
	link.name,
]);

export const chargebacks = search(
	'searchChargebacks',
	'/api/chargebacks',
	claimedPages,
	(chargeback) => [chargeback.reason, chargeback.amount, chargeback.currency, chargeback.status],
);

export const gateways = search('searchGateways', '/api/gateways', wholeList, (gateway) => [
	gateway.title ?? gateway.gateway,
]);

export const banks = search('searchBanks', '/api/banks', wholeList, (bank) => [
	bank.name,
	bank.country,
]);

export const accountCards = search('searchAccountCards', '/api/cards', wholeList, (card) => [
	card.brand,
	card.last,
]);

export const withdrawalMethods = search(
	'searchWithdrawalMethods',
	'/api/accounts/payments/method',
	wholeList,
	(method) => [method.name, method.method],
);

export const activities = search('searchActivities', '/api/activity', latestEntries, (entry) => [
	entry.payment_type,
	entry.amount,
	entry.status,
]);

export const scopeSets = search('searchScopes', '/api/scopes', wholeList, (scope) => [scope.name]);

export const billingProviders = search(
	'searchBillingProviders',
	'/api/billings/providers',
	wholeList,
	(provider) => [provider.provider ?? provider.name, provider.country],
);

export const invoices = search(
	'searchInvoices',
	'/api/invoices',
	numberedPages({ maximum: 20 }),
	(invoice) => [invoice.folio ?? invoice.number, invoice.total, invoice.currency],
);

export const branches = search('searchBranches', '/api/pos/branches', wholeList, (branch) => [
	branch.name,
]);

export const registers = search(
	'searchRegisters',
	'/api/pos/sales-registers',
	numberedPages({ pages: 'pagination.pages' }),
	(register) => [register.name, register.register_number],
);

/** Samples of the points of sale write `_id`. */
function search(
	name: string,
	path: string,
	pages: Pagination,
	words: (row: IDataObject) => unknown[],
): Search {
	const id = (row: IDataObject) => String(row.id ?? row._id);
	return {
		name,
		request: { method: 'GET', service: 'api', path },
		pages,
		id,
		label: (row) => {
			const known = words(row).filter((word) => word !== undefined && word !== null && word !== '');
			return known.length > 0 ? `${known.join(' ')} (${id(row)})` : id(row);
		},
	};
}
