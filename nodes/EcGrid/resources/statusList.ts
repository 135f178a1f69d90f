import { objectsIn } from '../../../credentials/lib/json';
import { firstList, unknownShape } from '../../shared/http/shapes';
import { operation, resource } from '../../shared/operation/operation';

/** The reference has two lists; the service's own tool tells of one. */
const LISTS = ['', 'parcelStatuses', 'interchangeStatuses'];

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
			read: (body) =>
				firstList(body, LISTS)
					? { rows: objectsIn(body) }
					: { rows: [], problem: unknownShape(body, LISTS) },
		}),
	],
});
