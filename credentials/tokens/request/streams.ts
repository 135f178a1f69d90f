/**
 * Answers that n8n's HTTP Request node wants as a stream. n8n keeps the stream of a file with its
 * whole connection, request headers included, in the data of a manual execution, makes one an item
 * where a raw body meets Response Format JSON, and waits without end for one that breaks off. So an
 * answer is always read whole.
 */
import { RequestNotAllowedError } from '../endpoint/problems';
import { isLegacy, type RequestOptions } from './requestOptions';

/** Returns a copy whose answer is no stream: bytes where the node wants bytes, else what JSON or Text give. */
export function withoutStream(options: RequestOptions): RequestOptions {
	if (!isLegacy(options) || options.useStream !== true) return options;
	return { ...options, useStream: false, ...(options.encoding !== null && { json: true }) };
}

/**
 * Refuses what would end after the first page without a word: n8n looks into a page of bytes only
 * where it is a stream. Pagination always sets `qs` and takes errors as data; so does Never Error
 * with query parameters, and nothing in the options tells the two apart.
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
