import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IHookFunctions,
} from 'n8n-workflow';

import { createClient } from '../../shared/http/client';
import { isInDoubt } from '../../shared/http/doubt';
import { at } from '../../../credentials/lib/json';
import { ecartPay } from '../api/provider';
import { note, noteUnwanted, placeOf, registrationAt, type Place } from './registeredWebhooks';
import { readSettings, type Settings } from './settings';

const CREDENTIAL = 'ecartPayApi';
const DASHBOARD = 'the Ecart Pay dashboard under Settings > Integrations > Webhooks';

/**
 * How n8n registers the trigger's address at Ecart Pay. Only the creation of webhooks is documented:
 * nothing lists, changes or removes them. So what was created is noted in the node's static data,
 * an address is registered once, and what cannot be done is said.
 */
export const webhookMethods = {
	default: {
		/**
		 * Whether there is nothing (more) to register.
		 *
		 * @throws NodeOperationError where the trigger could not work as it is set up
		 */
		async checkExists(this: IHookFunctions): Promise<boolean> {
			const settings = readSettings(this);
			const credentials = await this.getCredentials(CREDENTIAL);
			requireSecret(this, settings, credentials);
			requireEvents(this, settings);
			if (this.getMode() === 'manual') return true;
			const place = placeOf(this, credentials);
			if (settings.registration === 'automatic') return isRegistered(this, place, settings);
			if (settings.registration === 'record') requireUnregistered(this, place);
			return true;
		},

		/** Registers the address for the chosen events of the account. Sent once at most. */
		async create(this: IHookFunctions): Promise<boolean> {
			const { events } = readSettings(this);
			const client = createClient(this, ecartPay, CREDENTIAL);
			const credentials = await client.credentials();
			const place = placeOf(this, credentials);
			requireHttps(this, place, credentials);
			const body = { url: place.url, events };
			const request = { method: 'POST', service: 'api', path: '/api/webhooks', body } as const;
			const answer = await client.send(request).catch((error: unknown) => {
				if (isInDoubt(error)) note(this, { ...place, events, inDoubt: true });
				throw error;
			});
			const id = at(answer, 'id');
			note(this, { ...place, events, ...(typeof id === 'string' ? { id } : {}) });
			return true;
		},

		/** Removes nothing, since Ecart Pay has no documented call for it: notes and says that. */
		async delete(this: IHookFunctions): Promise<boolean> {
			const url = this.getNodeWebhookUrl('default') ?? '';
			const left = noteUnwanted(this, url);
			if (left.length > 0) {
				this.logger.warn(
					`Ecart Pay keeps calling ${url}: there is no documented call to remove a webhook. Remove it in ${DASHBOARD}, or leave it there until you publish the workflow again.`,
				);
			}
			return left.length === 0;
		},
	},
};

/** Throws where an earlier registration of the address cannot serve. */
function isRegistered(functions: IHookFunctions, place: Place, { events }: Settings): boolean {
	const registered = registrationAt(functions, place);
	if (!registered) return false;
	if (registered.inDoubt) {
		throw refusal(
			functions,
			'It is not known whether this webhook was registered, because Ecart Pay did not respond',
			`Look in ${DASHBOARD} for ${place.url}, add it there if it is missing, and set Registration to In the Dashboard.`,
		);
	}
	const missing = events.filter((event) => !registered.events.includes(event));
	if (missing.length > 0) {
		throw refusal(
			functions,
			`This webhook is registered without ${missing.join(', ')}, and Ecart Pay has no documented call to change that`,
			`Add the events to ${place.url} in ${DASHBOARD} and set Registration to In the Dashboard; or use a new Ecart Pay Trigger, which has its own address.`,
		);
	}
	note(functions, { ...registered, unwantedSince: undefined });
	return true;
}

/** What the account sends could not be told from what a record sends. */
function requireUnregistered(functions: IHookFunctions, place: Place): void {
	if (!registrationAt(functions, place)) return;
	throw refusal(
		functions,
		'This address is already registered for events of the whole account',
		'Use a new Ecart Pay Trigger for records, which has its own address.',
	);
}

function requireSecret(
	functions: IHookFunctions,
	{ acceptUnsigned }: Settings,
	{ webhookSecret }: ICredentialDataDecryptedObject,
): void {
	const isMissing = typeof webhookSecret !== 'string' || webhookSecret.trim() === '';
	if (!isMissing || acceptUnsigned) return;
	throw refusal(
		functions,
		'The credential has no Webhook Secret, so deliveries cannot be verified',
		`Copy it into the credential from ${DASHBOARD}, or switch Accept Unsigned Deliveries on under Options.`,
	);
}

function requireEvents(functions: IHookFunctions, { registration, events }: Settings): void {
	if (registration === 'record' || events.length > 0) return;
	throw refusal(functions, 'No event is chosen', 'Choose what starts the workflow under Events.');
}

/** "Subscribe an HTTPS address"; a custom environment may be on this machine. */
function requireHttps(
	functions: IHookFunctions,
	{ url }: Place,
	{ environment }: ICredentialDataDecryptedObject,
): void {
	if (environment === 'custom' || url.startsWith('https://')) return;
	throw refusal(
		functions,
		`Ecart Pay calls HTTPS addresses only, and this trigger's is ${url}`,
		'Make n8n reachable over HTTPS, and set its WEBHOOK_URL.',
	);
}

function refusal(functions: IHookFunctions, problem: string, description: string) {
	return new NodeOperationError(functions.getNode(), problem, { description });
}
