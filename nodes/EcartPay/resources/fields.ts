import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { choices, fieldGroup, locator, text } from '../../shared/fields';
import { body, path } from '../../shared/operation/locations';
import * as searches from '../api/searches';

/** Fields that several resources share. */

export const ID_PLACEHOLDER = 'e.g. 65b0565f7f9f32242108746a';

export const customerId = locator({
	displayName: 'Customer',
	required: true,
	search: searches.customers,
	placeholder: ID_PLACEHOLDER,
});

export const optionalCustomerId = locator({
	displayName: 'Customer',
	search: searches.customers,
	placeholder: ID_PLACEHOLDER,
	description: 'One of your customers',
});

export const orderId = text({
	displayName: 'Order ID',
	required: true,
	placeholder: ID_PLACEHOLDER,
	description: 'Not the readable number that starts with OR',
});

export const orderPath = { order_id: path(orderId) };

/** How often something recurs; `frequency` multiplies it. */
export const INTERVALS = choices('daily', 'monthly', 'quarterly', 'semiannual', 'weekly', 'yearly');

export const country = text({
	displayName: 'Country',
	placeholder: 'e.g. MX',
	description: 'Two-letter code of the country',
});

/** Who buys, where it is not a stored customer. */
export const buyer = {
	email: body(text({ displayName: 'Email', placeholder: 'e.g. ana@example.com' })),
	first_name: body(text({ displayName: 'First Name' })),
	last_name: body(text({ displayName: 'Last Name' })),
	phone: body(text({ displayName: 'Phone' })),
};

export const notifyUrl = text({
	displayName: 'Notify URL',
	placeholder: 'e.g. https://example.com/webhook',
	description: 'Receives a POST when the status changes',
});

const ADDRESS_FIELDS: INodeProperties[] = [
	textField('First Name', 'first_name'),
	textField('Last Name', 'last_name'),
	textField('Phone', 'phone'),
	textField('Street Line 1', 'address1'),
	textField('Street Line 2', 'address2'),
	textField('City', 'city'),
	textField('State Code', 'state', 'Two-letter code'),
	textField('Country Code', 'country', 'Two-letter code'),
	textField('Country Name', 'country_name'),
	textField('Postal Code', 'postal_code'),
	textField('Reference', 'reference', 'Note for the courier'),
];

/** An address in one group of fields; on the wire, state and country are objects. */
export const shippingAddress = body(
	fieldGroup({ displayName: 'Shipping Address', fields: ADDRESS_FIELDS }),
	{ encode: nestedAddress },
);

/** A field of a group or of a row. */
export function textField(
	displayName: string,
	name: string,
	description?: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		...(description === undefined ? {} : { description }),
	};
}

/** An email inside a group of rows. */
export const emailField: INodeProperties = {
	...textField('Email', 'email'),
	placeholder: 'e.g. ana@example.com',
};

function nestedAddress({ state, country: code, country_name: name, ...rest }: IDataObject) {
	const place = { ...(code ? { code } : {}), ...(name ? { name } : {}) };
	return {
		...rest,
		...(state ? { state: { code: state } } : {}),
		...(Object.keys(place).length > 0 ? { country: place } : {}),
	};
}
