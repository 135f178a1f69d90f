/**
 * Answers that n8n's HTTP Request node wants as a stream. n8n would keep the stream of a file, with
 * its whole connection and the request headers, in the data of a manual execution. It would turn
 * the stream into an item if a raw body meets Response Format JSON. And it would wait forever for a
 * stream that breaks off. So an answer is always read whole.
 */
import { RequestNotAllowedError } from '../endpoint/problems';
import { isLegacy, type RequestOptions } from './requestOptions';

/**
 * Returns a copy whose answer is not a stream: bytes if the node wants bytes, otherwise what JSON
 * or Text give.
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
