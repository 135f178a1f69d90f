import { query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { wholeList } from '../api/paginations';
import { currency } from '../money/amounts';
import { api } from '../api/request';

export const exchange = resource({
	value: 'exchange',
	name: 'Exchange Rate',
	description: 'Rates between currencies',
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many exchange rates',
			description: 'Retrieve the rates of a base currency',
			contract: 'listExchangeRates',
			request: api('GET', '/api/exchanges'),
			parameters: { base: query(currency({ displayName: 'Base Currency' })) },
			pages: wholeList,
		}),
		operation({
			value: 'getCurrencies',
			name: 'Get Currencies',
			action: 'Get the currencies that can be exchanged',
			description: 'Retrieve the currencies that can be exchanged',
			contract: 'listAvailableCurrencies',
			request: api('GET', '/api/exchanges/available'),
			pages: wholeList,
		}),
	],
});
