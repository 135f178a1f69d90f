import { text } from '../../shared/fields';
import { readObjects } from '../../shared/http/shapes';
import { body } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { amount } from '../../shared/fields/money';
import { checkDecimals } from '../money/amounts';
import { amountsOf, lineItems } from '../money/lineItems';
import { api } from '../api/request';
import { ID_PLACEHOLDER, optionalCustomerId } from './fields';

export const whatsApp = resource({
	value: 'whatsApp',
	name: 'WhatsApp',
	description: 'Requests for payment by message',
	operations: [
		operation({
			value: 'sendPaymentRequest',
			name: 'Send Payment Request',
			action: 'Send a payment request by WhatsApp',
			description: 'Send a customer a payment request by message',
			contract: 'sendWhatsappPayment',
			// A retry would send the customer the same message again.
			movesMoney: true,
			request: api('POST', '/api/whatsapp/flows/send'),
			parameters: {
				phone: body(
					text({ displayName: 'Phone', description: 'Required if no Customer is chosen' }),
				),
				customer_id: body(optionalCustomerId),
				total_amount: body(
					amount({ displayName: 'Total Amount', description: 'As printed on a bill: 243.33' }),
				),
				concept: body(text({ displayName: 'Concept', description: 'What it is for' })),
				...lineItems(),
			},
			optional: {
				order_id: body(text({ displayName: 'Order ID', placeholder: ID_PLACEHOLDER })),
				template_id: body(text({ displayName: 'Payment Link ID', placeholder: ID_PLACEHOLDER })),
				payment_link: body(
					text({ displayName: 'Payment Link', description: 'Address of the payment link' }),
				),
			},
			check: (values, refuse) => {
				if (values.phone === undefined && values.customer_id === undefined) {
					throw refuse('Phone and Customer are both missing', 'Fill in one of them.');
				}
				checkDecimals(refuse, undefined, [
					['Total Amount', values.total_amount],
					...amountsOf('Item', values.items ?? values.itemsJson),
				]);
			},
		}),
		operation({
			value: 'getStatus',
			name: 'Get Status',
			action: 'Get the status of WhatsApp',
			description: 'Check whether WhatsApp is connected',
			contract: 'getWhatsappStatus',
			read: readObjects,
			request: api('GET', '/api/whatsapp/status'),
		}),
	],
});
