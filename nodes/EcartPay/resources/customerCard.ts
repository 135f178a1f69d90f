import { concealedText, text } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body, path } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { wholeList } from '../api/paginations';
import { api } from '../api/request';
import { withoutCardData } from './cardData';
import { customerId, ID_PLACEHOLDER } from './fields';

const customerPath = { customer_id: path(customerId) };

const cardPath = {
	...customerPath,
	card_id: path(text({ displayName: 'Card ID', required: true, placeholder: ID_PLACEHOLDER })),
};

export const customerCard = resource({
	value: 'customerCard',
	name: 'Customer Card',
	description: 'Cards stored for a customer',
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Store a card of a customer',
			description:
				'Store a card. Where possible, let the browser SDK do it, so that you never handle the card number.',
			contract: 'createCustomerCard',
			read: record('id'),
			request: api('POST', '/api/customers/{customer_id}/cards'),
			parameters: {
				...customerPath,
				number: body(concealedText({ displayName: 'Card Number' })),
				exp_month: body(text({ displayName: 'Expiry Month', placeholder: 'e.g. 05' })),
				exp_year: body(text({ displayName: 'Expiry Year', placeholder: 'e.g. 2028' })),
				cvc: body(concealedText({ displayName: 'CVC' })),
				name: body(text({ displayName: 'Name on Card' })),
			},
			output: withoutCardData,
		}),
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many cards of a customer',
			description: 'Retrieve the cards stored for a customer',
			contract: 'listCustomerCards',
			request: api('GET', '/api/customers/{customer_id}/cards'),
			parameters: customerPath,
			pages: wholeList,
			output: withoutCardData,
		}),
		operation({
			value: 'setDefault',
			name: 'Set Default',
			action: 'Set the default card of a customer',
			description: 'Make a stored card the one that is charged',
			contract: 'setDefaultCustomerCard',
			read: record('id'),
			request: api('PUT', '/api/customers/{customer_id}/cards/{card_id}/default'),
			parameters: cardPath,
		}),
		operation({
			value: 'delete',
			name: 'Delete',
			action: 'Delete a card of a customer',
			description: 'Remove a stored card',
			contract: 'deleteCustomerCard',
			request: api('DELETE', '/api/customers/{customer_id}/cards/{card_id}'),
			parameters: cardPath,
		}),
	],
});
