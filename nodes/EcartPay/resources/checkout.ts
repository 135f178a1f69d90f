import { boolean, fieldGroup, integer, text } from '../../shared/fields';
import { readObjects, record } from '../../shared/http/shapes';
import { body, path } from '../../shared/operation/locations';
import { emptyText, operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { amount } from '../../shared/fields/money';
import { amountList, checkDecimals, currency } from '../money/amounts';
import { amountsOf, lineItemRows } from '../money/lineItems';
import { withReference } from '../money/reference';
import { api } from '../api/request';
import { ID_PLACEHOLDER, notifyUrl, optionalCustomerId, emailField, textField } from './fields';

const checkoutId = path(
	text({ displayName: 'Checkout ID', required: true, placeholder: ID_PLACEHOLDER }),
);

/** What most workflows go on with; the whole checkout holds items and texts. */
const simplify = only(
	'id',
	'concept',
	'currency',
	'amounts',
	'reference_id',
	'reference',
	'customer_id',
	'public_id',
	'link',
	'created_at',
);

const checkoutOf = record('id');

export const checkout = resource({
	value: 'checkout',
	name: 'Checkout',
	description: 'Hosted pages where the buyer picks an amount',
	common: true,
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a checkout',
			description: 'Create a hosted page with amounts to choose from',
			contract: 'createCheckout',
			read: checkoutOf,
			dryRun: true,
			request: api('POST', '/api/checkouts'),
			parameters: {
				concept: body(
					text({
						displayName: 'Concept',
						required: true,
						placeholder: 'e.g. Recharge',
						description: 'What the payment is for',
					}),
				),
				currency: body(currency({ required: true })),
				amounts: body(
					amountList({
						displayName: 'Amounts',
						required: true,
						description:
							'The amounts to choose from, as printed on a bill, separated by commas: 100, 250.50',
					}),
				),
			},
			optional: {
				customer_id: body(optionalCustomerId),
				title: body(text({ displayName: 'Title' })),
				subtitle: body(text({ displayName: 'Subtitle' })),
				image_url: body(
					text({ displayName: 'Image URL', placeholder: 'e.g. https://example.com/cup.png' }),
				),
				items: lineItemRows(),
				notify_url: body(notifyUrl),
				reference_id: body(
					text({
						displayName: 'Reference ID',
						description:
							'Your own ID; must be unique. If left empty, one is generated from the item and the execution.',
					}),
				),
				reference: body(text({ displayName: 'Reference', description: 'Free text' })),
			},
			check: (values, refuse) =>
				checkDecimals(refuse, values.currency, [
					...values.amounts.map((one): [string, number] => ['Amounts', one]),
					...amountsOf('Item', values.items),
				]),
			execute: async (context) => {
				const created = await context.send(withReference(context).request);
				return context.known(checkoutOf(created)).map((json) => ({ json }));
			},
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a checkout',
			description: 'Retrieve one checkout by its ID',
			contract: 'getCheckout',
			read: checkoutOf,
			request: api('GET', '/api/checkouts/{checkout_id}'),
			parameters: { checkout_id: checkoutId },
			simplify,
		}),
		operation({
			value: 'update',
			name: 'Update',
			action: 'Update a checkout',
			description: 'Change the buyer or the Notify URL of a checkout',
			contract: 'updateCheckout',
			read: checkoutOf,
			changes: true,
			request: api('PUT', '/api/checkouts/{checkout_id}'),
			parameters: { checkout_id: checkoutId },
			optional: {
				notify_url: body(notifyUrl),
				customer: body(
					fieldGroup({
						displayName: 'Buyer',
						fields: [
							emailField,
							textField('First Name', 'first_name'),
							textField('Last Name', 'last_name'),
							textField('Phone', 'phone'),
						],
					}),
				),
			},
		}),
		operation({
			value: 'updateItem',
			name: 'Update Item',
			action: 'Update an item of a checkout',
			description: 'Change one item of a checkout',
			contract: 'updateCheckoutItem',
			changes: true,
			clearedBy: emptyText('name'),
			// The item is named by the path; in the body its ID is listed for the creation only.
			request: api('PUT', '/api/checkouts/{checkout_id}/items/{item_id}', { withoutField: ['id'] }),
			parameters: {
				checkout_id: checkoutId,
				item_id: path(
					text({ displayName: 'Item ID', required: true, placeholder: ID_PLACEHOLDER }),
				),
			},
			optional: {
				name: body(text({ displayName: 'Name' })),
				quantity: body(integer({ displayName: 'Quantity', minimum: 0 })),
				price: body(amount({ displayName: 'Price', description: 'As printed on a bill: 243.33' })),
				discount: body(amount({ displayName: 'Discount' })),
				is_service: body(
					boolean({ displayName: 'Is Service', description: 'Whether the item is a service' }),
				),
			},
			check: (values, refuse) =>
				// The checkout's currency is not known here.
				checkDecimals(refuse, undefined, [
					['Price', values.price],
					['Discount', values.discount],
				]),
		}),
		operation({
			value: 'getPublic',
			name: 'Get Public View',
			action: 'Get the public view of a checkout',
			description: 'Retrieve what a buyer can see of a checkout',
			contract: 'getPublicCheckout',
			read: readObjects,
			request: api('GET', '/api/checkout/{checkout_id}', { public: true }),
			parameters: { checkout_id: checkoutId },
		}),
	],
});
