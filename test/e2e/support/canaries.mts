import type {
	ICredentialDataDecryptedObject,
	INodeParameters,
	INodeProperties,
} from 'n8n-workflow';
import type { Credential, CredentialTypeDescription } from '../../../playground/client.mts';
import type { Fault } from '../../../sandbox/faults.mts';
import { credentialCases, type CredentialCase } from './credentialCases.mts';
import { createCalls, runCalls } from './httpRequest.mts';
import { secretFields } from './knownSecrets.mts';
import type { Secret } from './leakSearch.mts';
import { createNodeRun, startNodeRun } from './nodeRun.mts';
import { releasablePurchase } from './releasablePurchase.mts';
import type { SandboxClient } from './sandboxClient.mts';
import type { Stage } from './stage.mts';

/** Characters that each encoding writes in its own way, and that headers and forms can carry. */
const MARK = 'Can "ary" & <1%>+/=?~';
/** Nothing listens here. */
const DEAD_ADDRESS = 'http://127.0.0.1:9';

/** A credential with a secret of its own shape in each of its secret fields. */
export interface Canary {
	readonly credentialCase: CredentialCase;
	readonly credential: Credential;
	readonly secrets: readonly Secret[];
	/** Those that the form shows, the way it is filled in: n8n hands no others to nodes. */
	readonly shown: readonly Secret[];
}

/** Makes one for each case, and has the sandbox accept its secret. */
export async function createCanaries(stage: Stage): Promise<Canary[]> {
	const types = await stage.client.describeCredentialTypes();
	const canaries: Canary[] = [];
	for (const credentialCase of credentialCases) {
		const type = types.find(({ name }) => name === credentialCase.type);
		if (!type) throw new Error(`n8n has no credential type ${credentialCase.type}`);
		canaries.push(await createCanary(stage, credentialCase, type));
	}
	return canaries;
}

async function createCanary(
	{ client, sandbox }: Stage,
	credentialCase: CredentialCase,
	type: CredentialTypeDescription,
): Promise<Canary> {
	const { title } = credentialCase;
	const known = credentialCase.data(await openAccount(sandbox, credentialCase), sandbox.addresses);
	const fields = secretFields(type);
	const own = Object.fromEntries(fields.map(({ name }) => [name, `${MARK} ${title} ${name}`]));
	const data = { ...own, ...known };
	const credential = await client.createCredential({
		name: `Canary of ${title}`,
		type: type.name,
		data,
	});
	const secretOf = ({ name }: INodeProperties): Secret => ({
		name: `${name} of ${title}`,
		value: String(data[name]),
	});
	return {
		credentialCase,
		credential,
		secrets: fields.map(secretOf),
		shown: fields.filter((field) => isShown(field, data)).map(secretOf),
	};
}

function isShown(
	{ displayOptions }: INodeProperties,
	data: ICredentialDataDecryptedObject,
): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(([name, values]) =>
		values?.some((value) => value === data[name]),
	);
}

/** An account whose secret holds the mark. An API key at the sandbox is made of the account's name. */
async function openAccount(
	sandbox: SandboxClient,
	{ account, secretField, title, provider }: CredentialCase,
): Promise<ReturnType<CredentialCase['account']>> {
	if (secretField === 'apiKey') return account(`${MARK} ${title}`);
	const { id } = account(`canary-${title.replaceAll(' ', '-')}`);
	const secret = `${MARK} ${title}`;
	await sandbox.changeSecret(provider, id, secret);
	return { id, secret };
}

/**
 * Uses a canary as users do, and as providers go wrong: the Test right and wrong, the HTTP Request
 * node and our node, with calls that succeed, fail, are redirected, go to a foreign host or to none.
 * To our node the provider also repeats the secrets in its errors, and at last its login does so.
 */
export async function useCanary(stage: Stage, canary: Canary): Promise<void> {
	const { client, sandbox } = stage;
	const { credentialCase, credential } = canary;
	const { provider, secretField, addressFields } = credentialCase;
	await client.testCredential(credential.id);
	await callByHttpRequest(stage, canary);
	await callByNode(stage, canary);
	await client.testCredential(credential.id, { [secretField]: `${MARK} wrong` });
	const nowhere = Object.fromEntries(addressFields.map((field) => [field, DEAD_ADDRESS]));
	await client.testCredential(credential.id, nowhere);

	await sandbox.fault({ ...echo(canary, 401), provider, operationId: '*', times: 'always' });
	await client.testCredential(credential.id);
	await sandbox.clearFaults();
}

type Mishap = Omit<Fault, 'provider' | 'operationId'>;

/** What the provider answers in place of its API's answer; the login works. */
async function duringFault(
	{ sandbox }: Stage,
	{ credentialCase: { provider } }: Canary,
	mishap: Mishap | undefined,
	work: () => Promise<unknown>,
): Promise<void> {
	if (mishap) await sandbox.fault({ ...mishap, provider, operationId: '*', times: 'always' });
	await work();
	await sandbox.clearFaults();
}

async function callByHttpRequest(stage: Stage, canary: Canary): Promise<void> {
	const { credential, credentialCase } = canary;
	const call = await credentialCase.call(stage.sandbox);
	const workflow = await createCalls(stage, credential, call);
	// A body that repeats a secret would be shown by this node whole, as it shows all bodies.
	for (const mishap of [
		undefined,
		{ status: 500 },
		{ kind: 'redirect' },
		{ status: 401 },
		{ status: 200, contentType: 'application/pdf', body: '%PDF-1.4' },
	] as const) {
		await duringFault(stage, canary, mishap, async () => await runCalls(stage, workflow));
	}
	for (const url of [`${stage.sandbox.addresses.foreign}/elsewhere`, DEAD_ADDRESS]) {
		await runCalls(stage, await createCalls(stage, credential, { ...call, url }));
	}
}

async function callByNode(stage: Stage, canary: Canary): Promise<void> {
	const { credential, credentialCase } = canary;
	for (const call of await nodeCallsOf(credentialCase, stage.sandbox)) {
		const workflow = await createNodeRun(stage, { ...call, credential });
		for (const mishap of [
			undefined,
			echo(canary, 500),
			echo(canary, 400),
			{ kind: 'redirect' } as const,
			{ kind: 'html' } as const,
			echo(canary, 401),
		]) {
			await duringFault(stage, canary, mishap, async () => await startNodeRun(stage, workflow));
		}
	}
}

/** An error whose message repeats the secrets, wherever a provider's message may stand. */
function echo({ credentialCase: { title }, shown }: Canary, status: number): Mishap {
	const message = `No access with ${shown.map(({ value }) => value).join(' or ')}`;
	if (title.startsWith('ECGrid SOAP')) {
		return { status, contentType: 'text/xml; charset=utf-8', body: soapFault(message) };
	}
	const body = { message, error: { message, debug: message }, errors: [{ message }] };
	return { status, contentType: 'application/json', body: JSON.stringify(body) };
}

function soapFault(message: string): string {
	const text = message.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
	return `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Client</faultcode><faultstring>${text}</faultstring></soap:Fault></soap:Body></soap:Envelope>`;
}

interface NodeCall {
	readonly type: string;
	readonly parameters: INodeParameters;
}

/** Calls of our node that send the secrets of a credential type, each of them somewhere. */
async function nodeCallsOf(
	{ title }: CredentialCase,
	sandbox: SandboxClient,
): Promise<readonly NodeCall[]> {
	switch (title) {
		case 'E-CROSS API':
			return [
				nodeCall('eCross', 'sku', 'getAll'),
				nodeCall('eCross', 'tax', 'simulate', { country: 'BR', state: 'SP', freight: 1 }),
			];
		case 'Ecart Pay API':
			return [nodeCall('ecartPay', 'transaction', 'getAll')];
		case 'ECGrid API Key API':
			return [nodeCall('ecGrid', 'user', 'getMe', { authentication: 'apiKey' })];
		case 'ECGrid Login API':
			return [nodeCall('ecGrid', 'user', 'getMe', { authentication: 'login' })];
		case 'ECGrid SOAP API with a session':
		case 'ECGrid SOAP API with an API key':
			return [nodeCall('ecGridSoap', 'parcel', 'ParcelInBox')];
		case 'Pledg API':
			return [
				nodeCall('pledg', 'schedule', 'simulate', {
					authentication: 'accessToken',
					merchantUid: 'mer_sandbox',
					amount: 250,
					created: '2030-01-01',
				}),
			];
		case 'Pledg Dashboard API':
			return [
				nodeCall('pledg', 'purchase', 'release', {
					authentication: 'dashboard',
					purchaseUid: await releasablePurchase(sandbox),
				}),
			];
		case 'Pledg Signature API':
			return [
				nodeCall('pledg', 'purchaseLink', 'createSigned', {
					authentication: 'signature',
					title: 'Order 42',
					reference: 'order_42',
					amount: 20,
					email: 'buyer@example.com',
					firstName: 'Test',
					lastName: 'Buyer',
				}),
			];
		default:
			throw new Error(`It is not known how to call our node with ${title}`);
	}
}

function nodeCall(
	type: string,
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
): NodeCall {
	return { type, parameters: { resource, operation, ...parameters } };
}
