import { locator } from '../../shared/fields';
import { body } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { wholeList } from '../api/paginations';
import { api } from '../api/request';
import * as searches from '../api/searches';
import { ID_PLACEHOLDER } from './fields';

export const scope = resource({
	value: 'scope',
	name: 'Scope',
	description: 'Permissions of tokens',
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many scopes',
			description: 'Retrieve the scopes that an application can ask for',
			contract: 'listScopes',
			request: api('GET', '/api/scopes'),
			pages: wholeList,
		}),
		operation({
			value: 'createToken',
			name: 'Create Token',
			action: 'Create a token with limited scopes',
			description: 'Issue a token limited to what a set of scopes allows',
			contract: 'createScopesToken',
			request: api('POST', '/api/scopes/token'),
			parameters: {
				id: body(
					locator({
						displayName: 'Scope Set',
						search: searches.scopeSets,
						placeholder: ID_PLACEHOLDER,
					}),
				),
			},
		}),
	],
});
