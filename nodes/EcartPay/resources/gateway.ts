import { boolean, locator, text } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body, path } from '../../shared/operation/locations';
import { emptyText, operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { wholeList } from '../api/paginations';
import { api } from '../api/request';
import * as searches from '../api/searches';
import { ID_PLACEHOLDER } from './fields';

const gatewayPath = {
	gateway_id: path(
		locator({
			displayName: 'Gateway',
			required: true,
			search: searches.gateways,
			placeholder: ID_PLACEHOLDER,
		}),
	),
};

const active = body(
	boolean({
		displayName: 'Active',
		default: true,
		description: 'Whether the gateway takes payments',
	}),
);

/** The whole gateway says also how it is shown and set up. */
const simplify = only('id', 'gateway', 'title', 'active', 'country', 'currency', 'methods');

export const gateway = resource({
	value: 'gateway',
	name: 'Gateway',
	description: 'Payment processors and their methods',
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many gateways',
			description: 'Retrieve the gateways and their methods',
			contract: 'listGateways',
			request: api('GET', '/api/gateways'),
			pages: wholeList,
			simplify,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a gateway',
			description: 'Retrieve one gateway',
			contract: 'getGateway',
			read: record('id'),
			request: api('GET', '/api/gateways/{gateway_id}'),
			parameters: gatewayPath,
			simplify,
		}),
		operation({
			value: 'switch',
			name: 'Switch',
			action: 'Switch a gateway on or off',
			description: 'Switch a gateway on or off',
			contract: 'updateGateway',
			read: record('id'),
			dryRun: true,
			request: api('PUT', '/api/gateways/{gateway_id}'),
			parameters: { ...gatewayPath, active },
		}),
		operation({
			value: 'updateMethod',
			name: 'Update Method',
			action: 'Update a method of a gateway',
			description: 'Rename a method of a gateway, or switch it on or off',
			contract: 'updateGatewayMethod',
			read: record('id'),
			changes: true,
			clearedBy: emptyText('title'),
			request: api('PUT', '/api/gateways/{gateway_id}/methods/{method_id}'),
			parameters: {
				...gatewayPath,
				method_id: path(
					text({ displayName: 'Method ID', required: true, placeholder: ID_PLACEHOLDER }),
				),
				active,
			},
			optional: { title: body(text({ displayName: 'Title' })) },
		}),
	],
});
