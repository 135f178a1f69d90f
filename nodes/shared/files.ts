import { NodeOperationError, type IBinaryData, type IExecuteFunctions } from 'n8n-workflow';

import { cancelSignalOf } from './retry';
import type { InputFile } from './kinds';

/** Invoices and labels are far smaller; more than this would endanger the worker's memory. */
const LARGEST_DOWNLOAD_BYTES = 100 * 1024 * 1024;

const MOST_REDIRECTS = 5;
const TIMEOUT_MILLISECONDS = 60_000;

export interface Download {
	content: Buffer;
	mimeType?: string;
	fileName?: string;
}

/** The file in a binary field of an item. Throws a NodeOperationError that names the field. */
export async function readInputFile(
	functions: IExecuteFunctions,
	itemIndex: number,
	field: string,
): Promise<InputFile> {
	const { fileName, mimeType } = functions.helpers.assertBinaryData(itemIndex, field);
	const content = await functions.helpers.getBinaryDataBuffer(itemIndex, field);
	return { content, mimeType, ...(fileName ? { fileName } : {}) };
}

/** Stores a file the way the n8n instance stores files, for the `binary` member of an output. */
export async function storeFile(
	functions: IExecuteFunctions,
	{ content, fileName, mimeType }: Download,
): Promise<IBinaryData> {
	return await functions.helpers.prepareBinaryData(content, fileName, mimeType);
}

/**
 * Fetches a public file without any credential, so that none can leak to a foreign host. HTTPS only
 * (HTTP to this machine), also after a redirect; at most 100 MB.
 */
export async function downloadPublic(
	functions: IExecuteFunctions,
	address: string,
	itemIndex: number,
): Promise<Download> {
	const fail = (problem: string): NodeOperationError =>
		new NodeOperationError(functions.getNode(), `The file could not be downloaded: ${problem}`, {
			itemIndex,
		});
	let url = parseUrl(address);
	for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
		if (!url || !isProtected(url)) throw fail(`the address ${originOf(url)} is not HTTPS`);
		const response = await get(functions, url);
		if (response === undefined) throw fail(`${url.host} could not be reached`);
		const { statusCode, headers, body } = response;
		if (statusCode >= 200 && statusCode <= 299) {
			const content = await collect(body);
			if (content === undefined) throw fail('it is cut off, or larger than 100 MB');
			return { content, ...describeFile(url, headers) };
		}
		body.destroy();
		const target = headers.location;
		if (statusCode < 300 || statusCode > 399 || typeof target !== 'string') {
			throw fail(`${url.host} answered with HTTP ${statusCode}`);
		}
		url = parseUrl(target, url);
	}
	throw fail(`${originOf(url)} redirects too often`);
}

interface StreamResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: AsyncIterable<Buffer> & { destroy(): void };
}

async function get(functions: IExecuteFunctions, url: URL): Promise<StreamResponse | undefined> {
	return await functions.helpers
		.httpRequest({
			url: url.href,
			method: 'GET',
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MILLISECONDS,
			abortSignal: cancelSignalOf(functions),
		})
		.then(
			(response: unknown) => response as StreamResponse,
			() => undefined,
		);
}

/** Nothing if the body breaks off or is larger than allowed. */
async function collect(body: StreamResponse['body']): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of body) {
			size += chunk.length;
			if (size > LARGEST_DOWNLOAD_BYTES) return undefined;
			chunks.push(chunk);
		}
	} catch {
		return undefined;
	}
	return Buffer.concat(chunks);
}

function describeFile(url: URL, headers: Record<string, unknown>): Omit<Download, 'content'> {
	const type = headers['content-type'];
	const fileName = decodeURIComponent(url.pathname.split('/').pop() ?? '');
	return {
		...(typeof type === 'string' ? { mimeType: type.split(';')[0]?.trim() } : {}),
		...(fileName ? { fileName } : {}),
	};
}

function isProtected({ protocol, hostname }: URL): boolean {
	const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
	return protocol === 'https:' || (protocol === 'http:' && isLoopback);
}

function parseUrl(address: string, base?: URL): URL | undefined {
	return URL.canParse(address, base?.href) ? new URL(address, base) : undefined;
}

/** Without the query, which may hold a signature. */
function originOf(url: URL | undefined): string {
	return url ? url.origin : 'of the file';
}
