import { boolean, concealedText, options, text } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body, local, shownWhen } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { api } from '../api/request';
import { withoutCardData } from './cardData';
import { ID_PLACEHOLDER } from './fields';

const cardData = { card: ['data'] };

export const cardToken = resource({
	value: 'cardToken',
	name: 'Card Token',
	description: 'Tokens that stand in for a card when an order is charged',
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a card token',
			description: 'Turn a stored card, or the data of a card, into a token to pay with',
			contract: 'createCardToken',
			read: record('token'),
			notice:
				'A permanent token places a hold of 10.00 MXN on the card, which is settled at 0.01 and canceled. A temporary one is valid for 15 minutes.',
			// The hold: nothing that touches a card is sent twice.
			movesMoney: true,
			request: api('POST', '/api/tokens'),
			parameters: {
				card: local(
					options({
						displayName: 'Card',
						required: true,
						options: [
							{ name: 'Card Data', value: 'data' },
							{ name: 'Stored Card', value: 'stored', description: 'A card of a customer' },
						],
						default: 'stored',
					}),
				),
				id: shownWhen(body(text({ displayName: 'Card ID', placeholder: ID_PLACEHOLDER })), {
					card: ['stored'],
				}),
				number: shownWhen(
					body(concealedText({ displayName: 'Card Number', description: 'Without spaces' })),
					cardData,
				),
				exp_month: shownWhen(
					body(text({ displayName: 'Expiry Month', placeholder: 'e.g. 05' })),
					cardData,
				),
				exp_year: shownWhen(
					body(text({ displayName: 'Expiry Year', placeholder: 'e.g. 2028' })),
					cardData,
				),
				name: shownWhen(body(text({ displayName: 'Name on Card' })), cardData),
				cvc: body(concealedText({ displayName: 'CVC' })),
				tokenization: body(
					boolean({
						displayName: 'Permanent',
						description: 'Whether the token is permanent, which places a hold on the card',
					}),
				),
			},
			optional: {
				installments: body(
					options({
						displayName: 'Installments',
						options: ['3', '6', '9', '12', '18'].map((value) => ({
							name: `${value} Months`,
							value,
						})),
						description: 'Only for MXN, and only for Visa, MasterCard and American Express',
					}),
					{ encode: Number },
				),
				fixed_installments: body(
					boolean({
						displayName: 'Fixed Installments',
						description: 'Whether the installments are fixed, or free of interest',
					}),
				),
				source: body(
					text({
						displayName: 'Source',
						placeholder: 'e.g. one_click_checkout',
						description:
							'Origin of the request. With one_click_checkout and a stored card, the token is permanent.',
					}),
				),
			},
			check: (values, refuse) => {
				if (values.card === 'stored' && values.id === undefined) {
					throw refuse('Card ID is missing', 'Fill it in, or choose Card Data.');
				}
				if (values.card === 'data' && values.number === undefined) {
					throw refuse('Card Number is missing', 'Fill it in, or choose Stored Card.');
				}
			},
			output: withoutCardData,
		}),
	],
});
