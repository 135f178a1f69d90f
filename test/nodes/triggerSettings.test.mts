/**
 * What a trigger's form would not let through is refused when the workflow is published, before
 * anything is sent: an expression or an edited workflow can put any value there, and taken for
 * another it could mean "everything" or "no check".
 */
import type { INodeParameters, INodeProperties, INodeType, NodeParameterValue } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { EcartPayApi } from '../../credentials/EcartPayApi.credentials';
import { ECrossApi } from '../../credentials/ECrossApi.credentials';
import { EcGridApi } from '../../credentials/EcGridApi.credentials';
import { PledgSignatureApi } from '../../credentials/PledgSignatureApi.credentials';
import { EcartPayTrigger } from '../../nodes/EcartPay/EcartPayTrigger.node';
import { ECrossTrigger } from '../../nodes/ECross/ECrossTrigger.node';
import { EcGridTrigger } from '../../nodes/EcGrid/EcGridTrigger.node';
import { EcGridWebhookTrigger } from '../../nodes/EcGrid/EcGridWebhookTrigger.node';
import { PledgTrigger } from '../../nodes/Pledg/PledgTrigger.node';
import { EcGridTriggerStage } from './EcGrid/triggerStage.mts';
import { triggers } from './everyNode.mts';
import { CredentialStore } from './harness.mts';
import { TriggerStage } from './triggerHarness.mts';

/** Nothing listens there: a request would fail with another message. */
const NOWHERE = 'http://127.0.0.1:9';

const ecross = new CredentialStore([new ECrossApi()], {
	eCrossApi: {
		environment: 'custom',
		authUrl: NOWHERE,
		productUrl: NOWHERE,
		orderUrl: NOWHERE,
		shipmentUrl: NOWHERE,
		clientId: 'client',
		clientSecret: 'secret',
	},
});
const ecartpay = new CredentialStore([new EcartPayApi()], {
	ecartPayApi: {
		environment: 'custom',
		baseUrl: NOWHERE,
		publicKey: 'public',
		privateKey: 'private',
		webhookSecret: 'secret',
	},
});
const ecgrid = new CredentialStore([new EcGridApi()], {
	ecGridApi: {
		environment: 'custom',
		baseUrl: NOWHERE,
		apiKey: 'key',
		webhookUser: 'user',
		webhookPassword: 'password',
	},
});
const pledg = new CredentialStore([new PledgSignatureApi()], {
	pledgSignatureApi: { merchantUid: 'mer_test', secretKey: 'secret' },
});

interface TriggerCase {
	node: INodeType;
	publish(parameters: INodeParameters): Promise<unknown>;
}

const eCrossTrigger = new ECrossTrigger();
const ecartPayTrigger = new EcartPayTrigger();
const pledgTrigger = new PledgTrigger();

const ecGridStage = (node: INodeType, parameters: INodeParameters, credentials = ecgrid) =>
	new EcGridTriggerStage(node, { authentication: 'apiKey', ...parameters }, credentials);

const TRIGGERS: TriggerCase[] = [
	{
		node: eCrossTrigger,
		publish: async (own) => {
			const parameters = { event: 'orderChanged', ...own };
			await new TriggerStage({ node: eCrossTrigger, parameters, credentials: ecross }).poll();
		},
	},
	{ node: ecartPayTrigger, publish: activated(ecartPayTrigger, ecartpay) },
	{
		node: new EcGridTrigger(),
		publish: async (own) => await ecGridStage(new EcGridTrigger(), own).activate(),
	},
	{
		node: new EcGridWebhookTrigger(),
		publish: async (own) => await ecGridStage(new EcGridWebhookTrigger(), own).hook('create'),
	},
	{ node: pledgTrigger, publish: activated(pledgTrigger, pledg) },
];

function activated(node: INodeType, credentials: CredentialStore): TriggerCase['publish'] {
	return async (parameters) => await new TriggerStage({ node, parameters, credentials }).activate();
}

test('every trigger has a case', () => {
	const tested = TRIGGERS.map(({ node: { description } }) => description.name);
	expect(tested.sort()).toEqual(triggers.map(({ description: { name } }) => name).sort());
});

/** What a field is shown with, where it is not always shown. */
const COMPANIONS: Readonly<Record<string, INodeParameters>> = {
	recordEvents: { registration: 'record' },
	binaryPropertyName: { download: true },
};

/** n8n itself reads the Poll Times, and sets Authentication by the credential that is chosen. */
const NOT_OURS = new Set(['authentication', 'pollTimes']);

interface SettingCase {
	readonly title: string;
	readonly trigger: TriggerCase;
	readonly parameters: INodeParameters;
	readonly label: string;
}

const NOTHING = '={{ undefined }}';

const CASES = TRIGGERS.flatMap((trigger) => [...casesOf(trigger)]);

function* casesOf(trigger: TriggerCase): Generator<SettingCase> {
	const { displayName, properties } = trigger.node.description;
	for (const { field, isOption } of fieldsIn(properties)) {
		for (const value of wrongValuesFor(field)) {
			const own = { [field.name]: value };
			yield {
				title: `${displayName}: ${field.displayName} = ${JSON.stringify(value)}`,
				trigger,
				parameters: { ...COMPANIONS[field.name], ...(isOption ? { options: own } : own) },
				label: field.displayName,
			};
		}
	}
}

function* fieldsIn(
	properties: INodeProperties[],
): Generator<{ field: INodeProperties; isOption: boolean }> {
	for (const field of properties) {
		if (field.type !== 'collection') {
			if (!NOT_OURS.has(field.name)) yield { field, isOption: false };
			continue;
		}
		for (const option of field.options ?? []) {
			if ('displayName' in option && 'type' in option) yield { field: option, isOption: true };
		}
	}
}

function wrongValuesFor({ type, typeOptions = {} }: INodeProperties): NodeParameterValue[] {
	const { minValue, maxValue } = typeOptions;
	switch (type) {
		case 'boolean':
			return ['yes', 1, NOTHING];
		case 'number':
			return [
				'ten',
				'1e3',
				...(minValue === undefined ? [] : [minValue - 1]),
				...(maxValue === undefined ? [] : [maxValue + 1]),
				NOTHING,
			];
		case 'options':
			return ['of another version', NOTHING];
		case 'resourceLocator':
			return ['the main one', '12x', NOTHING];
		case 'multiOptions':
		case 'string':
			return [NOTHING];
		default:
			return [];
	}
}

test.each(CASES)('$title', async ({ trigger, parameters, label }) => {
	await expect(trigger.publish(parameters)).rejects.toThrow(
		new RegExp(`^${label.replace(/[()]/g, '\\$&')} (must be|does not accept|is an expression)`),
	);
});

test.each([
	['true', 'refused'],
	['false', 'sent'],
])('a switch given as the text %s is what it says', async (text, outcome) => {
	const credential = { ...ecgrid.data.ecGridApi, webhookPassword: '' };
	const store = new CredentialStore([new EcGridApi()], { ecGridApi: credential });
	const stage = ecGridStage(new EcGridWebhookTrigger(), { httpAuthentication: text }, store);
	const message =
		outcome === 'refused' ? /^HTTP Basic Authentication is on, but/ : /^It is not known/;
	await expect(stage.hook('create')).rejects.toThrow(message);
});
