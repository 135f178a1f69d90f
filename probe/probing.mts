/** Goes through a plan: asks each read once, and keeps what came. */
import type { SoapContract } from '../sandbox/ecgrid/soap/contract.mts';
import type { Account } from './accounts.mts';
import { Answers, type Asked, type Received } from './answers.mts';
import type { ProbeClient, ProbeRequest, RawAnswer, TokenRequest } from './client.mts';
import type { Contract } from './contract.mts';
import { nameOf, type Given, type ProviderPlan, type Read } from './plan.mts';
import type { Shipped } from './shipped.mts';

const SOAP_CREDENTIAL = 'ecGridSoapApi';
const SOAP_NAMESPACE = 'https://os.ecgrid.io/';
const SOAP_MEGABYTES = 8;
const CONTENTS = [
	'application/json',
	'application/problem+json',
	'text/html',
	'text/xml',
	'text/plain',
];

export interface Probe {
	readonly plan: ProviderPlan;
	readonly contract: Contract;
	readonly soapContract: SoapContract;
	readonly account: Account;
	readonly client: ProbeClient;
	readonly shipped: Shipped;
}

type Values = Readonly<Record<string, string | number | boolean>>;

/** Asks all reads of the plan, one after the other. Never rejects for what a provider answers. */
export async function runProbe(probe: Probe): Promise<Answers> {
	const { plan } = probe;
	const answers = new Answers();
	const run = new Run(probe, answers);
	for (const read of plan.reads) await run.ask(read, false);
	for (const read of plan.soapReads ?? []) await run.ask(read, true);
	return answers;
}

class Run {
	private readonly probe: Probe;
	private readonly answers: Answers;
	private readonly defaultCredential: string;

	constructor(probe: Probe, answers: Answers) {
		this.probe = probe;
		this.answers = answers;
		this.defaultCredential = Object.keys(probe.account.credentials)[0] ?? '';
	}

	async ask(read: Read, isSoap: boolean): Promise<void> {
		const { client } = this.probe;
		const credential = isSoap ? SOAP_CREDENTIAL : (read.credential ?? this.defaultCredential);
		const request = isSoap ? this.soapRequest(read) : this.restRequest(read);
		const problem =
			this.obstacle(credential) ?? (typeof request === 'string' ? request : undefined);
		const asked = { name: nameOf(read), operationId: read.operationId, isSoap };
		if (problem !== undefined || typeof request === 'string') {
			this.answers.add({ ...asked, problem });
			return;
		}
		const before = client.tokenRequests.length;
		const isOpen = isSoap && !this.probe.soapContract.methods.get(read.operationId)?.inSession;
		const raw = await (isOpen ? client.sendOpen(request) : client.send(credential, request));
		this.addTokenRequests(client.tokenRequests.slice(before));
		if (raw === undefined)
			this.answers.add({ ...asked, problem: 'no token, or no answer in time' });
		else this.answers.add({ ...asked, received: this.read(raw, asked) });
	}

	private obstacle(credential: string): string | undefined {
		const { client } = this.probe;
		if (!client.has(credential)) return `the account has no ${credential}`;
		return client.pace.stopped && `not asked: ${client.pace.stopped}`;
	}

	/** @returns what is missing, where something is */
	private restRequest(read: Read): ProbeRequest | string {
		const { contract, account } = this.probe;
		const { method, path, server } = contract.operation(read.operationId);
		const values = [read.path, read.query, read.body].map((part) => this.valuesOf(part));
		const missing = values.find((part) => typeof part === 'string');
		if (missing !== undefined) return missing as string;
		const [inPath = {}, query = {}, body = {}] = values as Values[];
		const place = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
			encodeURIComponent(String(inPath[name] ?? '')),
		);
		const search = new URLSearchParams(
			Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
		).toString();
		const url = `${account.addresses[server] ?? server}${place}${search && `?${search}`}`;
		const headers = { Accept: 'application/json' };
		return { method: method as 'GET' | 'POST', url, headers, ...(read.body && { body }) };
	}

	private soapRequest(read: Read): ProbeRequest | string {
		const { account, shipped, soapContract } = this.probe;
		const signature = soapContract.methods.get(read.operationId);
		if (signature === undefined || account.soapUrl === undefined) return 'not in the contract';
		const values = this.valuesOf(read.body);
		if (typeof values === 'string') return values;
		const parameters = signature.parameters.map(({ name }) => [name, String(values[name])]);
		const call = {
			version: '1.1',
			namespace: SOAP_NAMESPACE,
			method: read.operationId,
			parameters: Object.fromEntries(parameters) as Record<string, string>,
			sessionless: !signature.inSession,
		} as const;
		const { headersOf, writeCall } = shipped.soap;
		return {
			method: 'POST',
			url: account.soapUrl,
			headers: headersOf(call),
			body: writeCall(call),
		};
	}

	private valuesOf(given: Readonly<Record<string, Given>> = {}): Values | string {
		const values: Record<string, string | number | boolean> = {};
		for (const [name, one] of Object.entries(given)) {
			const value = this.valueOf(one);
			if (value === undefined) return `not asked: ${missingText(one)}`;
			values[name] = value;
		}
		return values;
	}

	private valueOf(given: Given): string | number | boolean | undefined {
		if (typeof given !== 'object') return given;
		return 'own' in given ? this.probe.account.own[given.own] : this.answers.value(given);
	}

	private addTokenRequests(requests: readonly TokenRequest[]): void {
		for (const request of requests) {
			const asked = this.tokenOperation(request);
			this.answers.add({ ...asked, received: this.read(request, asked) });
		}
	}

	private tokenOperation({ method, url, sent }: TokenRequest): Omit<Asked, 'received'> {
		const { contract, account } = this.probe;
		if (url === account.soapUrl) return { name: 'Login', operationId: 'Login', isSoap: true };
		const { pathname } = new URL(url);
		const operations = [...contract.operations.values()];
		const found = operations.find((one) => one.method === method && pathname.endsWith(one.path));
		const operationId = found?.operationId ?? 'token request';
		const name = sent.length > 0 ? `${operationId} with ${sent.join(', ')}` : operationId;
		return { name, operationId, isSoap: false };
	}

	private read(
		{ status, contentType, content }: RawAnswer,
		asked: Omit<Asked, 'received'>,
	): Received {
		const kind = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
		const known = CONTENTS.includes(kind) ? kind : kind === '' ? 'none' : 'other';
		const body = asked.isSoap ? this.readSoap(content, asked.operationId) : parseJson(content);
		return { status, content: known, body };
	}

	/** The result, or the fault as an object `fault`. */
	private readSoap(content: Buffer, method: string): unknown {
		const reading = this.probe.shipped.soap.readAnswer(content, method, {
			megabytes: SOAP_MEGABYTES,
		});
		if ('fault' in reading) return { fault: reading.fault };
		return 'result' in reading
			? { [`${method}Result`]: withoutAttributes(reading.result) }
			: undefined;
	}
}

function missingText(given: Given): string {
	if (typeof given !== 'object') return 'nothing was given';
	if ('own' in given) return `the account has no ${given.own}`;
	return `no ${given.names.join(' or ')} came from ${given.read}`;
}

function parseJson(content: Buffer): unknown {
	const text = content.toString('utf8').replace(/^\uFEFF/, '');
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function withoutAttributes(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutAttributes);
	if (typeof value !== 'object' || value === null) return value ?? null;
	const members = Object.entries(value).filter(([name]) => !name.startsWith('@'));
	return Object.fromEntries(members.map(([name, member]) => [name, withoutAttributes(member)]));
}
