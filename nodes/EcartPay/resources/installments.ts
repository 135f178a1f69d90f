import type { INodeProperties } from 'n8n-workflow';

import { boolean, rows } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { api } from '../api/request';

/** Contract: MsiCommissionInput. Its rate is left out: only an older sample has it, for inactive rows. */
const COMMISSION_FIELDS: INodeProperties[] = [
	{
		displayName: 'Months',
		name: 'installments',
		type: 'options',
		options: [3, 6, 9, 12, 18].map((value) => ({ name: String(value), value })),
		default: 3,
	},
	{
		displayName: 'Active',
		name: 'is_active',
		type: 'boolean',
		default: true,
		description: 'Whether buyers can choose this plan',
	},
	{
		displayName: 'Minimum Amount',
		name: 'minimum_amount',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description: 'Whole pesos',
	},
	{
		displayName: 'Maximum Amount',
		name: 'maximum_amount',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: '',
		description: 'Whole pesos',
	},
	{
		displayName: 'Fixed Installments',
		name: 'fixed_installments',
		type: 'boolean',
		default: false,
		description: 'Whether the installments are fixed, or free of interest',
	},
];

/** The whole setting holds also brands, banks and rates. */
const simplify = only(
	'id',
	'gateway',
	'is_active',
	'installments',
	'commissions',
	'amex_fixed_installments',
	'updated_at',
);

export const installments = resource({
	value: 'installments',
	name: 'Installment Setting',
	description: 'Payment in monthly installments (Mexico)',
	operations: [
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get the installment settings',
			description: 'Retrieve the settings; Ecart Pay creates default ones if there are none',
			contract: 'getInstallmentConfiguration',
			read: record('id', '_id'),
			request: api('GET', '/api/cards/msi-configuration'),
			simplify,
		}),
		operation({
			value: 'save',
			name: 'Save',
			action: 'Save the installment settings',
			description: 'Create or replace the settings',
			contract: 'saveInstallmentConfiguration',
			read: record('id', '_id'),
			request: api('POST', '/api/cards/msi-configuration'),
			parameters: {
				commissions: body(
					rows({ displayName: 'Plans', rowName: 'Plan', fields: COMMISSION_FIELDS }),
				),
				amex_fixed_installments: body(
					boolean({
						displayName: 'Fixed Installments for American Express',
						description: 'Whether American Express uses fixed installments',
					}),
				),
			},
		}),
		operation({
			value: 'switch',
			name: 'Switch',
			action: 'Switch installments on or off',
			description: 'Switch payment in installments on or off',
			contract: 'toggleInstallments',
			read: record('id', '_id'),
			request: api('POST', '/api/cards/msi/activate'),
			parameters: {
				is_active: body(
					boolean({
						displayName: 'Active',
						default: true,
						description: 'Whether buyers may pay in monthly installments',
					}),
				),
			},
		}),
	],
});
