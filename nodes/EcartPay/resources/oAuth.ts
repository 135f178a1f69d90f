import { withQuery } from '../../../credentials/lib/url';
import { multiOptions, text, textList } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body, query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { ecartPay } from '../api/provider';
import { api } from '../api/request';

/** Scopes that the vendor's own plugin names. */
const SCOPES = [
	'read_billings',
	'read_chargebacks',
	'read_credentials',
	'read_customers',
	'read_orders',
	'read_orders_subscription',
	'read_paylinks',
	'read_products',
	'read_single_subscription',
	'read_subscriptions',
	'read_subscriptions_template',
	'read_transactions',
	'read_whatsapp',
	'write_billings',
	'write_chargebacks',
	'write_checkouts',
	'write_customers',
	'write_orders',
	'write_paylinks',
	'write_products',
	'write_subscriptions',
	'write_subscriptions_template',
	'write_whatsapp',
].map((value) => ({ name: value, value }));

export const oAuth = resource({
	value: 'oAuth',
	name: 'OAuth',
	description: 'Platforms that act for other merchants',
	operations: [
		operation({
			value: 'createApplication',
			name: 'Create Application',
			action: 'Create an OAuth application',
			description: 'Register a platform. Its client secret is shown only once.',
			contract: 'createOAuthApplication',
			read: record('client_id'),
			notice:
				'The client secret becomes part of the execution data: store it, then delete that data.',
			request: api('POST', '/api/oauth/applications'),
			parameters: {
				name: body(text({ displayName: 'Name' })),
				redirect_url: body(
					text({
						displayName: 'Redirect URL',
						placeholder: 'e.g. https://example.com/callback',
						description: 'Where merchants are sent back to; must use HTTPS and match exactly',
					}),
				),
				scopes: body(
					multiOptions({
						displayName: 'Scopes',
						options: SCOPES,
						description: 'What the platform may do; read_credentials is always added',
					}),
				),
			},
			optional: {
				description: body(text({ displayName: 'Description' })),
				logo_url: body(
					text({ displayName: 'Logo URL', placeholder: 'e.g. https://example.com/logo.png' }),
				),
				headline: body(
					text({
						displayName: 'Headline',
						description: 'Headline of the page that asks the merchant for consent',
					}),
					{ name: 'onboarding.headline' },
				),
				permissions_summary: body(
					textList({
						displayName: 'Permissions Summary',
						description: 'Shown to the merchant; separated by commas',
					}),
					{ name: 'onboarding.permissions_summary' },
				),
			},
		}),
		operation({
			value: 'getConsentLink',
			name: 'Get Consent Link',
			action: 'Get the consent link of an OAuth application',
			description: 'Build the URL where a merchant authorizes the platform',
			contract: 'authorizeOAuth',
			request: api('GET', '/oauth'),
			parameters: {
				client_id: query(text({ displayName: 'Client ID', required: true })),
				redirect_uri: query(
					text({
						displayName: 'Redirect URL',
						required: true,
						placeholder: 'e.g. https://example.com/callback',
					}),
				),
				state: query(
					text({
						displayName: 'State',
						description: 'Returned with the code, so that you can match it to your request',
					}),
				),
			},
			// The page is for the merchant's browser: nothing is sent.
			execute: async ({ request, credentials, credentialType }) => {
				const { path, query: sent = {} } = request();
				const base = ecartPay.addresses(credentialType, await credentials()).api;
				const pairs = Object.entries(sent).map(([name, value]) => [name, String(value)]);
				const parameters = Object.fromEntries(pairs) as Record<string, string>;
				return [{ json: { url: withQuery(`${base}${path}`, parameters) } }];
			},
		}),
	],
});
