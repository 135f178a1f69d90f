import { concealedText } from '../../shared/fields';
import { body, path } from '../../shared/operation/locations';
import { objectsIn } from '../../../credentials/lib/json';
import { operation, resource } from '../../shared/operation/operation';
import { newPassword } from '../api/fieldTypes';
import { USER } from '../api/memberNames';
import { plainText, thing } from '../api/things';
import { logOut } from '../api/logOut';
import { user } from './fields';

export const session = resource({
	value: 'session',
	name: 'Session',
	description: 'Your own session, password and API key',
	operations: [
		operation({
			value: 'validate',
			name: 'Validate',
			action: 'Validate the session',
			description: 'Ask ECGrid who you are, at which level, and when the session ends',
			contract: 'getSession',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/auth/session' },
			read: thing(USER),
		}),
		operation({
			value: 'logOut',
			name: 'Log Out',
			action: 'Log out',
			description:
				'End the session at ECGrid, and forget its token; the next request logs in again',
			contract: 'logout',
			notice: 'With an API key, only the session at ECGrid ends. The key stays valid.',
			request: { method: 'POST', service: 'api', path: '/v2/auth/logout' },
			execute: logOut,
		}),
		operation({
			value: 'changePassword',
			name: 'Change Password',
			action: 'Change your own password',
			description: 'Change the password of the user behind the credential',
			contract: 'changePassword',
			notice:
				'Existing tokens stay valid. If the credential is a Login, enter the new password there afterwards.',
			request: { method: 'PUT', service: 'api', path: '/v2/auth/password' },
			parameters: {
				currentPassword: body(
					concealedText({
						displayName: 'Current Password',
						required: true,
						description:
							'Map it from an earlier node; anything typed here is saved with the workflow',
					}),
				),
				newPassword: body(newPassword({ displayName: 'New Password' })),
			},
		}),
		operation({
			value: 'getApiKey',
			name: 'Get API Key',
			action: 'Get an API key',
			description: 'Retrieve the API key of a user; requires the level NetworkAdmin',
			contract: 'getApiKey',
			notice: 'The key becomes part of the execution data, which n8n stores.',
			request: { method: 'GET', service: 'api', path: '/v2/users/key/{id}' },
			parameters: { userId: path(user({ required: true }), { name: 'id' }) },
			read: plainText('apiKey'),
			output: (key, { userId }) => ({ userId, ...objectsIn(key)[0] }),
		}),
		operation({
			value: 'generateApiKey',
			name: 'Generate API Key',
			action: 'Generate an API key',
			description: 'Replace the API key of a user; the old key stops working at once',
			contract: 'generateApiKey',
			dryRun: true,
			notice:
				'The old key stops working at once, everywhere. If it is the one in your credential, enter the new key there before anything else runs. The new key becomes part of the execution data, which n8n stores.',
			request: { method: 'POST', service: 'api', path: '/v2/users/key-generate/{id}' },
			parameters: { userId: path(user({ required: true }), { name: 'id' }) },
			read: plainText('apiKey'),
			output: (key, { userId }) => ({ userId, ...objectsIn(key)[0] }),
		}),
		operation({
			value: 'getVersion',
			name: 'Get Version',
			action: 'Get the version of the API',
			description: 'Ask which version ECGrid runs; nothing from the credential is sent',
			contract: 'getVersion',
			read: thing(),
			request: { method: 'GET', service: 'api', path: '/v2/auth/version', public: true },
		}),
	],
});
