/** Fields and Test rules that several credential types have in common. */
import type { IAuthenticateRuleResponseCode, INodeProperties } from 'n8n-workflow';

import { TEST_HEADER } from '../request/markers';

/** Always stays empty, so that n8n calls the hook before every request. */
export const renewalProperty: INodeProperties = {
	displayName: 'Renewal',
	name: 'renewal',
	type: 'hidden',
	typeOptions: { expirable: true },
	default: '',
};

/**
 * Where a token is kept. `sessionToken` is declared as a password, or n8n would send it to the
 * browser.
 */
export const sessionProperties: INodeProperties[] = [
	renewalProperty,
	{
		displayName: 'Session Token',
		name: 'sessionToken',
		type: 'hidden',
		typeOptions: { password: true },
		default: '',
	},
];

/** The last field of every form with a token. */
export const storageProperty: INodeProperties = {
	displayName: "Keep Token in n8n's Database",
	name: 'storage',
	type: 'boolean',
	default: true,
	description:
		'Whether the current token is kept, encrypted, with this credential, so that all workers share it and it survives restarts. Switch off to keep it in memory only, for instance when fields of this credential are expressions or external secrets.',
};

/** The switch for gateways inside a cluster, shown for addresses that the user entered. */
export function unencryptedProperty(
	displayOptions: INodeProperties['displayOptions'],
): INodeProperties {
	return {
		displayName: 'Allow Unencrypted HTTP',
		name: 'allowUnencryptedHttp',
		type: 'boolean',
		default: false,
		description:
			'Whether the address may be http:// to another machine, for a gateway inside your own network. The secrets then travel in clear text.',
		displayOptions,
	};
}

/** The line that tells the types of one provider apart. */
export function useThisWhen(text: string): INodeProperties {
	return { displayName: `Use this when ${text}`, name: 'purpose', type: 'notice', default: '' };
}

/** Makes the hook prove the secret before the Test request is sent; never sent itself. */
export const TEST_HEADERS = { [TEST_HEADER]: 'true' };

/** Sentences for the answers that a Test request can get once the login is done. */
export function testRules(provider: string, refused: string): IAuthenticateRuleResponseCode[] {
	return [
		rule(401, refused),
		rule(
			403,
			`${provider} knows these credentials but does not allow them this request. Ask ${provider} for the missing permission.`,
		),
		rule(
			429,
			`${provider} accepts no more requests for now (HTTP 429). Wait a minute and test again.`,
		),
	];
}

/** One sentence for one HTTP status. */
export function rule(value: number, message: string): IAuthenticateRuleResponseCode {
	return { type: 'responseCode', properties: { value, message } };
}
