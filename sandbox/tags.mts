import type { IncomingHttpHeaders } from 'node:http';
import { headerText } from './exchange.mts';

const tagHeaders = ['x-tag', 'x-request-tag'];
const TAG = 'tag';
/** A tag as part of any text. */
const MARK = /\btag-\w+-\w+/;

/** A request's tag, and its query and body without it, as the contract knows them. */
export interface Untagged {
	readonly tag: string | undefined;
	readonly query: Record<string, unknown>;
	readonly body: unknown;
}

/**
 * Takes the tag off a request: the header `x-tag` or `x-request-tag`, a query parameter or a
 * top-level JSON member `tag`. It exists for counting only, so no contract lists it.
 */
export function takeTag(
	headers: IncomingHttpHeaders,
	query: Readonly<Record<string, unknown>>,
	body: unknown,
): Untagged {
	const { [TAG]: queryTag, ...restOfQuery } = query;
	const { tag: bodyTag, body: restOfBody } = takeFromBody(body);
	const headerTag = tagHeaders.map((name) => headerText(headers, name)).find((text) => text !== '');
	const tag = headerTag ?? queryTag ?? bodyTag;
	return {
		tag: tag === undefined ? undefined : String(tag),
		query: restOfQuery,
		body: restOfBody,
	};
}

/**
 * A tag such as `tag-7-k3x` anywhere in the address or the body: for clients that can send neither a
 * header nor a member that the contract does not know, as nodes.
 */
export function markIn(url: string, body: unknown): string | undefined {
	const text = typeof body === 'string' ? body : '';
	return (MARK.exec(url) ?? MARK.exec(text))?.[0];
}

function takeFromBody(body: unknown): { tag: unknown; body: unknown } {
	if (typeof body !== 'object' || body === null || Array.isArray(body) || !(TAG in body)) {
		return { tag: undefined, body };
	}
	const { [TAG]: tag, ...rest } = body;
	return { tag, body: rest };
}
