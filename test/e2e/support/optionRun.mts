/** Runs one cell of the options' table with one credential. */
import type { IDataObject, INode } from 'n8n-workflow';
import { outputOf, type Credential } from '../../../playground/client.mts';
import type { EchoServer, Received } from './echoServer.mts';
import { manualTrigger } from './manualTrigger.mts';
import type { OptionCell } from './optionCells.mts';
import type { Stage } from './stage.mts';

const TRIGGER = 'Run once';
const REQUEST = 'Request';
const FILE = {
	data: 'YSxiCjEsMgo=',
	mimeType: 'text/csv',
	fileName: 'rows.csv',
	fileExtension: 'csv',
};

/** What a user sees of a run, and the server. */
export interface OptionRun {
	readonly status: string;
	readonly message: string | undefined;
	readonly json: readonly IDataObject[];
	/** All of `json`, for a look into it. */
	readonly text: string;
	/** Of the items' files: all but where they are stored. */
	readonly files: readonly IDataObject[];
	/** How often the server was asked. */
	readonly requests: number;
	readonly received: readonly Received[];
}

/** @param path the part of the server's paths that this run has for itself */
export async function runCell(
	{ client }: Stage,
	server: EchoServer,
	cell: OptionCell,
	credential: Credential,
	path: string,
): Promise<OptionRun> {
	const items = Array.from({ length: cell.items ?? 1 }, (_, index) => ({
		json: { index },
		binary: { data: FILE },
	}));
	const workflow = await client.createWorkflow({
		name: `${cell.group}: ${cell.name}`,
		nodes: [manualTrigger(TRIGGER), nodeOf(cell, credential, `${server.origin}${path}`)],
		connections: { [TRIGGER]: { main: [[{ node: REQUEST, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		pinData: { [TRIGGER]: items },
	});
	const execution = await client.runWorkflow(workflow.id, TRIGGER);
	const output = outputOf(execution, REQUEST);
	// With n8n's own credentials an execution can hold the connection, which no leak of ours is.
	if (isOfN8n(credential)) await client.deleteWorkflow(workflow.id);
	const received = server.take(path).map((one) => neutral(one, path));
	const json = output.map((item) => neutral(readable(item.json), path));
	return {
		status: execution.status,
		message: execution.data.resultData.error?.message,
		json,
		text: JSON.stringify(json),
		files: output.flatMap(({ binary }) => Object.values(binary ?? {}).map(describeFile)),
		requests: received.length,
		received,
	};
}

function isOfN8n({ type }: Pick<Credential, 'type'>): boolean {
	return type.startsWith('http');
}

/** An item that is no JSON, since it holds a connection, is described. */
function readable(json: IDataObject): IDataObject {
	try {
		JSON.stringify(json);
		return json;
	} catch {
		return { circular: Object.keys(json) };
	}
}

/** Both runs have paths of their own; and headers of the answer tell the time. */
function neutral<T>(value: T, path: string): T {
	const text = JSON.stringify(value).replaceAll(path, '/run');
	return JSON.parse(text.replaceAll(/"date":"[^"]*"/g, '"date":""')) as T;
}

function describeFile({ data, id, ...file }: { data: string; id?: string }): IDataObject {
	return { ...file, isStored: data !== '' || id !== undefined };
}

function nodeOf(cell: OptionCell, { id, name, type }: Credential, url: string): INode {
	return {
		id: 'request',
		name: REQUEST,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [220, 0],
		credentials: { [type]: { id, name } },
		onError: 'stopWorkflow',
		parameters: {
			method: 'GET',
			url: `${url}/${cell.route ?? 'echo'}`,
			...(isOfN8n({ type })
				? { authentication: 'genericCredentialType', genericAuthType: type }
				: { authentication: 'predefinedCredentialType', nodeCredentialType: type }),
			...cell.parameters,
			options: cell.options ?? {},
		},
	};
}
