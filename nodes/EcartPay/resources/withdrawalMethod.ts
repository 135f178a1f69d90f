import { concealedText, locator, text } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body, path } from '../../shared/operation/locations';
import { emptyText, operation, resource } from '../../shared/operation/operation';
import { wholeList } from '../api/paginations';
import { api } from '../api/request';
import * as searches from '../api/searches';
import { country, ID_PLACEHOLDER } from './fields';

const methodPath = {
	id: path(
		locator({
			displayName: 'Withdrawal Account',
			required: true,
			search: searches.withdrawalMethods,
			placeholder: ID_PLACEHOLDER,
		}),
	),
};

const methodFields = {
	method: body(
		text({
			displayName: 'Method',
			required: true,
			default: 'clabe',
			description: 'Such as clabe (Mexico), ach (US), sepa (Europe), wire, debit and others',
		}),
	),
	name: body(text({ displayName: 'Alias', required: true })),
	number: body(
		text({
			displayName: 'Number',
			required: true,
			description: 'Account number, CLABE or card number',
		}),
	),
	otp: body(
		concealedText({
			displayName: 'One-Time Password',
			required: true,
			description: 'The one that Ecart Pay sends to the owner of the account',
		}),
	),
};

const methodOptions = {
	business_name: body(text({ displayName: 'Beneficiary' })),
	bank: body(text({ displayName: 'Bank Code', description: 'Required for CLABE accounts' })),
	bank_name: body(
		text({
			displayName: 'Bank Name',
			description: 'Required outside Mexico if there is no Bank Code',
		}),
	),
	country: body(country),
	rfc: body(text({ displayName: 'RFC', description: 'Required for CLABE accounts' })),
	routing: body(text({ displayName: 'Routing Number', description: 'US' })),
	dni: body(text({ displayName: 'DNI', description: 'Identity number' })),
	dni_type: body(text({ displayName: 'DNI Type' })),
	rut: body(text({ displayName: 'RUT', description: 'Chile' })),
	bank_branch: body(text({ displayName: 'Bank Branch' })),
};

export const withdrawalMethod = resource({
	value: 'withdrawalMethod',
	name: 'Withdrawal Account',
	description: 'Your own bank accounts and debit cards',
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a withdrawal account',
			description: 'Add a bank account or debit card for withdrawals',
			contract: 'createWithdrawalMethod',
			read: record('id'),
			dryRun: true,
			request: api('POST', '/api/accounts/payments/method'),
			parameters: methodFields,
			optional: methodOptions,
		}),
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many withdrawal accounts',
			description: 'Retrieve the accounts for withdrawals',
			contract: 'listWithdrawalMethods',
			request: api('GET', '/api/accounts/payments/method'),
			pages: wholeList,
		}),
		operation({
			value: 'update',
			name: 'Update',
			action: 'Update a withdrawal account',
			description: 'Change an account for withdrawals',
			contract: 'updateWithdrawalMethod',
			dryRun: true,
			changes: true,
			clearedBy: emptyText(
				'business_name',
				'bank',
				'bank_name',
				'country',
				'rfc',
				'routing',
				'dni',
				'dni_type',
				'rut',
				'bank_branch',
			),
			request: api('PUT', '/api/accounts/payments/method/{id}'),
			parameters: { ...methodPath, ...methodFields },
			optional: methodOptions,
		}),
		operation({
			value: 'delete',
			name: 'Delete',
			action: 'Delete a withdrawal account',
			description: 'Remove an account for withdrawals',
			contract: 'deleteWithdrawalMethod',
			request: api('DELETE', '/api/accounts/payments/method/{id}'),
			parameters: methodPath,
		}),
	],
});
