import { multiOptions, text } from '../../shared/fields';
import { body } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { EVENTS } from '../api/events';
import { api } from '../api/request';

export const webhook = resource({
	value: 'webhook',
	name: 'Webhook',
	description: 'Addresses that Ecart Pay calls',
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a webhook',
			description: 'Have events sent to an address. In n8n, Ecart Pay Trigger does this for you.',
			contract: 'createWebhook',
			notice:
				'Only the creation of webhooks is documented: change and remove them in the Ecart Pay dashboard.',
			request: api('POST', '/api/webhooks'),
			parameters: {
				url: body(
					text({
						displayName: 'URL',
						required: true,
						placeholder: 'e.g. https://example.com/webhook',
						description: 'HTTPS address that receives the events',
					}),
				),
				events: body(multiOptions({ displayName: 'Events', options: EVENTS })),
			},
		}),
	],
});
