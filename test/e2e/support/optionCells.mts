/** The options of n8n's HTTP Request node that are played with a credential of ours and with n8n's own. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { AUTHORS_OWN } from './echoServer.mts';

/** One cell of the table in docs/http-request-node.md. */
export interface OptionCell {
	readonly group: string;
	readonly name: string;
	/** Of the path that is asked for; see the routes of the echo server. */
	readonly route?: string;
	/** Of the node, beside its address and credential. */
	readonly parameters?: INodeParameters;
	readonly options?: INodeParameters;
	/** How many items reach the node. */
	readonly items?: number;
	/** Why ours differs, where it does: the sentence in the table, and what is seen of it. */
	readonly differs?: Difference;
}

interface Difference {
	readonly reason: string;
	/** The run that is seen with ours. */
	readonly ours: object;
}

const REFUSED_PAGES: Difference = {
	reason: 'refused: choose JSON or Text',
	ours: {
		status: 'error',
		requests: 0,
		message: expectText('needs Response Format JSON or Text'),
	},
};
const NAME_LOST: Difference = {
	reason: 'named `data` with the ending of its type',
	ours: { status: 'success', files: [expectFields({ fileName: /^data(\.\w+)?$/ })] },
};

const NO_NAME: Difference = {
	reason: 'without a name',
	ours: { status: 'success', files: [expectFields({ fileName: /^undefined$/ })] },
};

const responseOf = (response: INodeParameters): INodeParameters => ({ response: { response } });
const FORMATS = ['autodetect', 'json', 'text', 'file'] as const;

const formats = FORMATS.flatMap((responseFormat) =>
	[
		{ route: 'echo', of: 'JSON' },
		{ route: 'text', of: 'text' },
		{ route: 'file', of: 'a file' },
		{ route: 'empty', of: 'nothing' },
	].map(
		({ route, of }): OptionCell => ({
			group: 'Response Format',
			name: `${responseFormat}, of ${of}`,
			route,
			options: responseOf({ responseFormat }),
			...(isFile(responseFormat, route) && { differs: route === 'empty' ? NO_NAME : NAME_LOST }),
		}),
	),
);

const responses: readonly OptionCell[] = [
	...FORMATS.map(
		(responseFormat): OptionCell => ({
			group: 'Include Response Headers and Status',
			name: responseFormat,
			options: responseOf({ responseFormat, fullResponse: true }),
			...(isFile(responseFormat) && { differs: NAME_LOST }),
		}),
	),
	...FORMATS.map(
		(responseFormat): OptionCell => ({
			group: 'Never Error, of a 404',
			name: responseFormat,
			route: 'missing',
			options: responseOf({ responseFormat, neverError: true }),
			...(isFile(responseFormat) && { differs: NAME_LOST }),
		}),
	),
	{
		group: 'Never Error, of a 404',
		name: 'autodetect, with query parameters',
		route: 'missing',
		parameters: query([['page', '1']]),
		options: responseOf({ responseFormat: 'autodetect', neverError: true }),
		differs: {
			...REFUSED_PAGES,
			reason: 'refused: choose JSON or Text, or write the query into the URL',
		},
	},
	{
		group: 'Never Error, of a 404',
		name: 'json, with query parameters',
		route: 'missing',
		parameters: query([['page', '1']]),
		options: responseOf({ responseFormat: 'json', neverError: true }),
	},
	{ group: 'An error', name: 'of a 404', route: 'missing' },
	{
		group: 'Response Format',
		name: 'file, of a file whose name is in the address',
		route: 'label.pdf',
		options: responseOf({ responseFormat: 'file' }),
		differs: {
			reason: 'the same name; its directory is left out',
			ours: { status: 'success', files: [expectFields({ fileName: /^label\.pdf$/ })] },
		},
	},
];

const PAGING: Readonly<Record<string, INodeParameters>> = {
	'Response Contains Next URL': {
		paginationMode: 'responseContainsNextURL',
		nextURL: '={{ $response.body.next }}',
		paginationCompleteWhen: 'other',
		completeExpression: '={{ !$response.body.next }}',
	},
	'Update a Parameter in Each Request, until the response is empty': {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: { parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' }] },
		paginationCompleteWhen: 'responseIsEmpty',
	},
	'Update a Parameter in Each Request, at most 2 pages': {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: { parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' }] },
		paginationCompleteWhen: 'receiveSpecificStatusCodes',
		statusCodesWhenComplete: '404',
		limitPagesFetched: true,
		maxRequests: 2,
	},
};

const pages = Object.entries(PAGING).flatMap(([name, pagination]) =>
	FORMATS.flatMap((responseFormat) =>
		[false, true].map(
			(fullResponse): OptionCell => ({
				group: 'Pagination',
				name: `${name}, ${responseFormat}${fullResponse ? ', with response headers' : ''}`,
				route: 'pages',
				options: {
					...responseOf({ responseFormat, fullResponse }),
					pagination: {
						pagination: {
							requestInterval: 0,
							limitPagesFetched: true,
							maxRequests: 6,
							...pagination,
						},
					},
				},
				...(/autodetect|file/.test(responseFormat) && { differs: REFUSED_PAGES }),
			}),
		),
	),
);

const body = (contentType: string, parameters: INodeParameters): INodeParameters => ({
	method: 'POST',
	sendBody: true,
	contentType,
	...parameters,
});
const PAIR = { bodyParameters: { parameters: [{ name: 'name', value: 'Anna & Ben' }] } };
const RAW = body('raw', { rawContentType: 'text/csv', body: 'a,b\n1,2' });

const bodies: readonly OptionCell[] = [
	{ group: 'Body', name: 'JSON, by fields', parameters: body('json', PAIR) },
	{
		group: 'Body',
		name: 'JSON, as text',
		parameters: body('json', { specifyBody: 'json', jsonBody: '{"a":[1,{"b":null}]}' }),
	},
	{ group: 'Body', name: 'Form Urlencoded', parameters: body('form-urlencoded', PAIR) },
	{
		group: 'Body',
		name: 'Form-Data, with a file',
		parameters: body('multipart-form-data', {
			bodyParameters: {
				parameters: [
					{ parameterType: 'formData', name: 'name', value: 'Anna' },
					{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' },
				],
			},
		}),
	},
	{
		group: 'Body',
		name: 'n8n Binary File',
		parameters: body('binaryData', { inputDataFieldName: 'data' }),
	},
	{ group: 'Body', name: 'Raw', parameters: RAW },
	...(['json', 'text'] as const).map(
		(responseFormat): OptionCell => ({
			group: 'Body',
			name: `Raw, Response Format ${responseFormat}`,
			parameters: RAW,
			options: responseOf({ responseFormat }),
			differs: {
				reason: 'the answer, where n8n gives its own connection as the item',
				ours: { status: 'success', text: expectText('a,b'), requests: 1 },
			},
		}),
	),
];

const others: readonly OptionCell[] = [
	{
		group: 'Batching',
		name: 'one item at a time',
		items: 3,
		options: { batching: { batch: { batchSize: 1, batchInterval: 20 } } },
	},
	{
		group: 'Timeout',
		name: 'of 300 ms, and an answer after 3 s',
		route: 'slow',
		options: { timeout: 300 },
	},
	...[true, false].map(
		(lowercaseHeaders): OptionCell => ({
			group: 'Lowercase Headers',
			name: lowercaseHeaders ? 'on' : 'off',
			parameters: headers([['X-MiXed', 'Value']]),
			options: { lowercaseHeaders },
		}),
	),
	...['brackets', 'indices', 'repeat'].map(
		(queryParameterArrays): OptionCell => ({
			group: 'Array Format in Query Parameters',
			name: queryParameterArrays,
			parameters: query([
				['a', '1'],
				['a', '2'],
			]),
			options: { queryParameterArrays },
		}),
	),
	{
		group: 'Redirects',
		name: 'of a 302',
		route: 'moved',
		differs: {
			reason: 'not followed: the credential would travel along',
			ours: { status: 'error', requests: 1, message: expectText('302') },
		},
	},
	{
		group: 'Import cURL',
		name: 'what it fills in, with an Authorization header of its own',
		parameters: {
			...headers([
				['authorization', AUTHORS_OWN],
				['content-type', 'application/json'],
			]),
			...body('json', { specifyBody: 'json', jsonBody: '{\n  "a": 1\n}' }),
		},
	},
];

/** All cells, in the order of the table. */
export const optionCells: readonly OptionCell[] = [
	...formats,
	...responses,
	...pages,
	...bodies,
	...others,
];

function query(pairs: ReadonlyArray<readonly [string, string]>): INodeParameters {
	const parameters = pairs.map(([name, value]) => ({ name, value }));
	return { sendQuery: true, queryParameters: { parameters } };
}

function headers(pairs: ReadonlyArray<readonly [string, string]>): INodeParameters {
	const parameters = pairs.map(([name, value]) => ({ name, value }));
	return { sendHeaders: true, headerParameters: { parameters } };
}

/** For what vitest compares by: a text that stands somewhere in it. */
function expectText(part: string): object {
	return { asymmetricMatch: (text: unknown) => typeof text === 'string' && text.includes(part) };
}

function expectFields(fields: Readonly<Record<string, RegExp>>): object {
	return {
		asymmetricMatch: (value: unknown) =>
			Object.entries(fields).every(([name, one]) => one.test(String((value as IDataObject)[name]))),
	};
}

function isFile(responseFormat: string, route?: string): boolean {
	return responseFormat === 'file' || (responseFormat === 'autodetect' && route === 'file');
}
