/** How an answer is read: as data or as a file, within bounds of size and time. */
import type { Excess, StreamedAnswer } from '../../../credentials/lib/boundedBody';
import { EmbeddedFile } from './embeddedFile';
import { parseExactly } from './exactJson';
import type { ApiAnswer, ApiRequest, Limits } from './types';

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

/** How the answer to a request is read. */
export function readerFor({ file, embeddedFile, limits }: ApiRequest): BodyReader {
	if (embeddedFile !== undefined) return embeddedFileReader(embeddedFile, limits);
	return file ? fileReader(limits) : dataReader(limits);
}

/** JSON or text. */
export function dataReader(limits: Partial<Limits> = {}): BodyReader {
	return boundedReader({ ...DATA_LIMITS, ...limits }, readData);
}

/** JSON with a file in it, which is decoded as it arrives. For one request. */
function embeddedFileReader(member: string, limits: Partial<Limits> = {}): BodyReader {
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
function fileReader(limits: Partial<Limits> = {}): BodyReader {
	return boundedReader({ ...FILE_LIMITS, ...limits }, (content) => ({
		body: content,
		...(content.length === 0 ? { unreadable: 'a file without content' } : {}),
	}));
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

/** Some services answer with a word; markup is not one. */
function whyUnreadable(text: string, headers: Record<string, unknown>): string | undefined {
	const contentType = String(headers['content-type'] ?? '');
	if (/^\s*</.test(text)) {
		const isPage = /\bhtml\b/i.test(contentType) || /<(!doctype\s+)?html\b/i.test(text);
		return isPage ? 'a web page instead of data' : 'XML instead of data';
	}
	return /\bjson\b/i.test(contentType) ? 'JSON that is damaged or cut off' : undefined;
}
