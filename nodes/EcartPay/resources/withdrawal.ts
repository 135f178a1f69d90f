import { choices, date, options, text } from '../../shared/fields';
import { query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { numberedPages } from '../api/paginations';
import { api } from '../api/request';

/** The page size that the documentation shows for this list. */
const PAGE_ROWS = 20;

/** The filter knows more currencies than payments do. */
const FILTER_CURRENCIES = [
	'ARS',
	'AUD',
	'BRL',
	'CAD',
	'CLP',
	'CNY',
	'COP',
	'EUR',
	'GBP',
	'GTQ',
	'INR',
	'JPY',
	'MXN',
	'PEN',
	'RUB',
	'SGD',
	'USD',
	'UYU',
].map((value) => ({ name: value, value }));

export const withdrawal = resource({
	value: 'withdrawal',
	name: 'Withdrawal',
	description: 'Money sent to your own bank accounts',
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many withdrawals',
			description: 'Retrieve a list of withdrawals. New ones are requested in the dashboard.',
			contract: 'listWithdrawals',
			request: api('GET', '/api/withdrawals'),
			optional: {
				from: query(date({ displayName: 'From' }), { name: 'date_[start]' }),
				to: query(date({ displayName: 'To' }), { name: 'date_[end]' }),
				currency: query(options({ displayName: 'Currency', options: FILTER_CURRENCIES })),
				status: query(
					options({
						displayName: 'Status',
						options: choices('cancelled', 'paid', 'processing'),
					}),
				),
				q: query(
					text({
						displayName: 'Search',
						description: 'Reference, reference ID, transaction ID or ID',
					}),
				),
			},
			pages: numberedPages({ maximum: PAGE_ROWS }),
		}),
	],
});
