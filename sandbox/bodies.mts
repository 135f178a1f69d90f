import type { FastifyRequest } from 'fastify';
import { headerText } from './exchange.mts';

/** A body's value, or why it could not be read. */
export type ReadBody = { readonly value: unknown } | { readonly problem: string };

/** Reads a body that arrived as text, by its declared content type: JSON or a form. */
export function readBody(request: FastifyRequest): ReadBody {
	const text = typeof request.body === 'string' ? request.body : '';
	if (text === '') return { value: undefined };
	const contentType = headerText(request.headers, 'content-type').split(';')[0]?.trim() ?? '';
	switch (contentType) {
		case 'application/json':
			return readJson(text);
		case 'application/x-www-form-urlencoded':
			return { value: Object.fromEntries(new URLSearchParams(text)) };
		default:
			return { problem: `headers: content-type "${contentType}" is not accepted here` };
	}
}

function readJson(text: string): ReadBody {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return { problem: 'body: not valid JSON' };
	}
}
