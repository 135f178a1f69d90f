import type { Answers } from '../answers.mts';
import { from, held, notHeld, undecided, type ProviderPlan, type Verdict } from '../plan.mts';

const ONE_CUSTOMER = 'listCustomers with limit 1';
const SECRET = 'It answers with a secret.';
const THIRD_PARTY = 'Known from third-party code alone, and it needs an ID that no read tells.';

const byId = (list: string, name: string) => ({ [name]: from(list, 'id', '_id') });

export const ecartPayPlan: ProviderPlan = {
	contract: 'ecartpay',
	reads: [
		{ operationId: 'listTransactions', query: { limit: 2 } },
		{ operationId: 'getTransaction', path: byId('listTransactions', 'transaction_id') },
		{ operationId: 'getTransactionSummary' },
		{ operationId: 'listCustomers' },
		{ operationId: 'listCustomers', name: ONE_CUSTOMER, query: { limit: 1, page: 1 } },
		{ operationId: 'getCustomer', path: byId('listCustomers', 'customer_id') },
		{ operationId: 'listCustomerCards', path: byId('listCustomers', 'customer_id') },
		{ operationId: 'getOrder', path: { order_id: from('listTransactions', 'order_id') } },
		{ operationId: 'getPublicOrder', path: { order_id: from('listTransactions', 'order_id') } },
		{ operationId: 'listPayouts' },
		{ operationId: 'getPayout', path: byId('listPayouts', 'payout_id') },
		{ operationId: 'listWithdrawals', query: { limit: 2 } },
		{ operationId: 'listWithdrawalMethods' },
		{ operationId: 'listBanks' },
		{ operationId: 'getBank', path: byId('listBanks', 'id') },
		{ operationId: 'listAccountCards' },
		{ operationId: 'getAccountCard', path: byId('listAccountCards', 'id') },
		{ operationId: 'listEconomicActivities' },
		{ operationId: 'listNumberTypes' },
		{ operationId: 'getBillingForm' },
		{ operationId: 'listCountries' },
		{ operationId: 'listStates', query: { country: 'MX' } },
		{ operationId: 'lookupZipcode', query: { country: 'MX', postal_code: '64000' } },
		{ operationId: 'listLocalities', query: { country: 'MX', state: 'NL' } },
		{ operationId: 'listExchangeRates' },
		{ operationId: 'listAvailableCurrencies' },
		{ operationId: 'listPaymentLinks' },
		{ operationId: 'getPaymentLink', path: byId('listPaymentLinks', 'id') },
		{ operationId: 'listChargebacks' },
		{ operationId: 'getChargeback', path: byId('listChargebacks', 'id') },
		{ operationId: 'listGateways' },
		{ operationId: 'getGateway', path: byId('listGateways', 'gateway_id') },
		{ operationId: 'listBillingFilters' },
		{ operationId: 'listActivity', query: { limit: 2 } },
		{ operationId: 'getActivity', path: byId('listActivity', 'id') },
		{ operationId: 'listScopes' },
		{ operationId: 'listBillingClients' },
		{ operationId: 'listBillingProviders' },
		{ operationId: 'listInvoices', query: { limit: 2 } },
		{ operationId: 'listSubscriptions' },
		{ operationId: 'getSubscription', path: byId('listSubscriptions', 'subscription_id') },
		{ operationId: 'listMySubscriptions' },
		{ operationId: 'listSubscriptionTemplates' },
		{ operationId: 'listPosBranches' },
		{ operationId: 'listPosSalesRegisters', query: { limit: 2 } },
		{ operationId: 'getPosSalesRegister', path: byId('listPosSalesRegisters', 'id') },
		{ operationId: 'getWhatsappStatus' },
	],
	notAsked: {
		authorizeOAuth: 'It is a page on which a merchant gives leave to a platform.',
		downloadCfdi: 'It answers with a document of the account.',
		getAccountBillingInformation: 'No read tells the ID of the account.',
		getCheckout: 'No read tells the ID of a checkout.',
		getInstallmentConfiguration: 'Reading it creates the settings where there are none.',
		getOAuthCredentials: SECRET,
		getOdooOrder: "Serves the vendor's own Odoo module.",
		getOdooWebhookSecret: SECRET,
		getPosBranch: THIRD_PARTY,
		getPublicCheckout: 'No read tells the ID of a checkout.',
		getWebhookSecret: SECRET,
	},
	guesses: [
		{
			place: 'customers: page and limit',
			assumes: 'The list of customers takes page and limit.',
			check: customerLimitVerdict,
		},
		{
			place: 'customers: docs, count, pages',
			assumes: 'The list of customers comes as docs with count and pages.',
			check: (answers) => envelopeVerdict(answers, 'listCustomers', ['docs', 'count', 'pages']),
		},
		{
			place: 'transactions: docs, token_page, next_token',
			assumes: 'The list of transactions comes as docs with token_page and next_token.',
			check: (answers) =>
				envelopeVerdict(answers, 'listTransactions', ['docs', 'token_page', 'next_token']),
		},
		{
			place: 'activity: docs',
			assumes: 'The list of activities comes as docs.',
			check: (answers) => envelopeVerdict(answers, 'listActivity', ['docs']),
		},
		{
			place: 'body of 401 and 403',
			assumes: 'A refusal has the members statusCode and message.',
			check: { notProbeable: 'It takes a wrong key, and refused logins may lock the account.' },
		},
		{
			place: 'list of orders',
			assumes: 'GET /api/orders exists; the contract leaves it out.',
			check: { notProbeable: 'The probe asks what the contract has, and nothing beside it.' },
		},
		{
			place: 'default page of 50 rows',
			assumes: 'Lists other than the subscriptions have 50 rows on a page, too.',
			check: pageSizeVerdict,
		},
	],
};

function customerLimitVerdict(answers: Answers): Verdict {
	const all = answers.rows('listCustomers');
	const one = answers.rows(ONE_CUSTOMER);
	if (all === undefined || one === undefined) return undecided('The list was not answered.');
	if (one.length > 1) return notHeld('With limit 1, more than one customer came.');
	return all.length > 1
		? held('With limit 1, one customer came, and more without it.')
		: undecided('The account has fewer than two customers.');
}

function envelopeVerdict(answers: Answers, read: string, names: readonly string[]): Verdict {
	const shape = answers.shape(read);
	if (shape === undefined) return undecided('The list was not answered.');
	const missing = names.filter((name) => !shape.members.has(name));
	return missing.length === 0
		? held('All of these members came.')
		: notHeld(`Without ${missing.join(', ')}.`);
}

function pageSizeVerdict(answers: Answers): Verdict {
	const rows = answers.rows('listCustomers')?.length;
	if (rows === undefined) return undecided('The list was not answered.');
	if (rows > 50) return notHeld('More than 50 customers came.');
	return rows === 50 ? held('50 customers came.') : undecided('Fewer than 50 customers came.');
}
