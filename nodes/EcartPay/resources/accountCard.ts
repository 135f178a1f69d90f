import { concealedText, locator, text } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body, path } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { wholeList } from '../api/paginations';
import { api } from '../api/request';
import * as searches from '../api/searches';
import { withoutCardData } from './cardData';
import { ID_PLACEHOLDER } from './fields';

const cardPath = {
	id: path(
		locator({
			displayName: 'Card',
			required: true,
			search: searches.accountCards,
			placeholder: ID_PLACEHOLDER,
		}),
	),
};

export const accountCard = resource({
	value: 'accountCard',
	name: 'Account Card',
	description: 'Cards that your own account pays with',
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Store a card of the account',
			description: 'Store a card on the account itself',
			contract: 'createAccountCard',
			read: record('id'),
			request: api('POST', '/api/cards'),
			parameters: {
				number: body(concealedText({ displayName: 'Card Number' })),
				exp_month: body(text({ displayName: 'Expiry Month', placeholder: 'e.g. 05' })),
				exp_year: body(text({ displayName: 'Expiry Year', placeholder: 'e.g. 2028' })),
				name: body(text({ displayName: 'Name on Card' })),
			},
			output: withoutCardData,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a card of the account',
			description: 'Retrieve a card of the account',
			contract: 'getAccountCard',
			read: record('id'),
			request: api('GET', '/api/cards/{id}'),
			parameters: cardPath,
			output: withoutCardData,
		}),
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many cards of the account',
			description: 'Retrieve the cards of the account',
			contract: 'listAccountCards',
			request: api('GET', '/api/cards'),
			pages: wholeList,
			output: withoutCardData,
		}),
		operation({
			value: 'delete',
			name: 'Delete',
			action: 'Delete a card of the account',
			description: 'Remove a card of the account',
			contract: 'deleteAccountCard',
			request: api('DELETE', '/api/cards/{id}'),
			parameters: cardPath,
		}),
	],
});
