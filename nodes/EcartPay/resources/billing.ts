import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { dateTime, fieldGroup, locator, options, rows, text } from '../../shared/fields';
import { body, query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { wholeList } from '../api/paginations';
import { checkDecimals, currency } from '../money/amounts';
import { amountsOf, shaped } from '../money/lineItems';
import { api } from '../api/request';
import * as searches from '../api/searches';
import { country, ID_PLACEHOLDER, emailField, textField } from './fields';

/** Contract: BillingInformation. */
const TAX_PAYER_FIELDS: INodeProperties[] = [
	textField('Country Code', 'country_code', 'Two-letter code'),
	textField('RFC', 'rfc', 'Mexican tax ID'),
	textField('Legal Name', 'razons'),
	textField('Tax Regime', 'regimen', 'SAT code'),
	emailField,
	textField('First Name', 'first_name'),
	textField('Last Name', 'last_name'),
	textField('Phone', 'phone'),
	textField('Postal Code', 'postal_code'),
	textField('City', 'city'),
	textField('State', 'state'),
	textField('State Name', 'state_name'),
	textField('State Code', 'state_code'),
	textField('Street Line 1', 'address1'),
	textField('Street Line 2', 'address2'),
	textField('District', 'district'),
];

/** Contract: InvoiceItem. All members are texts there. */
const INVOICE_ITEM_FIELDS: INodeProperties[] = [
	textField('Name', 'name'),
	textField('Quantity', 'quantity'),
	textField('Price', 'price', 'Price of one unit, as printed on a bill: 243.33'),
	textField('Discount', 'discount'),
	textField('Tax', 'tax'),
	textField('Total', 'total'),
	textField('Fiscal Code', 'fiscal_code', 'Key of the product or service (SAT)'),
	textField('Unit Code', 'unit_code', 'Key of the unit (SAT)'),
	textField('Is Service', 'is_service', 'Either true or false'),
	textField('Taxes', 'taxes'),
];

const invoiceItems = shaped(
	rows({ displayName: 'Items', rowName: 'Item', fields: INVOICE_ITEM_FIELDS }),
	{
		rowName: 'Item',
		amounts: ['price', 'discount', 'tax', 'total'],
		numbers: ['quantity'],
	},
);

const taxPayer = fieldGroup({ displayName: 'Billing Information', fields: TAX_PAYER_FIELDS });

function withTextsOnly(items: IDataObject[]): IDataObject[] {
	return items.map((item) =>
		Object.fromEntries(Object.entries(item).map(([name, value]) => [name, String(value)])),
	);
}

export const billing = resource({
	value: 'billing',
	name: 'Billing',
	description: 'Electronic invoices: who gets them, and who issues them',
	operations: [
		operation({
			value: 'createInvoice',
			name: 'Create Invoice',
			action: 'Create the invoice of an order',
			description: 'Issue the tax invoice (CFDI) of an order',
			contract: 'createOrderInvoice',
			dryRun: true,
			request: api('POST', '/api/billings'),
			parameters: {
				order_id: body(
					text({
						displayName: 'Order ID',
						placeholder: ID_PLACEHOLDER,
						description: 'A paid order',
					}),
				),
				country: query(country),
				currency: body(currency()),
				billing_information: body(taxPayer),
				items: body(invoiceItems, { encode: withTextsOnly }),
			},
			optional: {
				serie: body(text({ displayName: 'Series' })),
				billing_id: body(
					text({ displayName: 'Billing Record ID', description: 'An existing billing record' }),
					{ name: 'billing_information.id' },
				),
				payment_method: body(
					text({ displayName: 'Payment Form', description: 'SAT code, for instance 04' }),
					{ name: 'billing_information.payment_method' },
				),
				payment_method_type: body(
					options({
						displayName: 'Payment Method',
						options: [
							{ name: 'PPD', value: 'PPD', description: 'In parts or later' },
							{ name: 'PUE', value: 'PUE', description: 'At once' },
						],
					}),
					{ name: 'billing_information.payment_method_type' },
				),
				billing_at: body(dateTime({ displayName: 'Date' }), {
					name: 'billing_information.billing_at',
				}),
				invoice_use: body(
					text({ displayName: 'Use', description: 'UsoCFDI, from the SAT catalog' }),
					{ name: 'billing_information.invoice_use' },
				),
			},
			check: (values, refuse) =>
				checkDecimals(refuse, values.currency, amountsOf('Item', values.items)),
		}),
		operation({
			value: 'saveClient',
			name: 'Save Client',
			action: 'Save the billing data of a client',
			description: "Save the data needed for a client's invoices",
			contract: 'createBillingClient',
			request: api('POST', '/api/billings/clients'),
			parameters: {
				user_id: body(text({ displayName: 'User ID', description: 'Your own ID for the client' })),
				billing_information: body(taxPayer),
			},
			optional: {
				provider_id: query(
					locator({
						displayName: 'Provider',
						search: searches.billingProviders,
						placeholder: 'e.g. 6227845d6f5e10a27680b38d',
					}),
				),
			},
		}),
		operation({
			value: 'getClients',
			name: 'Get Clients',
			action: 'Get the billing data of clients',
			description: 'Retrieve the billing data of clients',
			contract: 'listBillingClients',
			request: api('GET', '/api/billings/clients'),
			optional: {
				user: query(text({ displayName: 'User ID', description: 'Your own ID for the client' })),
				country: query(country),
			},
			pages: wholeList,
		}),
		operation({
			value: 'getProviders',
			name: 'Get Providers',
			action: 'Get the providers of invoices',
			description: 'Retrieve who can issue electronic invoices',
			contract: 'listBillingProviders',
			// With it, the stored credentials of the providers would come into execution data.
			request: api('GET', '/api/billings/providers', { withoutField: ['keys'] }),
			pages: wholeList,
		}),
	],
});
