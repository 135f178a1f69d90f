import { integer, jsonObject } from '../../shared/fields';
import { inCents } from '../../shared/fields/money';
import { local } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { readNotification } from '../api/notification';
import { signerOf } from '../api/signing';

export const signature = resource({
	value: 'signature',
	name: 'Signature',
	description: 'Sign what you send, verify what Pledg sends',
	operations: [
		operation({
			value: 'sign',
			name: 'Sign Payload',
			action: 'Sign a payload',
			description: 'Sign your own settings as a token (HS256); nothing is sent',
			contract: [],
			authentication: ['signature'],
			repeatable: true,
			parameters: {
				payload: local(
					inCents(
						jsonObject({
							displayName: 'Payload (JSON)',
							required: true,
							default: '{ "data": {} }',
							description:
								'The settings belong in the member "data". Amounts are in cents: amountCents of 250.50 EUR is 25050.',
						}),
					),
				),
			},
			optional: {
				validForMinutes: local(
					integer({
						displayName: 'Valid for Minutes',
						minimum: 1,
						description: 'Adds an expiry (exp) to the payload; without it the token never expires',
					}),
				),
			},
			execute: async (context, { payload, validForMinutes }) => {
				const { sign } = await signerOf(context);
				const exp = Math.floor(Date.now() / 1000) + (validForMinutes ?? 0) * 60;
				const token = sign({ ...payload, ...(validForMinutes ? { exp } : {}) });
				return [{ json: { signature: token } }];
			},
		}),
		operation({
			value: 'verifyNotification',
			name: 'Verify Notification',
			action: 'Verify a notification',
			description: 'Check the signature of a notification that a Webhook node received',
			contract: [],
			authentication: ['signature'],
			repeatable: true,
			notice:
				'Fails on anything that is not genuine, including unsigned notifications. A redirect of the buyer (pledg_result) is never proof of a payment.',
			parameters: {
				body: local(
					jsonObject({
						displayName: 'Notification (JSON)',
						required: true,
						default: '={{ $json.body }}',
						description: 'The body exactly as it was received',
					}),
				),
			},
			execute: async (context, { body }) => {
				const { secretKey } = await signerOf(context);
				const notification = readNotification(body, secretKey);
				if (typeof notification === 'string') {
					throw context.refuse(
						`The notification cannot be trusted: ${notification}`,
						'Check that the credential holds the secret key of the merchant whose purchase it is. If it does, someone else sent this.',
					);
				}
				const { content, form, outcome, unverified } = notification;
				const beside = Object.keys(unverified).length > 0 ? { unverified } : {};
				return [{ json: { ...content, form, outcome, ...beside } }];
			},
		}),
	],
});
