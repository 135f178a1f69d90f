import { date, dateTime, integer, jsonList, locator, text, textList } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body, path } from '../../shared/operation/locations';
import { emptyText, operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { wholeList } from '../api/paginations';
import { checkDecimals, currency } from '../money/amounts';
import { amountsOf, lineItems, shippingItems, taxedItemFields } from '../money/lineItems';
import { api } from '../api/request';
import * as searches from '../api/searches';
import { ID_PLACEHOLDER, shippingAddress } from './fields';

const linkPath = {
	id: path(
		locator({
			displayName: 'Payment Link',
			required: true,
			search: searches.paymentLinks,
			placeholder: ID_PLACEHOLDER,
		}),
	),
};

const linkOptions = {
	first_name: body(text({ displayName: 'First Name', description: 'First name of the buyer' })),
	shipping_address: shippingAddress,
	quantity_uses: body(
		integer({
			displayName: 'Number of Uses',
			minimum: -1,
			description: 'How often the link can be paid; -1 means no limit',
		}),
	),
	start_date: body(dateTime({ displayName: 'Valid From' }), { encode: withoutZone }),
	end_date: body(date({ displayName: 'Valid Until' })),
};

const linkName = body(text({ displayName: 'Name', description: 'Shown to the buyer' }));

/** The documented sample writes 2021-06-18 12:00:00. */
function withoutZone(instant: string): string {
	return instant.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length).replace('T', ' ');
}

/** What most workflows go on with; the whole link holds items and address. */
const simplify = only(
	'id',
	'number',
	'name',
	'payment_link',
	'currency',
	'totals',
	'quantity_uses',
	'start_date',
	'end_date',
	'created_at',
);

export const paymentLink = resource({
	value: 'paymentLink',
	name: 'Payment Link',
	description: 'Links that can be paid several times',
	common: true,
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a payment link',
			description: 'Create a link for buyers to pay',
			contract: 'createPaymentLink',
			read: record('id'),
			dryRun: true,
			request: api('POST', '/api/templates'),
			parameters: {
				name: linkName,
				currency: body(currency({ required: true })),
				...lineItems({ required: true }),
			},
			optional: { ...linkOptions, shipping_items: body(shippingItems) },
			check: (values, refuse) =>
				checkDecimals(refuse, values.currency, [
					...amountsOf('Item', values.items ?? values.itemsJson),
					...amountsOf('Shipping Item', values.shipping_items),
				]),
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a payment link',
			description: 'Retrieve a payment link',
			contract: 'getPaymentLink',
			read: record('id'),
			request: api('GET', '/api/templates/{id}/info'),
			parameters: linkPath,
			simplify,
		}),
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many payment links',
			description: 'Retrieve a list of payment links',
			contract: 'listPaymentLinks',
			request: api('GET', '/api/templates'),
			pages: wholeList,
			simplify,
		}),
		operation({
			value: 'update',
			name: 'Update',
			action: 'Update a payment link',
			description: 'Change a payment link',
			contract: 'updatePaymentLink',
			read: record('id'),
			dryRun: true,
			changes: true,
			clearedBy: { ...emptyText('first_name', 'name'), end_date: null },
			request: api('PUT', '/api/templates/{id}'),
			parameters: { ...linkPath, ...lineItems({ fields: taxedItemFields, taxed: true }) },
			optional: {
				...linkOptions,
				name: linkName,
				// Both names are misspelt in the documentation, and may have to be.
				cureency: body(currency()),
				shippings_items: body(shippingItems),
				installments_information: body(
					jsonList({
						displayName: 'Installments (JSON)',
						default: '[{ "quantity": 3, "fixed_installments": false }]',
					}),
				),
				discounts: body(textList({ displayName: 'Discounts', description: 'Separated by commas' })),
			},
			check: (values, refuse) =>
				checkDecimals(refuse, values.cureency, [
					...amountsOf('Item', values.items ?? values.itemsJson),
					...amountsOf('Shipping Item', values.shippings_items),
				]),
		}),
		operation({
			value: 'delete',
			name: 'Delete',
			action: 'Delete a payment link',
			description: 'Remove a payment link',
			contract: 'deletePaymentLink',
			request: api('DELETE', '/api/templates/{id}'),
			parameters: linkPath,
		}),
	],
});
