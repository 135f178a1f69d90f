import type { Answers } from '../answers.mts';
import { from, held, notHeld, undecided, type ProviderPlan, type Verdict } from '../plan.mts';

/** Nothing has been created after this instant, and everything before it. */
const FAR_FUTURE = '2100-01-01T00:00:00Z';
/** E-CROSS is younger. */
const FAR_PAST = '2000-01-01T00:00:00Z';

const CREATED_FROM = 'listOrders created from 2100';
const CREATED_UNTIL = 'listOrders created until 2000';

export const eCrossPlan: ProviderPlan = {
	contract: 'ecross',
	reads: [
		{ operationId: 'listSkus' },
		{ operationId: 'getSkusByProduct', path: { productId: from('listSkus', 'productId') } },
		{ operationId: 'listInventory' },
		{ operationId: 'listOrders' },
		{
			operationId: 'listOrders',
			name: CREATED_FROM,
			query: { creationDateFrom: FAR_FUTURE },
		},
		{
			operationId: 'listOrders',
			name: CREATED_UNTIL,
			query: { creationDateUntil: FAR_PAST },
		},
		{ operationId: 'getOrderById', path: { orderId: from('listOrders', 'orderId', 'id') } },
		{
			operationId: 'getOrderBySalesChannelOrderId',
			path: { salesChannelOrderId: from('listOrders', 'salesChannelOrderId') },
		},
		{ operationId: 'getOrderDocuments', path: { orderId: from('listOrders', 'orderId', 'id') } },
		{
			operationId: 'getOrderDocumentsBySalesChannelOrderId',
			path: { salesChannelOrderId: from('listOrders', 'salesChannelOrderId') },
		},
		{
			operationId: 'getSkuPrice',
			path: { skuId: from('listSkus', 'skuId') },
			query: {
				salesChannel: from('listOrders', 'salesChannel'),
				currency: from('listOrders', 'currency'),
			},
		},
		{ operationId: 'listParcels' },
		{ operationId: 'getParcel', path: { parcelId: from('listParcels', 'parcelId', 'id') } },
	],
	notAsked: {
		getShipment: 'No read tells the ID of a shipment: there is no list of them.',
		simulateTaxes: 'It needs the token of a sales channel, which merchants do not have.',
	},
	guesses: [
		{
			place: 'listOrders/parameters/creationDateFrom',
			assumes: 'The order list is filtered by creationDateFrom, as the parcel list is.',
			check: (answers) => filterVerdict(answers, CREATED_FROM),
		},
		{
			place: 'listOrders/parameters/creationDateUntil',
			assumes: 'The order list is filtered by creationDateUntil, as the parcel list is.',
			check: (answers) => filterVerdict(answers, CREATED_UNTIL),
		},
		{
			place: 'getOrderDocumentsBySalesChannelOrderId',
			assumes: 'Documents are found by the sales channel’s order ID under a path like the order’s.',
			check: documentsVerdict,
		},
		{
			place: 'sandboxStartHandlingOrder',
			assumes: 'POST /orders/{orderId}/startHandling is the third step of a sandbox order.',
			check: { notProbeable: 'It moves an order on, and the probe changes nothing.' },
		},
		{
			place: 'components/schemas/Sku/allOf/1/properties/localizationStatus',
			assumes: 'A SKU tells its status in localizationStatus.',
			check: statusVerdict,
		},
	],
};

/** A filter that lets nothing through shows whether it is one. */
function filterVerdict(answers: Answers, filtered: string): Verdict {
	const all = answers.rows('listOrders');
	const received = answers.received(filtered);
	if (all === undefined || received === undefined) return undecided('The list was not answered.');
	if (received.status === 400) return notHeld('The list refuses the name with 400.');
	const rows = answers.rows(filtered);
	if (rows === undefined)
		return undecided(`The filtered list was answered with ${received.status}.`);
	if (rows.length > 0) return notHeld('The filtered list has orders that the filter leaves out.');
	return all.length > 0
		? held('The filtered list is empty, the whole one is not.')
		: undecided('The account has no order.');
}

function documentsVerdict(answers: Answers): Verdict {
	const order = answers.received('getOrderBySalesChannelOrderId');
	const documents = answers.received('getOrderDocumentsBySalesChannelOrderId');
	if (order?.status !== 200 || documents === undefined) {
		return undecided('No order was found by its sales channel order ID.');
	}
	const answered = `The path is answered with ${documents.status}`;
	if (documents.status === 200) return held(`${answered}.`);
	return documents.status === 404
		? notHeld(`${answered}, though the order is found.`)
		: undecided(`${answered}.`);
}

function statusVerdict(answers: Answers): Verdict {
	const sku = answers.shape('listSkus')?.members.get('skus')?.rows;
	if (sku === undefined) return undecided('No SKU came.');
	if (sku.members.has('localizationStatus')) return held('SKUs have the member.');
	return notHeld('No SKU has the member; the shape of listSkus shows those that came.');
}
