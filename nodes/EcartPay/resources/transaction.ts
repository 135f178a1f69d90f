import { date, locator, text } from '../../shared/fields';
import { readObjects, record } from '../../shared/http/shapes';
import { path, query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { transactionPages } from '../api/paginations';
import { currency } from '../money/amounts';
import { api } from '../api/request';
import * as searches from '../api/searches';
import { ID_PLACEHOLDER } from './fields';

/** What accounting goes on with; the whole record holds the charges and the order. */
const simplify = only(
	'id',
	'transaction_id',
	'type',
	'status',
	'amount',
	'fee',
	'currency',
	'current',
	'order_id',
	'reference_id',
	'created_at',
);

export const transaction = resource({
	value: 'transaction',
	name: 'Transaction',
	description: 'Movements of the account; amounts are after fees',
	common: true,
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many transactions',
			description: 'Retrieve a list of transactions. The balance after each is in "current".',
			contract: 'listTransactions',
			request: api('GET', '/api/transactions'),
			optional: {
				q: query(text({ displayName: 'Search', description: 'Text to look for' })),
				start_date: query(date({ displayName: 'From' })),
				end_date: query(date({ displayName: 'To' })),
				type: query(
					text({ displayName: 'Type', description: 'Payment, charge (a payout) or withdrawal' }),
				),
				status: query(text({ displayName: 'Status', placeholder: 'e.g. paid' })),
			},
			pages: transactionPages,
			simplify,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a transaction',
			description: 'Retrieve one transaction',
			contract: 'getTransaction',
			read: record('id', 'transaction_id'),
			request: api('GET', '/api/transactions/{transaction_id}'),
			parameters: {
				transaction_id: path(
					locator({
						displayName: 'Transaction',
						required: true,
						search: searches.transactions,
						placeholder: ID_PLACEHOLDER,
					}),
				),
			},
			simplify,
		}),
		operation({
			value: 'getSummary',
			name: 'Get Summary',
			action: 'Get the summary of transactions',
			description: 'Retrieve the totals of pay-ins and payouts in one currency',
			contract: 'getTransactionSummary',
			read: readObjects,
			request: api('GET', '/api/transactions/summary'),
			parameters: { currency: query(currency()) },
		}),
	],
});
