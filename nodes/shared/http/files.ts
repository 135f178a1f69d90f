import { NodeOperationError, type IBinaryData, type IExecuteFunctions } from 'n8n-workflow';

import { isLoopback, parseUrl } from '../../../credentials/lib/url';
import { fileNameOf, statedMimeType } from './fileName';
import type { Excess } from '../../../credentials/lib/boundedBody';
import { sendPublic } from './publicRequest';
import { FILE_LIMITS, RAISE_LIMIT } from './readers';
import type { Limits } from './types';

const MOST_REDIRECTS = 5;

export interface Download {
	content: Buffer;
	mimeType?: string;
	fileName?: string;
}

export interface InputFile {
	fileName?: string;
	mimeType: string;
	content: Buffer;
}

/** Stores a file the way the n8n instance stores files, for the `binary` member of an output. */
export async function storeFile(
	functions: IExecuteFunctions,
	{ content, fileName, mimeType }: Download,
): Promise<IBinaryData> {
	return await functions.helpers.prepareBinaryData(content, fileName, mimeType);
}

/**
 * Fetches a public file without any credential. HTTPS only, also after a redirect; at most 100 MB
 * and within five minutes, unless told. Throws a NodeOperationError that says why not.
 *
 * The provider chooses the address, so plain HTTP to this machine, where n8n and others listen, is
 * left to providers that are on this machine themselves, such as a sandbox.
 *
 * @param bases the provider's own addresses
 */
export async function downloadPublic(
	functions: IExecuteFunctions,
	address: string,
	{ itemIndex, bases, limits = {} }: DownloadOptions,
): Promise<Download> {
	const fail = (problem: string, description?: string): NodeOperationError =>
		new NodeOperationError(functions.getNode(), `The file could not be downloaded: ${problem}`, {
			itemIndex,
			...(description === undefined ? {} : { description }),
		});
	const allowed = { ...FILE_LIMITS, ...limits };
	const isLocal = bases.some((base) => isOnThisMachine(parseUrl(base)));
	let url = parseUrl(address);
	for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
		const isAllowed = url?.protocol === 'https:' || (isLocal && isOnThisMachine(url));
		if (!url || !isAllowed) throw fail(`the address ${originOf(url)} is not HTTPS`);
		const answer = await get(functions, url, allowed);
		if (answer === 'unreachable')
			throw fail(`${url.host} could not be reached, or the connection was cut off`);
		if (typeof answer === 'string') {
			throw fail(`${url.host} ${wordsFor(answer, allowed)}`, RAISE_LIMIT[answer]);
		}
		const { status, headers, content } = answer;
		if (status >= 200 && status <= 299) {
			if (content.length === 0) throw fail(`${url.host} sent a file without content`);
			return { content, ...describeFile(url, headers) };
		}
		const target = headers.location;
		if (status < 300 || status > 399 || typeof target !== 'string') {
			throw fail(`${url.host} answered with HTTP ${status}`);
		}
		url = parseUrl(target, url);
	}
	throw fail(`${originOf(url)} redirects too often`);
}

interface DownloadOptions {
	itemIndex: number;
	bases: readonly string[];
	/** What the user has set instead of the usual limits. */
	limits?: Partial<Limits>;
}

interface FileAnswer {
	status: number;
	headers: Record<string, unknown>;
	content: Buffer;
}

/** The answer, or what went wrong. */
async function get(
	functions: IExecuteFunctions,
	url: URL,
	{ megabytes, seconds }: Limits,
): Promise<FileAnswer | Excess | 'unreachable'> {
	const options = { url: url.href, method: 'GET' as const };
	return await sendPublic(functions, options, { bytes: megabytes * 1024 * 1024, seconds }).then(
		({ content, ...answer }) => (Buffer.isBuffer(content) ? { ...answer, content } : content),
		() => 'unreachable' as const,
	);
}

function wordsFor(excess: Excess, { megabytes, seconds }: Limits): string {
	return excess === 'tooLarge'
		? `sends a file that is larger than ${megabytes} MB`
		: `takes longer than ${seconds} s to send the file`;
}

function describeFile(url: URL, headers: Record<string, unknown>): Omit<Download, 'content'> {
	const mimeType = statedMimeType(headers);
	return { ...(mimeType && { mimeType }), fileName: fileNameOf(url, headers) };
}

function isOnThisMachine(url: URL | undefined): boolean {
	return url?.protocol === 'http:' && isLoopback(url.hostname);
}

/** Without the query, which may contain a signature. */
function originOf(url: URL | undefined): string {
	return url ? url.origin : 'of the file';
}
