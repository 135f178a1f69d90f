import { locator, text, textList } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { path, query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { latestEntries } from '../api/paginations';
import { api } from '../api/request';
import * as searches from '../api/searches';
import { ID_PLACEHOLDER } from './fields';

export const activity = resource({
	value: 'activity',
	name: 'Activity',
	description: 'Payment attempts, with their risk',
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many payment attempts',
			description: 'Retrieve the latest payment attempts',
			contract: 'listActivity',
			notice:
				'The documentation describes no second page of this list: Return All asks for the latest 100 entries, and a Limit may be higher.',
			request: api('GET', '/api/activity'),
			optional: {
				status: query(
					textList({
						displayName: 'Status',
						placeholder: 'e.g. failed, blocked',
						description: 'One or more, separated by commas',
					}),
					{ join: ',' },
				),
				risk_level: query(
					textList({
						displayName: 'Risk Level',
						placeholder: 'e.g. low, medium',
						description: 'One or more, separated by commas',
					}),
					{ join: ',' },
				),
				q: query(text({ displayName: 'Search', description: 'Text to look for' })),
			},
			pages: latestEntries,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a payment attempt',
			description: 'Retrieve one payment attempt',
			contract: 'getActivity',
			read: record('id'),
			request: api('GET', '/api/activity/{id}'),
			parameters: {
				id: path(
					locator({
						displayName: 'Activity',
						required: true,
						search: searches.activities,
						placeholder: ID_PLACEHOLDER,
					}),
				),
			},
		}),
	],
});
