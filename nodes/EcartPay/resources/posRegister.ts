import type { INodeProperties } from 'n8n-workflow';

import { choices, fieldGroup, jsonObject, locator, options, text } from '../../shared/fields';
import { body, path, query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { numberedPages } from '../api/paginations';
import { api } from '../api/request';
import * as searches from '../api/searches';
import { ID_PLACEHOLDER } from './fields';
import { readWrapped } from './posBranch';

const STATUSES = choices('active', 'inactive', 'maintenance');

const MONEY = { minValue: 0, description: 'As printed on a bill: 250.50' };

const SETTING_FIELDS: INodeProperties[] = [
	switchField('Require Operator Login', 'require_operator_login', 'an operator must log in'),
	switchField(
		'Print Receipt Automatically',
		'auto_print_receipt',
		'a receipt is printed automatically',
	),
	switchField('Allow Refunds', 'allow_refunds', 'the register may refund'),
	numberField('Maximum Refund', 'max_refund_amount', 2, MONEY),
	switchField('Require Manager Approval', 'require_manager_approval', 'a manager must approve'),
	numberField('Approval From', 'manager_approval_threshold', 2, MONEY),
	numberField('Receipt Copies', 'receipt_copies', 0, { minValue: 1, maxValue: 5 }),
	numberField('Timeout (Minutes)', 'timeout_minutes', 0, { minValue: 1, maxValue: 60 }),
];

function switchField(displayName: string, name: string, what: string): INodeProperties {
	return { displayName, name, type: 'boolean', default: false, description: `Whether ${what}` };
}

function numberField(
	displayName: string,
	name: string,
	numberPrecision: number,
	{ description, ...range }: { minValue: number; maxValue?: number; description?: string },
): INodeProperties {
	return {
		...(description !== undefined && { description }),
		displayName,
		name,
		type: 'number',
		typeOptions: { numberPrecision, ...range },
		default: '',
	};
}

const branch = locator({
	displayName: 'Branch',
	search: searches.branches,
	placeholder: ID_PLACEHOLDER,
});

const requiredBranch = locator({
	displayName: 'Branch',
	required: true,
	search: searches.branches,
	placeholder: ID_PLACEHOLDER,
});

export const posRegister = resource({
	value: 'posRegister',
	name: 'POS Register',
	description: 'Sales registers of the shops',
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a sales register',
			description: 'Create a sales register',
			contract: 'createPosSalesRegister',
			read: readWrapped,
			request: api('POST', '/api/pos/sales-registers'),
			parameters: {
				pos_branches_id: body(requiredBranch),
				name: body(text({ displayName: 'Name', required: true })),
				register_number: body(
					text({
						displayName: 'Register Number',
						required: true,
						description: 'Must be unique in the branch',
					}),
				),
			},
			optional: {
				external_id: body(text({ displayName: 'External ID', description: 'Your own ID' })),
				status: body(options({ displayName: 'Status', options: STATUSES })),
				settings: body(
					fieldGroup({
						displayName: 'Settings',
						fields: SETTING_FIELDS,
						amounts: ['max_refund_amount', 'manager_approval_threshold'],
					}),
				),
				metadata: body(jsonObject({ displayName: 'Metadata (JSON)' })),
			},
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a sales register',
			description: 'Retrieve a sales register with its branch and terminal',
			contract: 'getPosSalesRegister',
			read: readWrapped,
			request: api('GET', '/api/pos/sales-registers/{id}'),
			parameters: {
				id: path(
					locator({
						displayName: 'Register',
						required: true,
						search: searches.registers,
						placeholder: ID_PLACEHOLDER,
					}),
				),
			},
		}),
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many sales registers',
			description: 'Retrieve the sales registers',
			contract: 'listPosSalesRegisters',
			request: api('GET', '/api/pos/sales-registers'),
			optional: {
				pos_branches_id: query(branch),
				status: query(text({ displayName: 'Status', placeholder: 'e.g. active' })),
				has_terminal: query(
					options({
						displayName: 'Terminal',
						options: [
							{ name: 'With a Terminal', value: 'true' },
							{ name: 'Without a Terminal', value: 'false' },
						],
					}),
					{ encode: (value) => value === 'true' },
				),
			},
			pages: numberedPages({ pages: 'pagination.pages' }),
		}),
	],
});
