import { text } from '../../shared/fields';
import { path } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { wholeList } from '../api/paginations';
import { api } from '../api/request';
import { ID_PLACEHOLDER } from './fields';

export const notification = resource({
	value: 'notification',
	name: 'Notification',
	description: 'Notices in the dashboard',
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many notifications',
			description:
				'Retrieve the notices. Ecart Pay publishes this address under that title; what it actually returns is not known.',
			contract: 'listBillingFilters',
			request: api('GET', '/api/billings/filters'),
			pages: wholeList,
		}),
		operation({
			value: 'markSeen',
			name: 'Mark as Seen',
			action: 'Mark a notification as seen',
			description: 'Mark a notice as seen',
			contract: 'markNotificationSeen',
			request: api('PUT', '/api/notifications/{notification_id}/seen'),
			parameters: {
				notification_id: path(
					text({ displayName: 'Notification ID', required: true, placeholder: ID_PLACEHOLDER }),
				),
			},
		}),
	],
});
