/** Fields that several credential types share. */
import type { INodeProperties } from 'n8n-workflow';

import { withExpressionMark } from './expressions';

/** The form of a credential that is sent as it was entered. */
export function keyForm(fields: INodeProperties[]): INodeProperties[] {
	return withExpressionMark([...fields, overridesProperty]);
}

/** The form of a credential that logs in for a token, and where the token is kept. */
export function tokenForm(fields: INodeProperties[]): INodeProperties[] {
	return withExpressionMark([...fields, overridesProperty, storageProperty, ...sessionProperties]);
}

/**
 * `renewal` always stays empty, so that n8n calls the hook before every request. `sessionToken` is
 * declared as a password; otherwise n8n would send it to the browser.
 */
export const sessionProperties: INodeProperties[] = [
	{
		displayName: 'Renewal',
		name: 'renewal',
		type: 'hidden',
		typeOptions: { expirable: true },
		default: '',
	},
	{
		displayName: 'Session Token',
		name: 'sessionToken',
		type: 'hidden',
		typeOptions: { password: true },
		default: '',
	},
];

/** The last field of every form with a token. */
const storageProperty: INodeProperties = {
	displayName: "Keep Token in n8n's Database",
	name: 'storage',
	type: 'boolean',
	default: true,
	description:
		'Whether the current token is kept, encrypted, with this credential, so that all workers share it and it survives restarts. Switch off to keep it in memory only, for instance when fields of this credential are expressions or external secrets.',
};

type DisplayOptions = INodeProperties['displayOptions'];

const CUSTOM = 'custom';
const ONLY_CUSTOM = { show: { environment: [CUSTOM] } };

interface Choice {
	readonly name: string;
	readonly value: string;
	readonly description?: string;
}

/**
 * Which of the provider's installations is meant, and the addresses that stand in for them. Production
 * comes first and is the default; Custom is last.
 */
export function environmentProperties({
	others = [],
	custom,
	addresses,
}: {
	/** Between Production and Custom. */
	readonly others?: readonly Choice[];
	/** What is entered for Custom, and what for. */
	readonly custom: string;
	/** The fields of Custom. */
	readonly addresses: readonly INodeProperties[];
}): INodeProperties[] {
	return [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				...others,
				{ name: 'Custom', value: CUSTOM, description: custom },
			],
			default: 'production',
		},
		...addresses,
		unencryptedProperty(ONLY_CUSTOM),
	];
}

/** An address that only the environment Custom asks for. */
export function customAddress(displayName: string, name: string, example: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: `e.g. ${example}`,
		required: true,
		displayOptions: ONLY_CUSTOM,
	};
}

/** The one address of a provider, filled in, and the switch that comes with any other. */
export function filledAddress(displayName: string, name: string, url: string): INodeProperties[] {
	return [
		{
			displayName,
			name,
			type: 'string',
			default: url,
			description: 'Change it only if you use a gateway or a simulator',
		},
		unencryptedProperty({ hide: { [name]: [url] } }),
	];
}

/** Email and password of a person. */
export function loginProperties(displayOptions?: DisplayOptions): INodeProperties[] {
	return [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. name@example.com',
			default: '',
			required: true,
			...(displayOptions && { displayOptions }),
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			...(displayOptions && { displayOptions }),
		},
	];
}

/** The switch for gateways inside a cluster, shown if the user enters an address. */
function unencryptedProperty(displayOptions: DisplayOptions): INodeProperties {
	return {
		displayName: 'Allow Unencrypted HTTP',
		name: 'allowUnencryptedHttp',
		type: 'boolean',
		default: false,
		description:
			'Whether the address may use http:// to reach another machine, such as a gateway inside your own network. The secrets then travel in clear text.',
		displayOptions,
	};
}

/** In every form: how far a workflow's author may change the way to the provider. */
const overridesProperty: INodeProperties = {
	displayName: 'Allow Workflow Proxies and Certificates',
	name: 'allowRequestOverrides',
	type: 'boolean',
	default: false,
	description:
		'Whether workflows may send this credential through their own proxy, with their own SSL certificates, with SSL issues ignored, or with a Host header. Anyone who can edit such a workflow can then read the credential.',
};

/** The line that tells a provider's credential types apart. */
export function useThisWhen(text: string): INodeProperties {
	return { displayName: `Use this when ${text}`, name: 'purpose', type: 'notice', default: '' };
}
