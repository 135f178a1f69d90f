import { operation, resource } from '../../shared/operation/operation';

export const statusList = resource({
	value: 'statusList',
	name: 'Status List',
	description: 'The codes of parcels and interchanges, and what they mean',
	operations: [
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get the status lists',
			description: 'Retrieve the status codes; they change only with the version of the API',
			contract: 'getStatusLists',
			request: { method: 'GET', service: 'api', path: '/v2/status-lists' },
		}),
	],
});
