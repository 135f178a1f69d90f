import { setTimeout as delay } from 'node:timers/promises';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Credential, CredentialInput } from '../../../playground/client.mts';
import type { SandboxAddresses } from '../../../sandbox/addresses.mts';
import type { ProviderId } from '../../../sandbox/providers.mts';
import { WRONG_SECRET } from './credentialCases.mts';
import {
	callOnce,
	createCalls,
	runCalls,
	runCallsAtOnce,
	type HttpCall,
	type Outcome,
} from './httpRequest.mts';
import type { SandboxClient } from './sandboxClient.mts';
import type { Stage } from './stage.mts';

/** What was measured, or what is required of it, by name. */
export type Facts = Readonly<Record<string, number | string>>;

/** One situation in which credentials differ by how they treat their token. */
export interface TokenCase {
	readonly title: string;
	/** What our credentials must show. */
	readonly required: Facts;
	/** Plays the situation on the running n8n, and counts at the sandbox. */
	measure(subject: Subject): Promise<Facts>;
}

/** How a credential type is put through the cases. */
export interface CredentialKind {
	readonly provider: ProviderId;
	readonly type: string;
	data(account: string, addresses: SandboxAddresses): ICredentialDataDecryptedObject;
	/** Replaces the secret by a wrong one. */
	readonly wrong: ICredentialDataDecryptedObject;
	/** The provider's own words about a wrong secret. */
	readonly refusal: string;
	readonly readOperation: string;
	readonly writeOperation: string;
	url(sandbox: SandboxClient): string;
	readonly body: object;
}

/** The credential that this package offers. */
export const eCross: CredentialKind = {
	provider: 'ecross',
	type: 'eCrossApi',
	data: (account, { ecross }) => ({
		environment: 'custom',
		...ecross,
		clientId: `client-${account}`,
		clientSecret: `secret-of-client-${account}`,
	}),
	wrong: { clientSecret: WRONG_SECRET },
	refusal: 'Incorrect username or password',
	readOperation: 'listSkus',
	writeOperation: 'upsertSkus',
	url: ({ addresses }) => `${addresses.ecross.productUrl}/ext/merchant/skus`,
	body: [
		{
			skuId: 'mug-blue',
			productId: 'mug',
			main: true,
			name: 'Mug, blue',
			localizedListPriceWithTaxes: 12.5,
			localizedSalePriceWithTaxes: 9.9,
		},
	],
};

/** A credential of n8n's own that also logs in for a token. */
export const metabase: CredentialKind = {
	provider: 'metabase',
	type: 'metabaseApi',
	data: (account, { metabase: { url } }) => ({
		url,
		username: `${account}@example.com`,
		password: `Secret-of-${account}1!`,
	}),
	wrong: { password: WRONG_SECRET },
	refusal: 'did not match stored password',
	readOperation: 'listCards',
	writeOperation: 'createCard',
	url: ({ addresses }) => `${addresses.metabase.url}/api/card`,
	body: { name: 'Sales' },
};

/** One credential kind on one stage, at a sandbox that has just been reset. */
class Subject {
	readonly stage: Stage;
	readonly kind: CredentialKind;
	private readonly account: string;

	/** @param account a name of its own, since what is known of an account's token outlives a case */
	constructor(stage: Stage, kind: CredentialKind, account: string) {
		this.stage = stage;
		this.kind = kind;
		this.account = account;
	}

	get sandbox(): SandboxClient {
		return this.stage.sandbox;
	}

	get readCall(): HttpCall {
		return { url: this.kind.url(this.sandbox) };
	}

	get writeCall(): HttpCall {
		return { method: 'POST', url: this.kind.url(this.sandbox), body: this.kind.body };
	}

	/** A credential of the subject's kind, with some of its fields changed. */
	async credential(changes: ICredentialDataDecryptedObject = {}): Promise<Credential> {
		const { type } = this.kind;
		const input: CredentialInput = {
			name: `${type}, ${this.account}`,
			type,
			data: { ...this.kind.data(this.account, this.sandbox.addresses), ...changes },
		};
		return await this.stage.client.createCredential(input);
	}

	/** A credential whose token is stored and good. */
	async credentialWithToken(): Promise<Credential> {
		const credential = await this.credential();
		const outcome = await callOnce(this.stage, credential, this.readCall);
		if (outcome.status !== 'success') throw new Error(`The first call failed: ${outcome.message}`);
		return credential;
	}

	async run(credential: Credential, call: HttpCall, items: number): Promise<Outcome> {
		return await runCalls(this.stage, await createCalls(this.stage, credential, call, items));
	}

	/** Login requests since the last reset. */
	async tokenRequests(): Promise<number> {
		return await this.sandbox.tokenRequests(this.kind.provider);
	}

	/** Login requests that some work causes. */
	async tokenRequestsOf(work: () => Promise<unknown>): Promise<number> {
		const before = await this.tokenRequests();
		await work();
		return (await this.tokenRequests()) - before;
	}

	/** API calls that were turned away because of their token. */
	async refusedCalls(): Promise<number> {
		const { refused } = await this.sandbox.statisticsOf(this.kind.provider);
		return Object.values(refused).reduce((sum, count) => sum + count, 0);
	}

	/** How often an item was sent: the most and the least of all items. */
	async timesSent(): Promise<string> {
		const counts = Object.values((await this.sandbox.statistics()).tags);
		const least = Math.min(...counts);
		const most = Math.max(...counts);
		return least === most ? `${most}` : `${least} to ${most}`;
	}

	/** Requests at the foreign host that brought anything of the credential along. */
	async foreignRequests(): Promise<{ readonly all: number; readonly withToken: number }> {
		const { foreign } = await this.sandbox.statistics();
		const tokens = await this.sandbox.issuedTokens(this.kind.provider);
		const withToken = foreign.filter((request) => {
			const text = JSON.stringify(request);
			return tokens.some((token) => text.includes(token));
		});
		return { all: foreign.length, withToken: withToken.length };
	}
}

/** As a provider on the internet takes; on loopback alone, requests would hardly overlap. */
export const PROVIDER_LATENCY_MILLISECONDS = 50;

/** Runs one case for one kind of credential. Everything else at the sandbox is forgotten before. */
export async function measure(
	stage: Stage,
	kind: CredentialKind,
	tokenCase: TokenCase,
): Promise<Facts> {
	await stage.sandbox.reset();
	await stage.sandbox.settings(kind.provider, {
		latencyMilliseconds: PROVIDER_LATENCY_MILLISECONDS,
	});
	const account = `case-${tokenCases.indexOf(tokenCase) + 1}`;
	return await tokenCase.measure(new Subject(stage, kind, account));
}

const MANY_ITEMS = 200;
const SHORT_LIFETIME_SECONDS = 2;
const RETRY_AFTER_SECONDS = 5;

/** The situations, in the order in which they are shown. */
export const tokenCases: readonly TokenCase[] = [
	{
		title: `HTTP Request node, ${MANY_ITEMS} items, no token yet`,
		required: { 'token requests': 1, 'refused calls': 0 },
		measure: async (subject) => {
			await subject.run(await subject.credential(), subject.readCall, MANY_ITEMS);
			return {
				'token requests': await subject.tokenRequests(),
				'refused calls': await subject.refusedCalls(),
			};
		},
	},
	{
		title: `${MANY_ITEMS} items, stored token expired`,
		required: { 'token requests': 1, 'refused calls': 0 },
		measure: async (subject) => {
			const { provider } = subject.kind;
			await subject.sandbox.settings(provider, { tokenLifetimeSeconds: SHORT_LIFETIME_SECONDS });
			const credential = await subject.credentialWithToken();
			await subject.sandbox.settings(provider, { tokenLifetimeSeconds: 3_600 });
			await delay(SHORT_LIFETIME_SECONDS * 1_000);
			const tokenRequests = await subject.tokenRequestsOf(() =>
				subject.run(credential, subject.readCall, MANY_ITEMS),
			);
			return { 'token requests': tokenRequests, 'refused calls': await subject.refusedCalls() };
		},
	},
	{
		title: `${MANY_ITEMS} items, each GET answered 404`,
		required: { 'token requests': 1, 'each sent': '1' },
		measure: async (subject) => await answered(subject, 'read', 404),
	},
	{
		title: `${MANY_ITEMS} items, each POST answered 500`,
		required: { 'token requests': 1, 'each sent': '1' },
		measure: async (subject) => await answered(subject, 'write', 500),
	},
	{
		title: 'Wrong secret, 50 items',
		required: { logins: 1, 'calls without token': 0 },
		measure: async (subject) => {
			await subject.run(await subject.credential(subject.kind.wrong), subject.readCall, 50);
			return {
				logins: await subject.tokenRequests(),
				'calls without token': await subject.refusedCalls(),
			};
		},
	},
	{
		title: '4 executions at once, no token yet',
		required: { 'token requests': 1, succeeded: 4 },
		measure: async (subject) => {
			// Long enough a login for all four to find none.
			await subject.sandbox.settings(subject.kind.provider, { latencyMilliseconds: 1_500 });
			const credential = await subject.credential();
			const workflow = await createCalls(subject.stage, credential, subject.readCall);
			const outcomes = await runCallsAtOnce(subject.stage, workflow, 4);
			return {
				'token requests': await subject.tokenRequests(),
				succeeded: outcomes.filter(({ status }) => status === 'success').length,
			};
		},
	},
	{
		title: 'Restart of n8n with a valid stored token',
		required: { 'token requests': 0, run: 'success' },
		measure: async (subject) => {
			const credential = await subject.credentialWithToken();
			await subject.stage.n8n.restart();
			let run = '';
			const tokenRequests = await subject.tokenRequestsOf(async () => {
				run = (await callOnce(subject.stage, credential, subject.readCall)).status;
			});
			return { 'token requests': tokenRequests, run };
		},
	},
	{
		title: 'Test with a wrong new secret while an old token is valid',
		required: { Test: 'red', "provider's message": 'yes' },
		measure: async (subject) => {
			const { client } = subject.stage;
			const credential = await subject.credentialWithToken();
			const { status, message } = await client.testCredential(credential.id, subject.kind.wrong);
			return {
				Test: status === 'OK' ? 'green' : 'red',
				"provider's message": yesNo(message.includes(subject.kind.refusal)),
			};
		},
	},
	{
		title: `Token endpoint answers 429, Retry-After: ${RETRY_AFTER_SECONDS}`,
		required: {
			'token requests in 3 runs': 1,
			'message names the wait': 'yes',
			afterwards: 'success',
		},
		measure: throttled,
	},
	{
		title: 'HTTP Request node pointed at another host',
		required: { 'requests there': 0, 'with the token': 0, 'message names the host': 'yes' },
		measure: async (subject) => {
			const credential = await subject.credentialWithToken();
			const { foreign } = subject.sandbox.addresses;
			const outcome = await callOnce(subject.stage, credential, { url: `${foreign}/orders` });
			const { host } = new URL(foreign);
			const namesHost = outcome.message?.includes(host) ?? false;
			return { ...(await foreignFacts(subject)), 'message names the host': yesNo(namesHost) };
		},
	},
	{
		title: "Provider's address redirects to another host",
		required: { 'requests there': 0, 'with the token': 0 },
		measure: async (subject) => {
			const { provider, readOperation: operationId } = subject.kind;
			const credential = await subject.credentialWithToken();
			await subject.sandbox.fault({ provider, operationId, kind: 'redirect', times: 'always' });
			await callOnce(subject.stage, credential, subject.readCall);
			return await foreignFacts(subject);
		},
	},
	{
		title: 'Stored token revoked at the provider, 20 items',
		required: { succeeded: 20, 'new tokens': 1 },
		measure: async (subject) => {
			const credential = await subject.credentialWithToken();
			await subject.sandbox.revoke(subject.kind.provider);
			let succeeded = 0;
			const newTokens = await subject.tokenRequestsOf(async () => {
				succeeded = (await subject.run(credential, subject.readCall, 20)).items.length;
			});
			return { succeeded, 'new tokens': newTokens };
		},
	},
];

async function answered(
	subject: Subject,
	access: 'read' | 'write',
	status: number,
): Promise<Facts> {
	const { provider, readOperation, writeOperation } = subject.kind;
	const [operationId, call] =
		access === 'read' ? [readOperation, subject.readCall] : [writeOperation, subject.writeCall];
	const body = { message: 'Not today' };
	await subject.sandbox.fault({ provider, operationId, status, body, times: 'always' });
	await subject.run(await subject.credential(), call, MANY_ITEMS);
	return {
		'token requests': await subject.tokenRequests(),
		'each sent': await subject.timesSent(),
	};
}

async function throttled(subject: Subject): Promise<Facts> {
	await subject.sandbox.fault({
		provider: subject.kind.provider,
		operationId: 'token',
		status: 429,
		headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
		body: { message: 'Too many requests' },
		times: 'always',
	});
	const workflow = await createCalls(subject.stage, await subject.credential(), subject.readCall);
	const messages: string[] = [];
	for (let run = 0; run < 3; run++) {
		messages.push((await runCalls(subject.stage, workflow)).message ?? '');
	}
	const tokenRequests = await subject.tokenRequests();
	await subject.sandbox.clearFaults();
	await delay(RETRY_AFTER_SECONDS * 1_000);
	return {
		'token requests in 3 runs': tokenRequests,
		'message names the wait': yesNo(messages.every((message) => /\b[1-5] s\b/.test(message))),
		afterwards: (await runCalls(subject.stage, workflow)).status,
	};
}

async function foreignFacts(subject: Subject): Promise<Facts> {
	const { all, withToken } = await subject.foreignRequests();
	return { 'requests there': all, 'with the token': withToken };
}

function yesNo(fact: boolean): string {
	return fact ? 'yes' : 'no';
}
