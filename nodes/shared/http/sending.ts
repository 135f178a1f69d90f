/** The two ways in which a request leaves: with a credential, through its hook, or without any. */
import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { readWithin, type Excess, type StreamedAnswer } from '../../../credentials/lib/boundedBody';
import { parseJson } from '../../../credentials/lib/json';
import type { ApiAnswer, RequestFunctions } from './types';
import { sendPublic } from './publicRequest';

/** What is asked for: data, or a file, whose body stays a Buffer. */
type Wanted = 'data' | 'file';

/** More than any answer of these providers, and no danger to a worker's memory. */
const LARGEST_MEGABYTES: Record<Wanted, number> = { data: 32, file: 100 };
/** For a whole answer; n8n's own time-out only counts while nothing comes. */
const TIME_LIMIT_SECONDS: Record<Wanted, number> = { data: 60, file: 300 };

interface Expected {
	readonly wanted: Wanted;
	/** Whether an answer says that the token or key was not accepted, so that nothing was done. */
	isRefusal(answer: ApiAnswer): boolean;
}

/**
 * Sends a request with a credential and reads its answer within bounds of size and time. After a
 * refusal the credential's hook is called once more: it renews the token for one repetition, or says
 * in its own words that the key is refused and lets nothing be sent. Nothing else is sent twice.
 *
 * Every request has its own copy of the credential's data: n8n hands the passed object to the
 * credential's hook as it is, and the hook recognises a request by it. Data that it has seen before
 * tell it that what it attached was refused.
 */
export async function sendWithCredential(
	functions: RequestFunctions,
	credentialType: string,
	options: IHttpRequestOptions,
	data: ICredentialDataDecryptedObject,
	{ wanted, isRefusal }: Expected,
): Promise<ApiAnswer> {
	const ofThisRequest = { ...data };
	const attempt = async () =>
		await send(functions, credentialType, { ...options }, ofThisRequest, wanted);
	const first = await attempt();
	return isRefusal(first) ? await attempt() : first;
}

async function send(
	functions: RequestFunctions,
	credentialType: string,
	options: IHttpRequestOptions,
	data: ICredentialDataDecryptedObject,
	wanted: Wanted,
): Promise<ApiAnswer> {
	const deadline = AbortSignal.timeout(TIME_LIMIT_SECONDS[wanted] * 1_000);
	const credentialsDecrypted = { id: '', name: '', type: credentialType, data };
	const response: unknown = await functions.helpers.httpRequestWithAuthentication.call(
		functions as IAllExecuteFunctions,
		credentialType,
		{ ...options, encoding: 'stream', returnFullResponse: true, ignoreHttpStatusErrors: true },
		{ credentialsDecrypted },
	);
	const { statusCode: status, headers, body } = response as StreamedAnswer;
	const bytes = LARGEST_MEGABYTES[wanted] * 1024 * 1024;
	const content = await readWithin(body, { bytes, deadline });
	return answerOf({ status, headers: { ...headers }, content }, wanted);
}

/** Sends a request without any credential, and reads its answer within bounds. */
export async function sendWithoutCredential(
	functions: RequestFunctions,
	options: IHttpRequestOptions,
): Promise<ApiAnswer> {
	const bytes = LARGEST_MEGABYTES.data * 1024 * 1024;
	return answerOf(await sendPublic(functions, options, bytes), 'data');
}

interface ReadAnswer extends Omit<ApiAnswer, 'body'> {
	readonly content: Buffer | Excess;
}

function answerOf({ content, ...answer }: ReadAnswer, wanted: Wanted): ApiAnswer {
	if (content === 'tooLarge') {
		return { ...answer, body: '', unreadable: `more than ${LARGEST_MEGABYTES[wanted]} MB` };
	}
	if (content === 'tooSlow') {
		const seconds = TIME_LIMIT_SECONDS[wanted];
		return { ...answer, body: '', unreadable: `only a part of it within ${seconds} s` };
	}
	return { ...answer, ...(wanted === 'file' ? { body: content } : readData(content, answer)) };
}

/** JSON as its value, anything else as text: some services answer with a word. */
function readData(
	content: Buffer,
	{ headers }: Pick<ApiAnswer, 'headers'>,
): Pick<ApiAnswer, 'body' | 'unreadable'> {
	const text = content.toString('utf8').replace(/^\uFEFF/, '');
	const value = parseJson(text);
	if (value !== undefined) return { body: value };
	const unreadable = text.trim() === '' ? undefined : whyUnreadable(text, headers);
	return { body: text, ...(unreadable === undefined ? {} : { unreadable }) };
}

function whyUnreadable(text: string, headers: Record<string, unknown>): string | undefined {
	if (/^\s*<(!doctype\s+html|html)\b/i.test(text)) return 'a web page instead of data';
	const isSaidToBeJson = /\bjson\b/i.test(String(headers['content-type'] ?? ''));
	return isSaidToBeJson ? 'JSON that is damaged or breaks off' : undefined;
}
