import { locator } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { path, query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { wholeList } from '../api/paginations';
import { api } from '../api/request';
import * as searches from '../api/searches';
import { country, ID_PLACEHOLDER } from './fields';

export const bank = resource({
	value: 'bank',
	name: 'Bank',
	description: 'The banks that Ecart Pay knows',
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many banks',
			description: 'Retrieve the banks of a country, with their codes (clave)',
			contract: 'listBanks',
			request: api('GET', '/api/banks'),
			optional: { country: query(country) },
			pages: wholeList,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a bank',
			description: 'Retrieve one bank by its ID',
			contract: 'getBank',
			read: record('id', 'clave'),
			request: api('GET', '/api/banks/{id}'),
			parameters: {
				id: path(
					locator({
						displayName: 'Bank',
						required: true,
						search: searches.banks,
						placeholder: ID_PLACEHOLDER,
					}),
				),
			},
		}),
	],
});
