/** The two ways in which a request is sent: with a credential, through its hook, or without any. */
import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { readWithin, type Excess, type StreamedAnswer } from '../../../credentials/lib/boundedBody';
import {
	dataOfOneRequest,
	markDoubted,
	NOT_REFUSED_MESSAGE,
} from '../../../credentials/tokens/request/requestData';
import { EmbeddedFile } from './embeddedFile';
import { parseExactly } from './exactJson';
import type { ApiAnswer, Limits, RequestFunctions } from './types';
import { sendPublic } from './publicRequest';
import { messageOf } from './thrown';

/** What was received: the body within bounds, or why it was not read to its end. */
interface Received extends Omit<ApiAnswer, 'body' | 'unreadable' | 'excess'> {
	readonly content: Buffer | Excess;
}

/** How an answer is read: how much of it, for how long, and as what. */
export interface BodyReader<Answer extends ApiAnswer = ApiAnswer> extends Readonly<Limits> {
	readBody(received: Received): Answer;
	/**
	 * Takes out of a body what is not to be held as text. Called for each answer, before it is read.
	 */
	filter?(body: StreamedAnswer['body']): StreamedAnswer['body'];
}

/** For JSON and text. 32 MB is more than any answer of these providers. */
export const DATA_LIMITS: Limits = { megabytes: 32, seconds: 60 };

/** For files, which also take longer. */
export const FILE_LIMITS: Limits = { megabytes: 100, seconds: 300 };

/** What to do about an answer that has exceeded a limit which the user can set. */
export const RAISE_LIMIT: Record<Excess, string> = {
	tooLarge: 'Increase Maximum Response Size under Options, or ask for less.',
	tooSlow: 'Increase Time Limit under Options, or ask for less.',
};

/** JSON or text. */
export function dataReader(limits: Partial<Limits> = {}): BodyReader {
	return boundedReader({ ...DATA_LIMITS, ...limits }, readData);
}

/** JSON with a file in it, which is decoded as it arrives. For one request. */
export function embeddedFileReader(member: string, limits: Partial<Limits> = {}): BodyReader {
	const { megabytes, seconds } = { ...FILE_LIMITS, ...limits };
	const restReader = dataReader({ seconds, ...limits });
	let file: EmbeddedFile;
	return {
		...restReader,
		filter: (body) => {
			file = new EmbeddedFile(member, megabytes * 1024 * 1024);
			const rest = file.without(body);
			return Object.assign(rest, { destroy: (error?: Error) => body.destroy(error) });
		},
		readBody: (received) => {
			if (file.isTooLarge()) {
				const unreadable = `a file of more than ${megabytes} MB`;
				return { ...received, body: '', unreadable, excess: 'tooLarge' };
			}
			const content = file.content();
			return { ...restReader.readBody(received), ...(content ? { file: content } : {}) };
		},
	};
}

/** A file, whose body stays a Buffer. */
export function fileReader(limits: Partial<Limits> = {}): BodyReader {
	return boundedReader({ ...FILE_LIMITS, ...limits }, (content) => ({
		body: content,
		...(content.length === 0 ? { unreadable: 'a file without content' } : {}),
	}));
}

/** What an answer says about the token or key of its request. */
export interface Refusal<Answer extends ApiAnswer> {
	/** It was not accepted, so nothing was done. */
	isCertain(answer: Answer): boolean;
	/** Perhaps it was not. Then the provider is asked, and its word decides. */
	isPossible?(answer: Answer): boolean;
	/** The credential's data as they are now; another worker may have replaced the token already. */
	readAgain?(): Promise<ICredentialDataDecryptedObject | undefined>;
}

/**
 * Sends a request with a credential and reads its answer within bounds of size and time. After a
 * refusal the request is sent once more with the same data, which tells the credential's hook about
 * the refusal; see `dataOfOneRequest`. The hook renews the token, or throws its own error if the
 * key is refused, and then nothing is sent. Nothing else is sent twice.
 */
export async function sendWithCredential<Answer extends ApiAnswer>(
	functions: RequestFunctions,
	credentialType: string,
	options: IHttpRequestOptions,
	data: ICredentialDataDecryptedObject,
	reader: BodyReader<Answer>,
	refusal: Refusal<Answer>,
): Promise<Answer> {
	const ofThisRequest = dataOfOneRequest(data);
	const attempt = async () =>
		await send(functions, credentialType, { ...options }, ofThisRequest, reader);
	const first = await attempt();
	if (refusal.isCertain(first)) {
		const now = await refusal.readAgain?.();
		if (now !== undefined) ofThisRequest.sessionToken = now.sessionToken ?? '';
		return await attempt();
	}
	if (refusal.isPossible?.(first) !== true) return first;
	markDoubted(ofThisRequest);
	return await attempt().catch((error: unknown) =>
		messageOf(error).includes(NOT_REFUSED_MESSAGE) ? first : Promise.reject(error),
	);
}

async function send<Answer extends ApiAnswer>(
	functions: RequestFunctions,
	credentialType: string,
	options: IHttpRequestOptions,
	data: ICredentialDataDecryptedObject,
	{ megabytes, seconds, readBody, filter = (body) => body }: BodyReader<Answer>,
): Promise<Answer> {
	// n8n's own time-out only counts while nothing arrives.
	const deadline = AbortSignal.timeout(seconds * 1_000);
	const credentialsDecrypted = { id: '', name: '', type: credentialType, data };
	const response: unknown = await functions.helpers.httpRequestWithAuthentication.call(
		functions as IAllExecuteFunctions,
		credentialType,
		{ ...options, encoding: 'stream', returnFullResponse: true, ignoreHttpStatusErrors: true },
		{ credentialsDecrypted },
	);
	const { statusCode: status, headers, body } = response as StreamedAnswer;
	const content = await readWithin(filter(body), { bytes: megabytes * 1024 * 1024, deadline });
	return readBody({ status, headers: { ...headers }, content });
}

/** Sends a request without any credential, and reads its answer within bounds. */
export async function sendWithoutCredential<Answer extends ApiAnswer>(
	functions: RequestFunctions,
	options: IHttpRequestOptions,
	{ megabytes, seconds, readBody }: BodyReader<Answer>,
): Promise<Answer> {
	const bounds = { bytes: megabytes * 1024 * 1024, seconds };
	return readBody(await sendPublic(functions, options, bounds));
}

type ReadBody = Pick<ApiAnswer, 'body' | 'unreadable'>;

/** A reader that says what was received if it was not a whole body. */
function boundedReader(
	{ megabytes, seconds }: Limits,
	read: (content: Buffer, answer: Omit<Received, 'content'>) => ReadBody,
): BodyReader {
	const excesses: Record<Excess, string> = {
		tooLarge: `more than ${megabytes} MB`,
		tooSlow: `only part of a response within ${seconds} s`,
	};
	const readBody = ({ content, ...answer }: Received): ApiAnswer =>
		Buffer.isBuffer(content)
			? { ...answer, ...read(content, answer) }
			: { ...answer, body: '', unreadable: excesses[content], excess: content };
	return { megabytes, seconds, readBody };
}

/** JSON as its value, anything else as text, because some services answer with a word. */
function readData(content: Buffer, { headers }: Pick<ApiAnswer, 'headers'>): ReadBody {
	const text = textIn(content, headers).replace(/^\uFEFF/, '');
	const value = parseExactly(text);
	if (value !== undefined) return { body: value };
	const unreadable = text.trim() === '' ? undefined : whyUnreadable(text, headers);
	return { body: text, ...(unreadable === undefined ? {} : { unreadable }) };
}

/**
 * The text of an answer. JSON is UTF-8 (RFC 8259, 8.1), and servers that state another charset often
 * send UTF-8 all the same: the stated one counts only for bytes that are none.
 */
function textIn(content: Buffer, headers: Record<string, unknown>): string {
	const [, charset] = /charset\s*=\s*"?([^\s;"]+)/i.exec(String(headers['content-type'])) ?? [];
	const isStated = charset !== undefined && !/^utf-?8$/i.test(charset);
	return (isStated ? decoded(content, charset) : undefined) ?? content.toString('utf8');
}

/** Undefined for UTF-8, and for charsets that nobody knows. */
function decoded(content: Buffer, charset: string): string | undefined {
	if (Buffer.from(content.toString('utf8')).equals(content)) return undefined;
	try {
		return new TextDecoder(charset).decode(content);
	} catch {
		return undefined;
	}
}

function whyUnreadable(text: string, headers: Record<string, unknown>): string | undefined {
	if (/^\s*<(!doctype\s+html|html)\b/i.test(text)) return 'a web page instead of data';
	const isSaidToBeJson = /\bjson\b/i.test(String(headers['content-type'] ?? ''));
	return isSaidToBeJson ? 'JSON that is damaged or cut off' : undefined;
}
