import { createHash } from 'node:crypto';

/** Shorter values occur by chance in any log. */
const SHORTEST_SECRET = 8;
/** Any three-part JWT, whoever has made it: a token, or the signature of a request. */
const JWT = /eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]{5,}/g;

/** A secret, and the ids that stand before it in HTTP Basic. */
export interface Secret {
	readonly value: string;
	readonly ids?: readonly string[];
}

/** One way to write one secret. */
interface Spelling {
	readonly text: string;
	readonly how: string;
	readonly of: string;
}

/**
 * Looks for secrets in a text: raw, percent-encoded, in base64 and base64url, and as `id:secret` in
 * both. JWTs are found whoever's they are.
 *
 * @returns what was found, described without showing it; empty where nothing was
 */
export function findSecrets(text: string, secrets: readonly Secret[]): string[] {
	const found = secrets
		.flatMap(spellings)
		.filter((spelling) => text.includes(spelling.text))
		.map(({ how, of }) => `a secret (SHA-256 ${of}), ${how}`);
	const jwts = [...text.matchAll(JWT)].map(([jwt]) => `a JWT (SHA-256 ${nameOf(jwt)})`);
	return [...new Set([...found, ...jwts])];
}

function spellings({ value, ids = [] }: Secret): Spelling[] {
	if (value.length < SHORTEST_SECRET) return [];
	const of = nameOf(value);
	const encoded = encodeURIComponent(value);
	return [
		{ text: value, how: 'raw', of },
		...(encoded === value ? [] : [{ text: encoded, how: 'percent-encoded', of }]),
		...base64Spellings(value, 'in base64', of),
		...ids.flatMap((id) => base64Spellings(`${id}:${value}`, 'as HTTP Basic', of)),
	];
}

function base64Spellings(text: string, how: string, of: string): Spelling[] {
	const bytes = Buffer.from(text);
	return [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')].map(
		(encoded) => ({ text: encoded, how, of }),
	);
}

/** Enough to tell secrets apart in a report, which must not be a leak of its own. */
function nameOf(secret: string): string {
	return createHash('sha256').update(secret).digest('hex').slice(0, 12);
}
