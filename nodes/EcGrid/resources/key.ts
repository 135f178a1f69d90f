import { integer, options, text } from '../../shared/fields';
import { body, local, shownWhen } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { singlePage } from '../../shared/http/pagination';
import { KEY_VISIBILITIES, OBJECTS } from '../api/enums';
import { user } from './fields';
import { thing } from '../api/things';

const NOTICE =
	'Keys become part of the execution data, which n8n stores. The documentation disagrees on what a key is: the API key of a user, or a named value on an object.';

const visibility = { displayName: 'Visibility', options: KEY_VISIBILITIES };

export const key = resource({
	value: 'key',
	name: 'Key',
	description: 'Keys of users, or named values on objects',
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many keys',
			description: 'Retrieve the keys of a user',
			contract: 'listKeys',
			notice: NOTICE,
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/keys/list' },
			parameters: { userId: body(user({ required: true })) },
			optional: { visibility: body(options(visibility)) },
			pages: singlePage(),
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a key',
			description: 'Retrieve the key of a user',
			contract: 'getKey',
			read: thing(),
			notice: NOTICE,
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/keys/get-key' },
			parameters: { userId: body(user({ required: true })) },
		}),
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a key',
			description: 'Create a key for a user, or a named value on an object',
			contract: 'createKey',
			read: thing(),
			notice: NOTICE,
			request: { method: 'POST', service: 'api', path: '/v2/keys/create' },
			parameters: {
				form: local(
					options({
						displayName: 'Form',
						required: true,
						options: [
							{
								name: 'Key of a User',
								value: 'userKey',
								description: 'According to the endpoint reference',
							},
							{
								name: 'Named Value on an Object',
								value: 'namedValue',
								description: 'According to the quick starts and the SOAP service',
							},
						],
						default: 'userKey',
					}),
				),
				visibility: body(options({ ...visibility, default: 'Private' })),
				userId: shownWhen(body(user()), { form: ['userKey'] }),
				keyName: shownWhen(body(text({ displayName: 'Name', maxLength: 512 }), { name: 'key' }), {
					form: ['namedValue'],
				}),
				value: shownWhen(body(text({ displayName: 'Value' })), { form: ['namedValue'] }),
				systemObject: shownWhen(
					body(options({ displayName: 'Object Type', options: OBJECTS, default: 'Mailbox' })),
					{ form: ['namedValue'] },
				),
				objectId: shownWhen(body(integer({ displayName: 'Object ID' })), {
					form: ['namedValue'],
				}),
			},
			optional: {
				meta: body(text({ displayName: 'Meta', description: 'A note; only for a named value' })),
				daysToLive: body(
					integer({
						displayName: 'Days to Live',
						minimum: -1,
						description: '-1 means that it never expires; only for a named value',
					}),
				),
			},
			check: (values, refuse) => {
				const needed =
					values.form === 'userKey'
						? { Visibility: values.visibility, User: values.userId }
						: {
								Visibility: values.visibility,
								Name: values.keyName,
								Value: values.value,
								'Object Type': values.systemObject,
								'Object ID': values.objectId,
							};
				const missing = Object.entries(needed).find(([, value]) => value === undefined);
				if (missing) throw refuse(`${missing[0]} is missing`, 'Fill it in.');
			},
		}),
		operation({
			value: 'delete',
			name: 'Delete',
			action: 'Delete a key',
			description: 'Remove a key from a user or an object',
			contract: 'deleteKey',
			notice: 'Anything that uses the key stops working at once.',
			request: { method: 'DELETE', service: 'api', path: '/v2/keys' },
			parameters: {
				keyId: body(integer({ displayName: 'Key ID', required: true, minimum: 1 })),
			},
		}),
	],
});
