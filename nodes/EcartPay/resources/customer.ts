import { text } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body, path, query } from '../../shared/operation/locations';
import type { OperationContext } from '../../shared/operation/context';
import { findOrCreate } from '../../shared/operation/findOrCreate';
import { emptyText, operation, resource, type Refuse } from '../../shared/operation/operation';
import { numberedPages } from '../api/paginations';
import { api } from '../api/request';
import { customerId } from './fields';

const customerPath = { customer_id: path(customerId) };

const customerFields = {
	first_name: body(text({ displayName: 'First Name' })),
	last_name: body(text({ displayName: 'Last Name' })),
	email: body(text({ displayName: 'Email', placeholder: 'e.g. ana@example.com' })),
	phone: body(text({ displayName: 'Phone' })),
	user_id: body(
		text({ displayName: 'User ID', description: 'Your own ID for the customer; must be unique' }),
	),
};

const { first_name, last_name, email, ...rest } = customerFields;

interface Contact {
	email?: string | undefined;
	phone?: string | undefined;
}

function checkContact({ email, phone }: Contact, refuse: Refuse): void {
	if (email !== undefined || phone !== undefined) return;
	throw refuse('Email and Phone are both missing', 'Ecart Pay needs one of them.');
}

/** By email, or by phone where no email is given: Ecart Pay knows each once at most. */
async function findCustomer(context: OperationContext, { email, phone }: Contact) {
	const [name, wanted] = email === undefined ? ['phone', phone] : ['email', email];
	const list = api('GET', '/api/customers', { query: { [name]: wanted } });
	const isSame = (value: unknown) => String(value).toLowerCase() === wanted?.toLowerCase();
	for await (const rows of context.pages(list, numberedPages())) {
		const found = rows.find((row) => isSame(row[name]));
		if (found) return found;
	}
	return undefined;
}

export const customer = resource({
	value: 'customer',
	name: 'Customer',
	description: 'Buyers known to Ecart Pay',
	common: true,
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a customer',
			description: 'Register a customer. Email, phone and user ID must be unique.',
			contract: 'createCustomer',
			read: record('id'),
			request: api('POST', '/api/customers'),
			parameters: { first_name, last_name, email },
			optional: rest,
			check: checkContact,
		}),
		findOrCreate({
			value: 'findOrCreate',
			name: 'Find or Create',
			action: 'Find or create a customer',
			description:
				'Retrieve the customer with this email, or register one; safe to run again. Existing data is not changed.',
			contract: ['createCustomer', 'listCustomers'],
			read: record('id'),
			request: api('POST', '/api/customers'),
			parameters: { email, first_name, last_name },
			optional: rest,
			check: checkContact,
			find: findCustomer,
		}),
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many customers',
			description: 'Retrieve a list of customers; filters find one by email, phone or your ID',
			contract: 'listCustomers',
			request: api('GET', '/api/customers'),
			optional: {
				email: query(text({ displayName: 'Email', placeholder: 'e.g. ana@example.com' })),
				phone: query(text({ displayName: 'Phone' })),
				user_id: query(
					text({ displayName: 'User ID', description: 'Your own ID for the customer' }),
				),
			},
			pages: numberedPages(),
		}),
		operation({
			value: 'update',
			name: 'Update',
			action: 'Update a customer',
			description: 'Change the data of a customer',
			contract: 'updateCustomer',
			read: record('id'),
			changes: true,
			clearedBy: emptyText('first_name', 'last_name', 'phone', 'user_id'),
			request: api('PUT', '/api/customers/{customer_id}'),
			parameters: customerPath,
			optional: customerFields,
		}),
		operation({
			value: 'delete',
			name: 'Delete',
			action: 'Delete a customer',
			description: 'Remove one customer by its ID',
			contract: 'deleteCustomer',
			request: api('DELETE', '/api/customers/{customer_id}'),
			parameters: customerPath,
		}),
		operation({
			value: 'createToken',
			name: 'Create Token',
			action: 'Create a token for a customer',
			description: 'Issue a token for one customer, valid for ten minutes',
			contract: 'createCustomerToken',
			read: record('token'),
			request: api('POST', '/api/customers/{customer_id}/token'),
			parameters: customerPath,
		}),
		operation({
			value: 'createSession',
			name: 'Create Session',
			action: 'Create a card capture session for a customer',
			description: 'Open a session in which the browser SDK stores a card for the customer',
			contract: 'createCustomerSession',
			request: api('POST', '/api/customers/{customer_id}/session'),
			parameters: customerPath,
		}),
		operation({
			value: 'addBankAccount',
			name: 'Add Bank Account',
			action: 'Add a bank account to a customer',
			description: 'Attach a bank account, to which payouts can be sent',
			contract: 'createCustomerPaymentMethod',
			read: record('id'),
			dryRun: true,
			request: api('POST', '/api/customers/{customer_id}/payment-methods'),
			parameters: {
				...customerPath,
				name: body(text({ displayName: 'Label', required: true, description: 'Your name for it' })),
				business_name: body(text({ displayName: 'Account Holder', required: true })),
				bank: body(
					text({
						displayName: 'Bank Code',
						required: true,
						placeholder: 'e.g. 40002',
						description: 'The clave from the list of banks',
					}),
				),
				number: body(
					text({ displayName: 'Number', required: true, description: 'CLABE or account number' }),
				),
				method: body(text({ displayName: 'Method', required: true, default: 'clabe' })),
				country: body(
					text({
						displayName: 'Country',
						required: true,
						default: 'MX',
						description: 'Two-letter code',
					}),
				),
			},
		}),
	],
});
