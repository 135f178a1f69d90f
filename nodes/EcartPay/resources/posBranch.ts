import type { INodeProperties } from 'n8n-workflow';

import { at } from '../../../credentials/lib/json';
import { choices, fieldGroup, jsonObject, options, text } from '../../shared/fields';
import { record, type Reading } from '../../shared/http/shapes';
import { body } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { wholeList } from '../api/paginations';
import { api } from '../api/request';
import { emailField, textField } from './fields';

const ADDRESS_FIELDS: INodeProperties[] = [
	textField('Street', 'street'),
	textField('City', 'city'),
	textField('State', 'state'),
	textField('Country', 'country', 'Mexico by default'),
	textField('Postal Code', 'postal_code'),
	degrees('Latitude', 'latitude', 90),
	degrees('Longitude', 'longitude', 180),
];

const CONTACT_FIELDS: INodeProperties[] = [
	emailField,
	textField('Phone', 'phone'),
	textField('Manager Name', 'manager_name'),
];

const SETTING_FIELDS: INodeProperties[] = [
	{
		displayName: 'Close Registers Automatically',
		name: 'auto_close_registers',
		type: 'boolean',
		default: false,
		description: 'Whether the registers close automatically',
	},
	{
		displayName: 'Require Cash Reconciliation',
		name: 'require_cash_reconciliation',
		type: 'boolean',
		default: false,
		description: 'Whether the cash must be counted and reconciled',
	},
	textField('Default Currency', 'default_currency', 'Upper case, for instance MXN'),
	textField('Receipt Header', 'receipt_header'),
	textField('Receipt Footer', 'receipt_footer'),
];

function degrees(displayName: string, name: string, maximum: number): INodeProperties {
	return {
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: -maximum, maxValue: maximum, numberPrecision: 6 },
		default: '',
	};
}

/** Answers about one branch or register wrap it as `{ "message": …, "data": { … } }`. */
export function readWrapped(answer: unknown): Reading {
	return record('id')(at(answer, 'data') ?? answer);
}

export const posBranch = resource({
	value: 'posBranch',
	name: 'POS Branch',
	description: 'Shops with points of sale',
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a branch',
			description: 'Create a shop, to which registers can belong',
			contract: 'createPosBranch',
			read: readWrapped,
			request: api('POST', '/api/pos/branches'),
			parameters: { name: body(text({ displayName: 'Name', required: true })) },
			optional: {
				external_id: body(text({ displayName: 'External ID', description: 'Your own ID' })),
				address: body(fieldGroup({ displayName: 'Address', fields: ADDRESS_FIELDS })),
				contact: body(fieldGroup({ displayName: 'Contact', fields: CONTACT_FIELDS })),
				operating_hours: body(
					jsonObject({
						displayName: 'Opening Hours (JSON)',
						default: '{ "monday": { "open": "09:00", "close": "18:00", "is_closed": false } }',
					}),
				),
				timezone: body(text({ displayName: 'Time Zone', placeholder: 'e.g. America/Mexico_City' })),
				status: body(
					options({ displayName: 'Status', options: choices('active', 'inactive', 'paused') }),
				),
				settings: body(fieldGroup({ displayName: 'Settings', fields: SETTING_FIELDS })),
				metadata: body(jsonObject({ displayName: 'Metadata (JSON)' })),
			},
		}),
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many branches',
			description: 'Retrieve the shops of the account',
			contract: 'listPosBranches',
			request: api('GET', '/api/pos/branches'),
			pages: wholeList,
		}),
	],
});
