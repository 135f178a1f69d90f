import { concealedText, fieldGroup, text } from '../../shared/fields';
import { readObjects, record } from '../../shared/http/shapes';
import { body, path } from '../../shared/operation/locations';
import { emptyText, operation, resource, type Refuse } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { checkDecimals, currency } from '../money/amounts';
import { amountRows, amountsOf, lineItems, shippingItems, totalOf } from '../money/lineItems';
import { chargeLookUp } from '../money/lookUps/charge';
import { moneyOperation } from '../money/moneyOperation';
import { withReference } from '../money/reference';
import { api } from '../api/request';
import {
	buyer,
	notifyUrl,
	optionalCustomerId,
	orderId,
	orderPath,
	shippingAddress,
	textField,
} from './fields';

const newOrder = {
	currency: body(currency()),
	...lineItems(),
};

const newOrderOptions = {
	customer_id: body(optionalCustomerId),
	...buyer,
	shipping_address: shippingAddress,
	shipping_items: body(shippingItems),
	discounts: body(amountRows('Discounts', 'Discount')),
	notify_url: body(notifyUrl),
	redirect_url: body(
		text({
			displayName: 'Redirect URL',
			placeholder: 'e.g. https://example.com/thanks',
			description: 'Where the buyer lands after paying',
		}),
	),
	reference_id: body(
		text({
			displayName: 'Reference ID',
			description:
				'Your own ID for the order; can be used once. If left empty, one is generated from the item and the execution.',
		}),
	),
	reference: body(text({ displayName: 'Reference', description: 'Free text' })),
};

interface OrderValues {
	currency?: string;
	items?: unknown;
	itemsJson?: unknown;
	shipping_items?: unknown;
	discounts?: unknown;
}

/** An order has items, and its amounts have no more decimals than the currency. */
function checkOrder(values: OrderValues, refuse: Refuse): void {
	const items = values.items ?? values.itemsJson;
	if (items === undefined) {
		throw refuse('The order has no items', 'Add at least one, with its name, price and quantity.');
	}
	checkDecimals(refuse, values.currency, [
		...amountsOf('Item', items),
		...amountsOf('Shipping Item', values.shipping_items),
		...amountsOf('Discount', values.discounts),
	]);
}

/** What most workflows go on with; the whole order holds addresses, taxes and attempts. */
const simplify = only(
	'id',
	'number',
	'status',
	'currency',
	'totals',
	'fee',
	'pay_link',
	'customer_id',
	'email',
	'first_name',
	'last_name',
	'created_at',
	'updated_at',
);

const orderOf = record('id');

export const order = resource({
	value: 'order',
	name: 'Order',
	description: 'What a buyer owes, and the page to pay it on',
	common: true,
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create an order',
			description: 'Create an order that the buyer pays on a hosted page (pay_link)',
			contract: 'createOrder',
			read: orderOf,
			dryRun: true,
			// With a token the card is charged at once: that is the operation Charge Card.
			request: api('POST', '/api/orders', { withoutField: ['token'] }),
			parameters: newOrder,
			optional: newOrderOptions,
			check: checkOrder,
			execute: async (context) => {
				const created = await context.send(withReference(context).request);
				return context.known(orderOf(created)).map((json) => ({ json }));
			},
		}),
		moneyOperation({
			value: 'chargeCard',
			name: 'Charge Card',
			action: 'Create an order and charge a card',
			description: 'Create an order and charge a tokenized card for it at once',
			contract: 'createOrder',
			read: orderOf,
			request: api('POST', '/api/orders'),
			parameters: {
				token: body(
					concealedText({
						displayName: 'Card Token',
						placeholder: 'e.g. ca_1bc7bce46a74ec1d0',
						description: 'From the operation Create of the resource Card Token',
					}),
				),
				...newOrder,
			},
			optional: newOrderOptions,
			check: (values, refuse) => {
				if (values.token === undefined) {
					throw refuse('Card Token is missing', 'To do without one, use the operation Create.');
				}
				checkOrder(values, refuse);
			},
			plan: async (context, values) => {
				const { request, reference } = withReference(context);
				const { refuseRepetition, findOut } = chargeLookUp(context, reference);
				await refuseRepetition();
				const amount = totalOf(values.items ?? values.itemsJson, values.shipping_items);
				return { request, money: { amount, currency: values.currency }, findOut };
			},
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get an order',
			description: 'Retrieve an order and its payment status',
			contract: 'getOrder',
			read: orderOf,
			request: api('GET', '/api/orders/{order_id}'),
			parameters: orderPath,
			simplify,
		}),
		operation({
			value: 'update',
			name: 'Update Shipping',
			action: 'Update the shipping data of an order',
			description: 'Change where an order is shipped',
			contract: 'updateOrder',
			read: orderOf,
			changes: true,
			clearedBy: emptyText(
				'state',
				'address1',
				'address2',
				'city',
				'first_name',
				'last_name',
				'postal_code',
				'reference',
			),
			request: api('PUT', '/api/orders/{order_id}'),
			parameters: orderPath,
			optional: {
				shipping_country: body(
					fieldGroup({
						displayName: 'Country',
						fields: [textField('Code', 'code', 'Two-letter code'), textField('Name', 'name')],
					}),
					{ name: 'shipping_address.country' },
				),
				state: body(text({ displayName: 'State Code', placeholder: 'e.g. NL' }), {
					name: 'state.code',
				}),
				address1: body(text({ displayName: 'Street Line 1' })),
				address2: body(text({ displayName: 'Street Line 2' })),
				city: body(text({ displayName: 'City' })),
				first_name: body(text({ displayName: 'First Name' })),
				last_name: body(text({ displayName: 'Last Name' })),
				postal_code: body(text({ displayName: 'Postal Code' })),
				reference: body(text({ displayName: 'Reference', description: 'Note for the courier' })),
			},
		}),
		operation({
			value: 'getPublic',
			name: 'Get Public View',
			action: 'Get the public view of an order',
			description: 'Retrieve what a buyer can see, with the CLABE once one is assigned',
			contract: 'getPublicOrder',
			read: readObjects,
			request: api('GET', '/api/orders/public/{order_id}'),
			parameters: orderPath,
		}),
		operation({
			value: 'assignBankTransfer',
			name: 'Assign Bank Transfer',
			action: 'Assign a bank transfer to an order',
			description: 'Give an order its own CLABE, so that it can be paid by bank transfer (Mexico)',
			contract: 'processOrderBankTransfer',
			request: api('POST', '/api/orders/{order_id}/process'),
			parameters: {
				order_id: path(orderId),
				method_id: body(
					text({
						displayName: 'Method ID',
						default: '66c397dafd263a538b8312a1',
						description: "ID of the payment method; Ecart Pay's bank transfer unless changed",
					}),
				),
			},
		}),
	],
});
