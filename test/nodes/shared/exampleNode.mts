/** A small provider with a scripted server, to see what the engine does with requests. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
	NodeConnectionTypes,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type NodeExecutionHint,
} from 'n8n-workflow';

import { withExpressionMark } from '../../../credentials/tokens/form/expressions';
import { sessionProperties } from '../../../credentials/tokens/form/properties';
import { credentialDescriptions } from '../../../nodes/shared/form/authentication';
import { executor } from '../../../nodes/shared/run/execute';
import type { Search } from '../../../nodes/shared/fields/search';
import { singlePage } from '../../../nodes/shared/http/pagination';
import type { Operation } from '../../../nodes/shared/operation/operation';
import { propertiesOf } from '../../../nodes/shared/form/properties';
import type { Provider } from '../../../nodes/shared/http/provider';
import { listSearches } from '../../../nodes/shared/run/listSearch';
import { CredentialStore, runNode } from '../harness.mts';

export const SECRET = 'a-secret-that-nobody-may-see';

/** A request as the server saw it. */
export interface Seen {
	method: string;
	path: string;
	query: Record<string, string | string[]>;
	headers: IncomingMessage['headers'];
	body: unknown;
}

export interface Answer {
	status?: number;
	headers?: Record<string, string>;
	body?: unknown;
}

export interface ScriptedServer {
	url: string;
	seen: Seen[];
	/** Most requests that were open at the same time. */
	mostAtOnce: number;
	/** Decides what to answer. A promise delays the answer. */
	answer: (request: Seen) => Answer | Promise<Answer>;
	close(): Promise<void>;
}

/** Starts a server that answers as the test's script says; by default `{ ok: true }`. */
export async function startServer(): Promise<ScriptedServer> {
	let open = 0;
	const scripted: ScriptedServer = {
		url: '',
		seen: [],
		mostAtOnce: 0,
		answer: () => ({ body: { ok: true } }),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	const server = createServer((request, response) => {
		void (async () => {
			scripted.mostAtOnce = Math.max(scripted.mostAtOnce, ++open);
			const seen = await read(request);
			scripted.seen.push(seen);
			const { status = 200, headers, body = '' } = await scripted.answer(seen);
			open--;
			const isText = typeof body === 'string' || Buffer.isBuffer(body);
			response.writeHead(status, {
				'content-type': isText ? 'text/plain' : 'application/json',
				...headers,
			});
			response.end(isText ? body : JSON.stringify(body));
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	scripted.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return scripted;
}

async function read(request: IncomingMessage): Promise<Seen> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString('utf8');
	const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
	const query = Object.fromEntries(
		[...new Set(searchParams.keys())].map((name) => {
			const values = searchParams.getAll(name);
			return [name, values.length > 1 ? values : (values[0] ?? '')];
		}),
	);
	return {
		method: request.method ?? '',
		path: pathname,
		query,
		headers: request.headers,
		body: text === '' ? undefined : JSON.parse(text),
	};
}

class ExampleApi implements ICredentialType {
	name = 'exampleApi';
	displayName = 'Example API';
	properties = withExpressionMark([
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{ displayName: 'API Key', name: 'apiKey', type: 'string', default: '' },
		...sessionProperties,
	]);

	/** The data objects that n8n passed, to see that each request has its own. */
	readonly handed: object[] = [];

	authenticate = async (
		credentials: { apiKey?: unknown },
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		this.handed.push(credentials);
		return {
			...options,
			headers: { ...options.headers, 'x-api-key': String(credentials.apiKey) },
			disableFollowRedirect: true,
		};
	};
}

export const example: Provider = {
	name: 'Example',
	credentials: [{ value: 'apiKey', name: 'API Key', credentialType: 'exampleApi' }],
	addresses: (_type, { baseUrl }) => ({ api: String(baseUrl) }),
	problemOf: ({ status, body }) => {
		const { error } = (typeof body === 'object' ? body : {}) as { error?: string };
		return error && (status > 299 || status === 200) ? { message: error } : undefined;
	},
};

export interface ExampleRun {
	parameters?: INodeParameters;
	items?: INodeExecutionData[];
	settings?: Partial<INode>;
	signal?: AbortSignal;
	hints?: NodeExecutionHint[];
	timezone?: string;
}

/** A node with one operation, on a scripted server. */
export function exampleNode(
	operation: Operation,
	server: Pick<ScriptedServer, 'url'>,
	fields: ICredentialDataDecryptedObject = {},
) {
	const type = new ExampleApi();
	const credentials = new CredentialStore([type], {
		exampleApi: { baseUrl: server.url, apiKey: SECRET, ...fields },
	});
	const resources = [{ value: 'thing', name: 'Thing', operations: [operation] }];
	const node: INodeType = {
		description: {
			displayName: 'Example',
			name: 'example',
			group: ['transform'],
			version: 1,
			description: 'For tests',
			defaults: { name: 'Example' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: credentialDescriptions(example, resources),
			properties: propertiesOf(example, resources),
		},
		execute: executor(example, resources),
		methods: { listSearch: listSearches(example, resources) },
	};
	const run = async ({ parameters, ...rest }: ExampleRun = {}) =>
		await runNode({
			node,
			credentials,
			parameters: { resource: 'thing', operation: operation.value, ...parameters },
			...rest,
		});
	return { node, credentials, handed: type.handed, run };
}

/** This many items, each with its number. */
export function items(count: number): INodeExecutionData[] {
	return Array.from({ length: count }, (_, n) => ({ json: { n } }));
}

/** The search of a locator, for tests in which nobody searches. */
export const search: Search = {
	name: 'things',
	request: { method: 'GET', service: 'api', path: '/' },
	pages: singlePage(),
	id: () => '',
	label: () => '',
};

/** What an operation needs besides the part under test. */
export const NAMES = {
	value: 'do',
	name: 'Do',
	action: 'Do it',
	description: 'Does it',
	contract: [],
};
