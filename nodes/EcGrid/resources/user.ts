import { integer, options, text } from '../../shared/fields';
import { body, path } from '../../shared/operation/locations';
import { emptyText, operation, resource } from '../../shared/operation/operation';
import { done } from '../api/done';
import { AUTH_LEVELS } from '../api/enums';
import { newPassword } from '../api/fieldTypes';
import * as lists from '../api/paginations';
import { USER } from '../api/memberNames';
import { listed, plainText, thing } from '../api/things';
import { mailbox, network, settings, status, user as userId } from './fields';

const authLevel = { displayName: 'Level', options: AUTH_LEVELS };

const name = {
	firstName: body(text({ displayName: 'First Name' })),
	lastName: body(text({ displayName: 'Last Name' })),
};

const email = { displayName: 'Email', placeholder: 'e.g. name@example.com' };

export const user = resource({
	value: 'user',
	name: 'User',
	description: 'Users and their levels',
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many users',
			description: 'Retrieve a list of users',
			contract: 'listUsers',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/users/list' },
			optional: {
				networkId: body(network()),
				mailboxId: body(mailbox()),
				authLevel: body(options(authLevel)),
				status: body(status),
			},
			pages: lists.users,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a user',
			description: 'Retrieve one user by its ID',
			contract: 'getUser',
			request: { method: 'GET', service: 'api', path: '/v2/users/{id}' },
			parameters: { userId: path(userId({ required: true }), { name: 'id' }) },
			read: thing(USER),
		}),
		operation({
			value: 'getMe',
			name: 'Get Me',
			action: 'Get your own user',
			description: 'Retrieve the user behind the credential, with network and mailbox',
			contract: 'getMe',
			request: { method: 'GET', service: 'api', path: '/v2/users/me' },
			read: thing(USER),
		}),
		operation({
			value: 'findByName',
			name: 'Find by Login',
			action: 'Find users by login',
			description: 'Look up users by their login name',
			contract: 'getUserByName',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/users/by-name' },
			parameters: { login: body(text({ displayName: 'Login', required: true })) },
			read: listed(USER),
		}),
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a user',
			description: 'Create a user who can log in to ECGrid',
			contract: 'createUser',
			request: { method: 'POST', service: 'api', path: '/v2/users' },
			parameters: {
				login: body(
					text({ displayName: 'Login', required: true, description: 'Unique in the network' }),
				),
				password: body(newPassword({ displayName: 'Password' })),
				email: body(text({ ...email, required: true })),
			},
			optional: {
				...name,
				networkId: body(network({ description: 'Leave empty for your own network' })),
				mailboxId: body(mailbox({ description: 'Leave empty for your own mailbox' })),
				authLevel: body(options(authLevel)),
			},
			read: thing(USER),
		}),
		operation({
			value: 'update',
			name: 'Update',
			action: 'Update a user',
			description: 'Change the profile of a user',
			contract: 'updateUser',
			changes: true,
			clearedBy: emptyText('firstName', 'lastName'),
			request: { method: 'PUT', service: 'api', path: '/v2/users' },
			parameters: { userId: body(userId({ required: true })) },
			optional: { email: body(text(email)), ...name },
			read: thing(USER),
		}),
		operation({
			value: 'setRole',
			name: 'Set Level',
			action: 'Set the level of a user',
			description: 'Set what a user may do',
			contract: 'setUserRole',
			request: { method: 'POST', service: 'api', path: '/v2/users/role' },
			parameters: {
				userId: body(userId({ required: true })),
				authLevel: body(options({ ...authLevel, required: true, default: 'MailboxUser' })),
			},
			optional: {
				networkId: body(network({ description: 'Limit the user to this network' })),
				mailboxId: body(mailbox({ description: 'Limit the user to this mailbox' })),
			},
			read: thing(USER),
		}),
		operation({
			value: 'move',
			name: 'Move',
			action: 'Move a user',
			description: 'Move a user to another network or mailbox',
			contract: 'setUserNetworkMailbox',
			request: { method: 'POST', service: 'api', path: '/v2/users/set-network-mailbox' },
			parameters: { userId: body(userId({ required: true })) },
			optional: { networkId: body(network()), mailboxId: body(mailbox()) },
			check: ({ networkId, mailboxId }, refuse) => {
				if (networkId !== undefined || mailboxId !== undefined) return;
				throw refuse('There is no destination to move to', 'Fill in Network, Mailbox or both.');
			},
			read: thing(USER),
		}),
		operation({
			value: 'updateConfig',
			name: 'Update Settings',
			action: 'Update the settings of a user',
			description: 'Change the settings of a user, such as notifications and cell phone',
			contract: 'updateUserConfig',
			changes: true,
			request: { method: 'POST', service: 'api', path: '/v2/users/update-config' },
			parameters: { userId: body(userId({ required: true })), settings },
			output: (answer, values) => done(answer, { userId: values.userId }),
		}),
		operation({
			value: 'setPassword',
			name: 'Set Password',
			action: 'Set the password of a user',
			description: 'Set the password of a user; requires the level NetworkAdmin',
			contract: 'updateUserPassword',
			request: { method: 'POST', service: 'api', path: '/v2/users/password' },
			parameters: {
				userId: body(userId({ required: true })),
				newPassword: body(newPassword({ displayName: 'New Password' })),
			},
			output: (answer, values) => done(answer, { userId: values.userId }),
		}),
		operation({
			value: 'generatePassword',
			name: 'Generate Password',
			action: 'Generate a password',
			description: 'Generate a random password that meets the rules, without setting it',
			contract: 'generatePassword',
			notice: 'The password becomes part of the execution data, which n8n stores.',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/users/generate-password' },
			optional: { length: body(integer({ displayName: 'Length', minimum: 4, default: 12 })) },
			read: plainText('password'),
		}),
		operation({
			value: 'resetSessions',
			name: 'Reset Sessions',
			action: 'Reset the sessions of a user',
			description: 'Revoke all bearer tokens of a user; the API key stays valid',
			contract: 'resetUserSessions',
			request: { method: 'POST', service: 'api', path: '/v2/users/reset/{id}' },
			parameters: { userId: path(userId({ required: true }), { name: 'id' }) },
			output: (answer, values) => done(answer, { userId: values.userId }),
		}),
		operation({
			value: 'sendSms',
			name: 'Send SMS',
			action: 'Send a text message to a user',
			description: 'Send a text message to a user with a cell phone and a carrier on file',
			contract: 'sendSms',
			dryRun: true,
			request: { method: 'POST', service: 'api', path: '/v2/users/send-sms' },
			parameters: {
				userId: body(userId({ required: true })),
				message: body(text({ displayName: 'Message', required: true, rows: 2 })),
			},
			output: (answer, values) => done(answer, { userId: values.userId }),
		}),
		operation({
			value: 'terminate',
			name: 'Terminate',
			action: 'Terminate a user',
			description: 'Terminate a user permanently; the login stops working',
			contract: 'terminateUser',
			notice: 'This cannot be undone: sessions and API key of the user stop working at once.',
			request: { method: 'DELETE', service: 'api', path: '/v2/users/{id}' },
			parameters: { userId: path(userId({ required: true }), { name: 'id' }) },
		}),
	],
});
