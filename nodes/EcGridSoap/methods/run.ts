/** What an operation does for one item: its values become a call, and the result becomes items. */
import type { IDataObject } from 'n8n-workflow';

import type { InputFile } from '../../shared/http/files';
import { isSafeToRepeat } from '../../shared/http/retry';
import type { ApiRequest } from '../../shared/http/types';
import type { OperationContext } from '../../shared/operation/context';
import { isObject } from '../../../credentials/lib/json';
import type { Output } from '../../shared/operation/operation';
import { pagesOf, type Pagination } from '../../shared/http/pagination';
import { isDryRun, shownRequest } from '../../shared/run/dryRun';
import { readLimit, type AnyValues } from '../../shared/run/values';
import { callMethod, type Call } from './exchange';
import { optionsOf } from './options';
import { CREDENTIAL_TYPE, ecGridSoap } from './provider';
import { FILE_NAME_OF } from '../parameters/files';
import { splitFile } from '../results/file';
import { readRows, type ResultPage } from '../results/rows';
import { isDeletion } from '../contract/reads';
import type { Signature } from '../contract/signatures';

/** Name of the local field that says where a downloaded file goes. */
export const OUTPUT_FIELD = 'outputField';

/** A method with its name. */
export interface Method {
	name: string;
	signature: Signature;
	pages: Pagination | undefined;
}

/** Calls a method with the values of one item. */
export async function runMethod(
	context: OperationContext,
	{ name, signature, pages }: Method,
	values: AnyValues,
): Promise<Output[]> {
	const request = withDerived(context.request(), signature, values);
	if (isDryRun(values)) return [await shownCall(context, name, request)];
	const send = async (sent: ApiRequest): Promise<ResultPage> => {
		const result = await callMethod(context, callOf(context, name, signature, sent));
		const page = readRows(signature.result, result);
		if (page.unknown !== undefined) throw unknownAnswer(context, name, page.unknown, request);
		return page;
	};
	const rows = pages ? await allPages(context, pages, request, send) : (await send(request)).rows;
	if (isDeletion(name)) return rows.map(({ result }) => ({ json: { deleted: result === true } }));
	if (signature.result !== 'FileInfo') return rows.map((json) => ({ json }));
	return await Promise.all(
		rows.map(async (row) => await withFile(context, row, String(values[OUTPUT_FIELD]))),
	);
}

/** The call as it would be sent, for a Dry Run. The credential adds the session or key. */
async function shownCall(
	context: OperationContext,
	method: string,
	request: ApiRequest,
): Promise<Output> {
	const { api = '' } = ecGridSoap.addresses(CREDENTIAL_TYPE, await context.credentials());
	const body = isObject(request.body) ? request.body : {};
	return shownRequest({ ...request, body: { [method]: body } }, api);
}

function unknownAnswer(
	context: OperationContext,
	method: string,
	came: string,
	request: ApiRequest,
): Error {
	const look = isSafeToRepeat(request) ? '' : 'The method was carried out: look at what it did. ';
	return context.refuse(
		`ECGrid answered ${method} in an unknown form: ${came}`,
		`${look}The response was not used. Please report this message; it contains names only, no values.`,
	);
}

/** The call of a method, whose parameters are the members of the request's body. */
export function callOf(
	context: OperationContext,
	method: string,
	{ parameters, sessionless }: Signature,
	request: ApiRequest,
): Call {
	const given = isObject(request.body) ? request.body : {};
	// Every parameter is required on the wire: what was left empty is an empty element.
	const texts = Object.keys(parameters).map((name) => [name, String(given[name] ?? '')]);
	return {
		method,
		parameters: Object.fromEntries(texts) as Record<string, string>,
		sessionless: sessionless === true,
		request,
		renew: true,
		options: optionsOf(context),
	};
}

async function allPages(
	context: OperationContext,
	pages: Pagination,
	request: ApiRequest,
	send: (request: ApiRequest) => Promise<ResultPage>,
): Promise<IDataObject[]> {
	const limit = await readLimit(context.functions, context.itemIndex);
	const fail = (problem: string) =>
		context.refuse(
			`ECGrid ${problem}`,
			'Reading the list was stopped, because it would never end.',
		);
	const rows: IDataObject[] = [];
	for await (const page of pagesOf(pages, request, limit, { send, fail })) {
		for (const row of page) rows.push(row);
	}
	return rows;
}

/** Adds what a file says of itself: its size, and its name unless the user gave another. */
function withDerived(
	request: ApiRequest,
	{ parameters }: Signature,
	values: AnyValues,
): ApiRequest {
	const fileParameter = Object.keys(FILE_NAME_OF).find((name) => name in parameters);
	if (fileParameter === undefined) return request;
	const file = values[fileParameter] as InputFile | undefined;
	const nameParameter = FILE_NAME_OF[fileParameter] ?? '';
	const body = isObject(request.body) ? request.body : {};
	const size = 'Bytes' in parameters ? { Bytes: file?.content.length ?? 0 } : {};
	const fileName = values[nameParameter] ?? file?.fileName ?? '';
	return { ...request, body: { ...body, ...size, [nameParameter]: fileName } };
}

async function withFile(
	context: OperationContext,
	row: IDataObject,
	field: string,
): Promise<Output> {
	const { json, file } = splitFile(row);
	if (typeof file !== 'string') {
		return { json, binary: { [field]: await context.store(file) } };
	}
	throw context.refuse(
		`The file in the response ${file}`,
		'It was left out, because its bytes would differ from those that were sent. Nothing was confirmed.',
	);
}
