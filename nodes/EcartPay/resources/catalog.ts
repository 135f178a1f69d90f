import { text } from '../../shared/fields';
import { readObjects } from '../../shared/http/shapes';
import { query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { wholeList } from '../api/paginations';
import { api } from '../api/request';
import { country } from './fields';

export const catalog = resource({
	value: 'catalog',
	name: 'Catalog',
	description: 'Countries, places and fiscal catalogs',
	operations: [
		operation({
			value: 'getCountries',
			name: 'Get Countries',
			action: 'Get countries',
			description: 'Retrieve the countries',
			contract: 'listCountries',
			request: api('GET', '/_/geocodes/countries'),
			pages: wholeList,
		}),
		operation({
			value: 'getStates',
			name: 'Get States',
			action: 'Get the states of a country',
			description: 'Retrieve the states of a country',
			contract: 'listStates',
			request: api('GET', '/_/geocodes/states'),
			parameters: { country: query(country) },
			pages: wholeList,
		}),
		operation({
			value: 'getLocalities',
			name: 'Get Localities',
			action: 'Get the localities of a state',
			description: 'Retrieve the localities of a state',
			contract: 'listLocalities',
			request: api('GET', '/_/geocodes/localities'),
			parameters: {
				country: query(country),
				state: query(text({ displayName: 'State', placeholder: 'e.g. NL' })),
			},
			pages: wholeList,
		}),
		operation({
			value: 'lookUpPostalCode',
			name: 'Look Up Postal Code',
			action: 'Look up a postal code',
			description: 'Retrieve the places for a postal code',
			contract: 'lookupZipcode',
			request: api('GET', '/_/geocodes/zipcode'),
			parameters: {
				country: query(country),
				postal_code: query(text({ displayName: 'Postal Code', placeholder: 'e.g. 64000' })),
			},
			pages: wholeList,
		}),
		operation({
			value: 'getEconomicActivities',
			name: 'Get Economic Activities',
			action: 'Get economic activities',
			description: 'Retrieve the fiscal catalog titled uses of the CFDI',
			contract: 'listEconomicActivities',
			request: api('GET', '/api/catalogs/economic_activity'),
			pages: wholeList,
		}),
		operation({
			value: 'getNumberTypes',
			name: 'Get Number Types',
			action: 'Get the identity number types of a country',
			description: 'Retrieve the types of identity numbers of a country',
			contract: 'listNumberTypes',
			request: api('GET', '/api/catalogs/number_type'),
			parameters: { country: query(country) },
			pages: wholeList,
		}),
		operation({
			value: 'getForm',
			name: 'Get Form',
			action: 'Get a form definition',
			description: 'Retrieve the data that a country asks for, for instance in billing',
			contract: 'getBillingForm',
			read: readObjects,
			request: api('GET', '/api/forms'),
			parameters: {
				name: query(text({ displayName: 'Name' })),
				module: query(text({ displayName: 'Module' })),
				country: query(country),
			},
		}),
	],
});
