/** Runs an operation on an answer of its contract: the node's own code says what comes out. */
import { Readable } from 'node:stream';
import type { IDataObject, IExecuteFunctions, INodeParameters, INodeType } from 'n8n-workflow';
import type { Operation } from '../../nodes/shared/operation/operation.ts';
import type { Answers, Sent } from './answers.mts';
import type { Answer } from './soapAnswers.mts';
import type { Json } from './example.mts';

/** Fits every credential type: no request leaves this process. */
const CREDENTIALS = {
	authentication: 'apiKey',
	baseUrl: 'https://rest.ecgrid.io',
	url: 'https://os.ecgrid.io/v4.1/prod/ECGridOS.asmx',
	namespace: 'https://os.ecgrid.io/',
	apiKey: 'key',
	apiSecret: 'secret',
	publicKey: 'public',
	privateKey: 'private',
	clientId: 'client',
	clientSecret: 'secret',
	carrierId: 'carrier',
	merchantUid: 'merchant',
	secretKey: 'secret',
	email: 'someone@example.com',
	password: 'password',
};

const FILE = { data: 'SVNB', mimeType: 'application/edi-x12', fileName: 'file.edi' };

export interface Task {
	readonly node: INodeType;
	readonly resource: string;
	readonly operation: Operation;
	/** Values of fields that must fit each other, beside those that any value fits. */
	readonly parameters: INodeParameters;
	/** Members of the answers that must have a certain value. */
	readonly members: Json;
	/** Whether what it looks for is not there. */
	readonly findsNone: boolean;
	readonly answers: Answers;
	/** Of the credential: one whose addresses are known. */
	readonly environment: string;
	readonly variant: number;
}

/** The items that come out, with Simplify on, as it is by default. */
export async function runOperation(task: Task): Promise<IDataObject[]> {
	const { node, resource, operation } = task;
	const parameters: INodeParameters = {
		resource,
		operation: operation.value,
		...(operation.pages ? { limit: 1 } : {}),
		...valuesOf(operation.parameters),
		...(operation.changes ? { additionalFields: firstOf(operation.optional) } : {}),
		...task.parameters,
	};
	const outputs = await node.execute?.call(functionsFor(task, parameters));
	const items = Array.isArray(outputs) ? (outputs[0] ?? []) : [];
	// As n8n stores them: without members that are undefined.
	return items.map(({ json }) => JSON.parse(JSON.stringify(json)) as IDataObject);
}

/** What a node sees of n8n while it runs. Requests are answered by the contract. */
function functionsFor(task: Task, parameters: INodeParameters): IExecuteFunctions {
	const send = async (sent: Sent) => answerTo(task, sent);
	const functions = {
		getNode: () => ({ name: 'Node', type: 'node', typeVersion: 1, parameters }),
		getNodeParameter: (name: string, _item: number, otherwise?: unknown) =>
			parameters[name] ?? otherwise,
		getInputData: () => [{ json: {}, binary: { data: FILE } }],
		getCredentials: async () => ({ ...CREDENTIALS, environment: task.environment }),
		getInstanceId: () => 'instance',
		getTimezone: () => 'UTC',
		getExecutionCancelSignal: () => undefined,
		getExecutionId: () => 'execution',
		getWorkflowDataProxy: () => ({ $execution: { id: 'execution' } }),
		getWorkflow: () => ({ id: 'workflow', name: 'Workflow', active: false }),
		continueOnFail: () => false,
		addExecutionHints: () => undefined,
		helpers: {
			httpRequest: send,
			httpRequestWithAuthentication: async (_type: string, sent: Sent) => await send(sent),
			prepareBinaryData: async () => FILE,
			getBinaryDataBuffer: async () => Buffer.from(FILE.data, 'base64'),
		},
	};
	return functions as unknown as IExecuteFunctions;
}

function answerTo(task: Task, sent: Sent): object {
	const { type, body } = contentFor(task, { ...sent, headers: sent.headers ?? {} });
	return {
		statusCode: 200,
		headers: { 'content-type': type },
		body: Readable.from([Buffer.from(body)]),
	};
}

/** What is no request of the contract is the address of a file. */
function contentFor({ answers, findsNone, variant, members }: Task, sent: Sent): Answer {
	if (findsNone && sent.method === 'GET') return { type: 'application/json', body: '{"docs":[]}' };
	return answers(sent, { variant, members }) ?? { type: 'application/pdf', body: 'file' };
}

type Fields = Operation['parameters'];
type Property = Fields[string]['type']['property'];

/** What an update changes: the first field that can be filled in with one value. */
function firstOf(optional: Fields): INodeParameters {
	const plain = Object.entries(optional).filter(
		([, { type }]) => !['fixedCollection', 'json'].includes(type.property.type),
	);
	return valuesOf(Object.fromEntries(plain.slice(0, 1)));
}

/** Something in each field, fit to be sent. Fields that guard money stay as they are by default. */
function valuesOf(fields: Fields): INodeParameters {
	return Object.fromEntries(
		Object.entries(fields).map(([name, { type }]) => [
			name,
			type.fixed
				? (type.property.default as INodeParameters[string])
				: valueFor(name, type.property),
		]),
	);
}

function valueFor(name: string, property: Property): INodeParameters[string] {
	const { type, options = [], default: preset } = property;
	const [first] = options;
	switch (type) {
		case 'resourceLocator':
			return { __rl: true, mode: 'id', value: '1' };
		case 'number':
			return 1;
		case 'options':
			return first && 'value' in first ? first.value : '';
		case 'multiOptions':
			return first && 'value' in first ? [first.value] : [];
		case 'dateTime':
			return /^(end|until|to)/i.test(name) ? '2026-01-03' : '2026-01-02';
		case 'json':
			return String(preset).trim().startsWith('[') ? '[{"name":"1"}]' : '{"name":"1"}';
		case 'fixedCollection':
			return rowsFor(property);
		case 'string':
			return textFor(name, String(preset ?? ''));
		default:
			return preset as INodeParameters[string];
	}
}

function rowsFor({ options = [], typeOptions }: Property): INodeParameters {
	const [group] = options;
	if (!group || !('values' in group)) return {};
	const row = Object.fromEntries(group.values.map((one) => [one.name, valueFor(one.name, one)]));
	return { [group.name]: typeOptions?.multipleValues === true ? [row] : row };
}

/** @param preset the default, which says where the file of the item is */
function textFor(name: string, preset: string): string {
	if (preset !== '') return preset;
	if (/password/i.test(name)) return 'Sandbox-Pass1!';
	if (/attachment/i.test(name)) return 'data';
	return /url$/i.test(name) ? 'https://example.com/page' : '1';
}
