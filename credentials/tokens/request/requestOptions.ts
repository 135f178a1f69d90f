/** Changes n8n's request options, in both of their shapes, without touching the caller's object. */
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { isObject } from '../../lib/json';
import { RequestNotAllowedError } from '../endpoint/problems';

/**
 * What `authenticate` receives: `IHttpRequestOptions` from `httpRequestWithAuthentication`, or the
 * older shape (`uri`, `followRedirect`) from the helper that the HTTP Request node uses.
 */
export type RequestOptions = IHttpRequestOptions & {
	uri?: string;
	form?: IDataObject;
	formData?: unknown;
	followRedirect?: boolean;
	followAllRedirects?: boolean;
	useStream?: boolean;
	/** False if a status that is not a success is data instead of an error. */
	simple?: boolean;
};

/** Whether these options come from the older helper, which calls the hook again after any error. */
export function isLegacy(options: RequestOptions): boolean {
	return options.uri !== undefined;
}

/** Returns a copy that follows no redirect, to which n8n would send the credential along. */
export function withoutRedirects(options: RequestOptions): RequestOptions {
	return {
		...options,
		disableFollowRedirect: true,
		maxRedirects: 0,
		...(isLegacy(options) && { followRedirect: false, followAllRedirects: false }),
	};
}

/**
 * Whether the body can be read only once, so that the request cannot be sent again: a stream, or a
 * form that contains one. n8n passes a file as a stream if it keeps files outside its memory,
 * otherwise as a Buffer, which can be sent again.
 */
export function hasStream({ body, formData }: RequestOptions): boolean {
	return [body, formData].some(
		(value) => isStream(value) || partsOf(value).some((part) => isStream(part)),
	);
}

/** The values of a form, including those that are wrapped with a file name. */
function partsOf(form: unknown): unknown[] {
	if (!isObject(form) || Buffer.isBuffer(form)) return [];
	return Object.values(form)
		.flat()
		.flatMap((part) => (isObject(part) ? [part, part.value] : []));
}

function isStream(value: unknown): boolean {
	return isObject(value) && typeof value.pipe === 'function';
}

/**
 * Returns a copy whose answer is not a stream: bytes if the node wants bytes, otherwise what JSON or
 * Text give.
 *
 * n8n's HTTP Request node wants most answers as streams. n8n would keep the stream of a file, with
 * its whole connection and the request headers, in the data of a manual execution. It would turn the
 * stream into an item if a raw body meets Response Format JSON. And it would wait forever for a
 * stream that breaks off.
 */
export function withoutStream(options: RequestOptions): RequestOptions {
	if (!isLegacy(options) || options.useStream !== true) return options;
	return { ...options, useStream: false, ...(options.encoding !== null && { json: true }) };
}

/**
 * Refuses what would silently end after the first page: n8n looks into a page of bytes only if it
 * is a stream. Pagination always sets `qs` and takes errors as data. So does Never Error with query
 * parameters, and nothing in the options tells the two apart.
 *
 * @throws RequestNotAllowedError that names the settings
 */
export function assertNoPagesOfBytes(options: RequestOptions, provider: string): void {
	if (!isLegacy(options) || options.encoding !== null || options.useStream !== true) return;
	if (options.simple !== false || options.qs === undefined) return;
	throw new RequestNotAllowedError(
		`With Pagination, or with Never Error and query parameters, this ${provider} credential needs Response Format JSON or Text. Nothing was sent. Add Response under Options in the node and choose one of the two.`,
	);
}

/** Returns a copy with this header and no other of its name, in whatever letter case. */
export function withHeader(options: RequestOptions, name: string, value: string): RequestOptions {
	return { ...options, headers: { ...headersWithout(options, name), [name]: value } };
}

/** The value of a header, in any letter case; undefined if it is missing. */
export function headerOf(options: RequestOptions, name: string): string | undefined {
	const found = Object.entries(options.headers ?? {}).find(
		([other]) => other.toLowerCase() === name.toLowerCase(),
	);
	return found === undefined ? undefined : String(found[1]);
}

function headersWithout(options: RequestOptions, name: string): IDataObject {
	return Object.fromEntries(
		Object.entries(options.headers ?? {}).filter(
			([other]) => other.toLowerCase() !== name.toLowerCase(),
		),
	);
}
