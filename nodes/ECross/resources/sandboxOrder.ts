import type { IDataObject } from 'n8n-workflow';

import { dateTime, jsonObject, locator } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import type { OperationContext } from '../../shared/operation/context';
import { findOrCreate } from '../../shared/operation/findOrCreate';
import { body, path, wholeBody } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import * as searches from '../api/searches';

/** A complete order; the rules on its amounts are those of the sandbox guide. */
const example = (salesChannelOrderId: string) => `={
  "salesChannel": "ECOM",
  "currency": "BRL",
  "salesChannelOrderId": "${salesChannelOrderId}",
  "value": 110,
  "creationDate": "{{ $now.toUTC().toISO() }}",
  "totals": { "itemsGross": 100, "itemsDiscount": 0, "shippingGross": 10, "shippingDiscount": 0 },
  "items": [
    { "id": "1", "salesChannelSkuId": "SKU-1", "quantity": 1, "name": "Shirt", "listPrice": 100, "salePrice": 100 }
  ],
  "customer": {
    "type": "PERSON", "firstName": "Test", "lastName": "Buyer", "document": "00000000000",
    "email": "buyer@example.com",
    "phone": { "countryCode": "55", "areaCode": "11", "number": "000000000" }
  },
  "shipping": {
    "deliveryAddress": {
      "receiverName": "Test Buyer", "street": "Rua Teste", "number": "1", "neighborhood": "Centro",
      "city": "São Paulo", "state": "SP", "postalCode": "01000-000", "country": "BR"
    },
    "deliveries": [{ "name": "Standard", "company": "E-CROSS", "listPrice": 10, "salePrice": 10, "items": ["1"] }]
  },
  "payments": [{ "type": "CREDIT_CARD", "value": 110 }]
}`;

const NOTICE = 'Works only in the E-CROSS sandbox. None of this exists in production.';

const orderId = path(
	locator({
		displayName: 'Test Order',
		required: true,
		search: searches.orders,
		placeholder: 'e.g. SB_ACME-ECOM-TEST-003',
		description: 'The order ID that Create returned',
	}),
);

const CREATION = { method: 'POST', service: 'order', path: '/orders' } as const;

/** @param salesChannelOrderId of the example that the field holds at first */
const order = (salesChannelOrderId: string) =>
	wholeBody(
		jsonObject({
			displayName: 'Order (JSON)',
			required: true,
			default: example(salesChannelOrderId),
			description:
				'The value must be the total of the discounted items plus shipping, and match the payment. The SKUs must be approved.',
		}),
	);

/** By the ID that the sales channel gave the order, in that channel where one is named. */
async function findOrder(context: OperationContext, { order: wanted }: { order: IDataObject }) {
	const { salesChannelOrderId, salesChannel } = wanted;
	const { status, body: answer } = await context.answer(
		{
			method: 'GET',
			service: 'order',
			path: `/ext/orders/salesChannelOrderId/${encodeURIComponent(String(salesChannelOrderId))}`,
		},
		{ accept: [404] },
	);
	if (status === 404) return undefined;
	const [found = {}] = context.known(record('orderId')(answer));
	const isSame =
		String(found.salesChannelOrderId) === String(salesChannelOrderId) &&
		(salesChannel === undefined || found.salesChannel === salesChannel);
	return isSame ? found : undefined;
}

export const sandboxOrder = resource({
	value: 'sandboxOrder',
	name: 'Sandbox Test Order',
	description: 'Test orders: create, approve, start handling. Sandbox only.',
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a test order',
			description: 'First of three steps',
			contract: 'sandboxCreateOrder',
			read: record('orderId'),
			notice: NOTICE,
			request: CREATION,
			parameters: { order: order('TEST-{{ $now.toMillis() }}') },
		}),
		findOrCreate({
			value: 'findOrCreate',
			name: 'Find or Create',
			action: 'Find or create a test order',
			description:
				'Retrieve the order with this sales channel order ID, or create it; safe to run again. Existing data is not changed.',
			contract: ['sandboxCreateOrder', 'getOrderBySalesChannelOrderId'],
			read: record('orderId'),
			notice: NOTICE,
			request: CREATION,
			parameters: { order: order('TEST-1') },
			check: ({ order: { salesChannelOrderId } }, refuse) => {
				if (salesChannelOrderId) return;
				throw refuse(
					'Order (JSON) has no salesChannelOrderId',
					'It tells orders apart. Enter one that stays the same when the workflow runs again.',
				);
			},
			find: findOrder,
		}),
		operation({
			value: 'approve',
			name: 'Approve',
			action: 'Approve a test order',
			description: 'Second of three steps',
			contract: 'sandboxApproveOrder',
			read: record('orderId'),
			notice: NOTICE,
			request: { method: 'POST', service: 'order', path: '/orders/{orderId}/approve' },
			parameters: {
				orderId,
				approvalDate: body(
					dateTime({
						displayName: 'Approval Date',
						required: true,
						default: 'now',
						description: 'For information only; it is not checked',
					}),
				),
			},
		}),
		operation({
			value: 'startHandling',
			name: 'Start Handling',
			action: 'Start handling a test order',
			description: 'Third of three steps; the order then becomes Ready to Ship on its own',
			contract: 'sandboxStartHandlingOrder',
			read: record('orderId'),
			notice: NOTICE,
			request: {
				method: 'POST',
				service: 'order',
				path: '/orders/{orderId}/startHandling',
				guess: true,
			},
			parameters: { orderId },
		}),
	],
});
