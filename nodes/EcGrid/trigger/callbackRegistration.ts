import { createHmac } from 'crypto';
import {
	NodeApiError,
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHookFunctions,
} from 'n8n-workflow';

import { createClient, type ApiClient } from '../../shared/http/client';
import { isInDoubt } from '../../shared/http/doubt';
import { pagesOf } from '../../shared/http/pagination';
import type { ApiRequest } from '../../shared/http/types';
import { staticDataOf } from '../../shared/http/staticData';
import { isObject } from '../../../credentials/lib/json';
import { CALLBACK, REGISTRATION, rowsOf } from '../api/memberNames';
import { createCallback } from '../api/newCallback';
import { callbackQueue } from '../api/paginations';
import { ecGrid } from '../api/provider';
import { basicLoginOf, isComplete, type BasicLogin } from './basicLogin';
import { readCallbackSettings } from './callbackSettings';
import { credentialTypeOf } from './settings';

/** A registration at ECGrid that this node has made. */
interface Registration extends IDataObject {
	callbackId: number;
	/** Digest of all that was registered: a change needs a new registration. */
	scope: string;
}

const NOT_FOUND = '404';

/** How n8n registers the trigger's address at ECGrid, and removes it again. */
export const webhookMethods = {
	default: {
		/** Whether what this node has registered is still there, and still what the user wants. */
		async checkExists(this: IHookFunctions): Promise<boolean> {
			const registration = registrationOf(this);
			if (!registration) return false;
			const wanted = await wantedBy(this);
			if (registration.scope !== wanted.scope) return false;
			const { callbackId } = registration;
			return await isThere(wanted.client, {
				method: 'GET',
				service: 'api',
				path: '/v2/callbacks/get-queue-by-id',
				query: { callbackId },
			});
		},

		/**
		 * Registers the address, in place of a former registration of this node.
		 *
		 * @throws NodeOperationError where ECGrid could not call it, or its made-up event did not arrive
		 */
		async create(this: IHookFunctions): Promise<boolean> {
			const wanted = await wantedBy(this);
			requireHttps(this, wanted.url);
			requireLogin(this, wanted.login);
			await removeRegistration(this, wanted.client);
			await removeStrays(this, wanted.client);
			const callbackId = await register(this, wanted);
			note(this, { callbackId, scope: wanted.scope });
			// In manual mode the user sends the event.
			if (this.getMode() === 'manual' || !wanted.isTriedOut) return true;
			const problem = await tryOut(wanted.client, callbackId);
			if (problem === undefined) return true;
			// n8n does not save the static data of an activation that failed.
			await removeRegistration(this, wanted.client);
			throw refusal(
				this,
				`ECGrid could not deliver its test event to ${wanted.url}: ${problem}`,
				'Make n8n reachable from outside over HTTPS, or switch Send Test Event off under Options.',
			);
		},

		/** Removes the registration. One that is gone already is as good as removed. */
		async delete(this: IHookFunctions): Promise<boolean> {
			const client = createClient(this, ecGrid, credentialTypeOf(this));
			// n8n calls this after an activation that failed as well, perhaps for a lost answer.
			if (registrationOf(this)) await removeRegistration(this, client);
			else await removeStrays(this, client);
			return true;
		},
	},
};

interface Wanted {
	client: ApiClient;
	url: string;
	mailboxId: number | undefined;
	login: BasicLogin | undefined;
	isTriedOut: boolean;
	scope: string;
}

async function wantedBy(functions: IHookFunctions): Promise<Wanted> {
	const settings = readCallbackSettings(functions);
	const { credentialType, mailboxId, isTriedOut } = settings;
	const client = createClient(functions, ecGrid, credentialType);
	const credentials = await client.credentials();
	const { api } = ecGrid.addresses(credentialType, credentials);
	const url = functions.getNodeWebhookUrl('default') ?? '';
	const login = await basicLoginOf(functions, settings);
	const parts = JSON.stringify([api, url, mailboxId ?? 0, login ?? null]);
	return { client, url, mailboxId, login, isTriedOut, scope: digestOf(parts, credentials) };
}

/**
 * Static data is exported with a workflow. Without the credential's own secret, whoever has it could
 * try out on this digest which password the calls carry.
 */
function digestOf(text: string, { apiKey, password }: ICredentialDataDecryptedObject): string {
	const secret = JSON.stringify([apiKey ?? '', password ?? '']);
	return createHmac('sha256', secret).update(text).digest('base64url');
}

/** Registers the address. An answer that is lost, or tells no ID, is made up for by a look-up. */
async function register(functions: IHookFunctions, wanted: Wanted): Promise<number> {
	const outcome = await sendRegistration(wanted).catch((error: unknown) => {
		if (isInDoubt(error)) return error;
		throw error;
	});
	if (typeof outcome === 'number') return outcome;
	const there = await registrationsAt(wanted.url, wanted.client).catch(() => []);
	const found = there.find((callbackId) => !notedIds(functions).includes(callbackId));
	if (found !== undefined) return found;
	const problem = outcome ? `: ${outcome.message}` : ', because its response gives no ID';
	throw refusal(
		functions,
		`It is not known whether ECGrid has registered ${wanted.url}${problem}`,
		'Publish the workflow again (n8n 1: activate it): anything left behind is looked for and removed first. Callback: Get Many Delivery States of the ECGrid node shows it as well, once it is called.',
	);
}

/** The ID of the new registration; undefined if the answer does not tell it. */
async function sendRegistration({
	client,
	url,
	mailboxId,
	login,
}: Wanted): Promise<number | undefined> {
	const answer = await createCallback(async (request) => await client.send(request), {
		method: 'POST',
		service: 'api',
		path: '/v2/callbacks/create',
		body: {
			url,
			event: 'Parcel',
			...(mailboxId === undefined ? {} : { mailboxId }),
			...(login ? { httpAuthType: 'Basic', ...login } : {}),
		},
		...(login ? { secrets: [login.password] } : {}),
	});
	const [row = {}] = rowsOf(answer, REGISTRATION);
	return idIn(row);
}

/**
 * The IDs of what is registered for an address. The address holds a random part, so it is this
 * node's. No list of registrations is documented, only one of how their calls go.
 */
async function registrationsAt(url: string, client: ApiClient): Promise<number[]> {
	const request = {
		method: 'POST',
		service: 'api',
		path: '/v2/callbacks/queue-list',
		body: {},
		repeatable: true,
	} as const;
	const send = async (page: ApiRequest) => await client.send(page);
	const fail = (problem: string) => new Error(problem);
	const found = new Set<number>();
	for await (const rows of pagesOf(callbackQueue, request, Infinity, { send, fail })) {
		for (const row of rows) {
			const callbackId = idIn(row);
			if (row.url === url && callbackId !== undefined) found.add(callbackId);
		}
	}
	return [...found];
}

function idIn({ callbackId }: IDataObject): number | undefined {
	const id = Number(callbackId ?? NaN);
	return Number.isSafeInteger(id) ? id : undefined;
}

/** Removes what is registered for the address without this node knowing, as far as it can be found. */
async function removeStrays(functions: IHookFunctions, client: ApiClient): Promise<void> {
	const url = functions.getNodeWebhookUrl('default') ?? '';
	const problem = await registrationsAt(url, client)
		.then(async (ids) => {
			const strays = ids.filter((callbackId) => !notedIds(functions).includes(callbackId));
			for (const callbackId of strays) await remove(client, callbackId);
		})
		.then(
			() => undefined,
			(error: unknown) => (error instanceof Error ? error.message : String(error)),
		);
	if (problem === undefined) return;
	functions.logger.warn(
		`ECGrid Webhook Trigger could not look for registrations that were left behind: ${problem}`,
	);
}

/** What was wrong with the answer to ECGrid's made-up event; undefined if all is well. */
async function tryOut(client: ApiClient, callbackId: number): Promise<string | undefined> {
	const path = '/v2/callbacks/test';
	const request = { method: 'POST', service: 'api', path, body: { callbackId } } as const;
	return await client.send(request).then(
		(answer) => {
			const [{ httpStatus } = {}] = rowsOf(answer, CALLBACK);
			const isDelivered = Number(httpStatus) >= 200 && Number(httpStatus) <= 299;
			return isDelivered ? undefined : `it got HTTP status ${String(httpStatus ?? 'none')}`;
		},
		(error: unknown) => (error instanceof Error ? error.message : String(error)),
	);
}

async function removeRegistration(functions: IHookFunctions, client: ApiClient): Promise<void> {
	const registration = registrationOf(functions);
	if (!registration) return;
	await remove(client, registration.callbackId);
	note(functions, undefined);
}

/** One that is gone already is as good as removed. */
async function remove(client: ApiClient, callbackId: number): Promise<void> {
	await isThere(client, {
		method: 'DELETE',
		service: 'api',
		path: '/v2/callbacks',
		body: { callbackId },
		repeatable: true,
	});
}

/** Sends a request about a registration; false if ECGrid does not know that one. */
async function isThere(client: ApiClient, request: ApiRequest): Promise<boolean> {
	return await client.send(request).then(
		() => true,
		(error: unknown) => {
			if (error instanceof NodeApiError && error.httpCode === NOT_FOUND) return false;
			throw error;
		},
	);
}

/** ECGrid calls HTTPS only (contract). */
function requireHttps(functions: IHookFunctions, url: string): void {
	if (url.startsWith('https://')) return;
	throw refusal(
		functions,
		`ECGrid calls HTTPS addresses only, and this trigger's is ${url}`,
		'Make n8n reachable over HTTPS, and set its WEBHOOK_URL.',
	);
}

/** Without them, every call would be refused. */
function requireLogin(functions: IHookFunctions, login: BasicLogin | undefined): void {
	if (!login || isComplete(login)) return;
	throw refusal(
		functions,
		'HTTP Basic Authentication is on, but the credential has no Webhook User and Webhook Password',
		'Enter both in the credential, or switch HTTP Basic Authentication off.',
	);
}

/** That of a test is kept apart from that of the active workflow. */
function memberFor(functions: IHookFunctions): 'testRegistration' | 'registration' {
	return functions.getMode() === 'manual' ? 'testRegistration' : 'registration';
}

function registrationOf(functions: IHookFunctions): Registration | undefined {
	const kept = staticDataOf(functions)[memberFor(functions)];
	if (!isObject(kept)) return undefined;
	const { callbackId, scope } = kept;
	return typeof callbackId === 'number' && typeof scope === 'string'
		? { callbackId, scope }
		: undefined;
}

/** The registrations that this node knows of, for its active workflow and for a test. */
function notedIds(functions: IHookFunctions): unknown[] {
	const { registration, testRegistration } = staticDataOf(functions);
	return [registration, testRegistration].map((noted) => isObject(noted) && noted.callbackId);
}

function note(functions: IHookFunctions, registration: Registration | undefined): void {
	const data = staticDataOf(functions);
	if (registration) data[memberFor(functions)] = registration;
	else delete data[memberFor(functions)];
}

function refusal(functions: IHookFunctions, problem: string, description: string) {
	return new NodeOperationError(functions.getNode(), problem, { description });
}
