import { createHmac, timingSafeEqual } from 'crypto';

import type { IDataObject } from 'n8n-workflow';

import { parseJsonObject } from './json';

/** Members may come in any order. This is the order of the test vectors. */
const HEADER = { typ: 'JWT', alg: 'HS256' };

/** Returns a compact JWT over the payload, signed with HMAC SHA-256 (RFC 7515, RFC 7518 3.2). */
export function signHs256(payload: object, secret: string): string {
	const text = `${encode(HEADER)}.${encode(payload)}`;
	return `${text}.${mac(text, secret).toString('base64url')}`;
}

/**
 * Returns the payload of a token if its signature matches the secret, else undefined. The algorithm
 * is pinned: a token that names another one is refused, whatever its signature is.
 */
export function verifyHs256(token: string, secret: string): IDataObject | undefined {
	const parts = token.split('.');
	const [header, payload, signature] = parts;
	if (parts.length !== 3 || !header || !payload || !signature) return undefined;
	if (decode(header)?.alg !== HEADER.alg) return undefined;
	const expected = mac(`${header}.${payload}`, secret);
	const actual = Buffer.from(signature, 'base64url');
	if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return undefined;
	return decode(payload);
}

/**
 * The claims of a token, unverified; undefined if it is not a JWT in compact form (RFC 7519, 7.2).
 */
export function claimsOf(token: string): IDataObject | undefined {
	const [, payload = '', ...rest] = token.split('.');
	return rest.length === 1 ? decode(payload) : undefined;
}

function mac(text: string, secret: string): Buffer {
	return createHmac('sha256', secret).update(text).digest();
}

function encode(value: object): string {
	return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

function decode(part: string): IDataObject | undefined {
	return parseJsonObject(Buffer.from(part, 'base64url').toString('utf8'));
}
