import {
	boolean,
	choices,
	dateTime,
	locator,
	multiOptions,
	options,
	outputField,
	text,
} from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body, local, path, query, shownWhen } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { nextPageToken } from '../../shared/http/pagination';
import { orderDocuments } from '../api/documents';
import * as searches from '../api/searches';

/** The statuses that the list's filter knows; orders themselves can have more. */
export const FILTER_STATUSES = choices(
	'CREATED',
	'APPROVED',
	'HANDLING',
	'ON_HOLD',
	'PACKED',
	'INVOICED',
	'READY_TO_SHIP',
	'SHIPPED',
	'DELIVERED',
	'CANCELLED',
);

const orderId = path(
	locator({
		displayName: 'Order',
		required: true,
		search: searches.orders,
		placeholder: 'e.g. ACME-ECOM-TEST-003',
		description: 'The E-CROSS order',
	}),
);

const salesChannelOrderId = path(
	text({
		displayName: 'Sales Channel Order ID',
		required: true,
		placeholder: 'e.g. TEST-003',
		description: "The order's ID in the sales channel",
	}),
);

/** Fields of both look-ups of documents. */
const documentFields = {
	documents: local(
		options({
			displayName: 'Documents',
			required: true,
			options: [
				{ name: 'All', value: 'all' },
				{ name: 'Invoice', value: 'invoice', description: 'Goes inside the parcel' },
				{ name: 'Labels', value: 'labels', description: 'Go on the outside of the parcel' },
			],
			default: 'all',
		}),
	),
	download: local(
		boolean({
			displayName: 'Download Files',
			default: true,
			description: 'Whether to download the files instead of returning only their addresses',
		}),
	),
	binaryPropertyName: shownWhen(local(outputField()), { download: [true] }),
};

/** What most workflows go on with; the whole order holds customer, totals and deliveries. */
const simplify = only(
	'orderId',
	'salesChannelOrderId',
	'salesChannel',
	'status',
	'value',
	'currency',
	'creationDate',
	'lastUpdateDate',
	'items',
);

export const order = resource({
	value: 'order',
	name: 'Order',
	description: 'International orders from the sales channels',
	common: true,
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many orders',
			description: 'Retrieve a list of orders',
			contract: 'listOrders',
			request: { method: 'GET', service: 'order', path: '/ext/orders' },
			optional: {
				status: query(
					multiOptions({
						displayName: 'Status',
						options: FILTER_STATUSES,
						description: 'Only orders in one of these statuses',
					}),
					{ join: ',' },
				),
				creationDateFrom: query(
					dateTime({
						displayName: 'Created After',
						description: 'Only orders created at this time or later',
					}),
					{ guess: true },
				),
				creationDateUntil: query(
					dateTime({
						displayName: 'Created Before',
						description: 'Only orders created at this time or earlier',
					}),
					{ guess: true },
				),
			},
			pages: nextPageToken({ items: 'orders' }),
			simplify,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get an order',
			description: 'Retrieve one order with its status history',
			contract: 'getOrderById',
			read: record('orderId'),
			request: { method: 'GET', service: 'order', path: '/ext/orders/{orderId}' },
			parameters: { orderId },
			simplify,
		}),
		operation({
			value: 'getBySalesChannelOrderId',
			name: 'Get by Sales Channel Order ID',
			action: 'Get an order by sales channel order ID',
			description: 'Retrieve one order by its ID in the sales channel',
			contract: 'getOrderBySalesChannelOrderId',
			read: record('orderId'),
			request: {
				method: 'GET',
				service: 'order',
				path: '/ext/orders/salesChannelOrderId/{salesChannelOrderId}',
			},
			parameters: { salesChannelOrderId },
			simplify,
		}),
		operation({
			value: 'getDocuments',
			name: 'Get Documents',
			action: 'Get the documents of an order',
			description: 'Retrieve the invoice and labels, which exist once the order is invoiced',
			contract: 'getOrderDocuments',
			request: { method: 'GET', service: 'order', path: '/ext/orders/{orderId}/documents' },
			parameters: { orderId, ...documentFields },
			filesOut: true,
			execute: async (context, { documents, download, binaryPropertyName = 'data' }) =>
				await orderDocuments(context, { kind: documents, download, field: binaryPropertyName }),
		}),
		operation({
			value: 'getDocumentsBySalesChannelOrderId',
			name: 'Get Documents by Sales Channel Order ID',
			action: 'Get the documents of an order by sales channel order ID',
			description: "Retrieve the invoice and labels by the order's ID in the sales channel",
			contract: 'getOrderDocumentsBySalesChannelOrderId',
			request: {
				method: 'GET',
				service: 'order',
				path: '/ext/orders/salesChannelOrderId/{salesChannelOrderId}/documents',
				guess: true,
			},
			parameters: { salesChannelOrderId, ...documentFields },
			filesOut: true,
			execute: async (context, { documents, download, binaryPropertyName = 'data' }) =>
				await orderDocuments(context, { kind: documents, download, field: binaryPropertyName }),
		}),
		operation({
			value: 'cancel',
			name: 'Cancel',
			action: 'Cancel an order',
			description: 'Cancel an order that cannot be fulfilled',
			contract: 'cancelOrder',
			read: record('orderId'),
			dryRun: true,
			notice: 'A canceled order cannot be restored.',
			request: { method: 'POST', service: 'order', path: '/ext/orders/{orderId}/cancel' },
			parameters: {
				orderId,
				cancelDate: body(
					dateTime({
						displayName: 'Cancellation Date',
						required: true,
						default: 'now',
						description: 'When the order was canceled',
					}),
				),
			},
			optional: {
				cancelReason: body(
					text({
						displayName: 'Cancellation Reason',
						description:
							'Why the order was canceled. Older documentation requires it, so it is safer to send it.',
					}),
				),
			},
		}),
	],
});
