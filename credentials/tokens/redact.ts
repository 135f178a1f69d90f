/** Removes secrets from any text. Pure. */

const REPLACEMENT = '***';
/** Shorter texts occur by chance everywhere; removing them would hide the message and protect nothing. */
const SHORTEST_SECRET = 4;
/** Header, payload and signature of a JWT; the first begins with `{"` in base64. */
const JWT = /eyJ[\w-]{5,}\.[\w-]+(\.[\w-]*)?/g;
const AUTHORIZATION_VALUE = /\b(Bearer|Basic)\s+[\w.~+/=-]{4,}/gi;
const AUTHORIZATION_MEMBER =
	/(["']?(?:authorization|x-api-key|access_token|refresh_token|refreshToken|token|password|client_?secret|sessionid)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&}]+)/gi;

/**
 * Returns a function that removes the given secrets from a text: raw, percent-encoded, as form data,
 * JSON-escaped, XML-escaped, in base64 and base64url, and every pair of them as `id:secret` in
 * base64. JWTs and `Authorization` values go whoever's they are.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
	const forms = formsOf(secrets);
	return (text) => {
		let result = text;
		for (const form of forms) result = result.split(form).join(REPLACEMENT);
		return result
			.replace(JWT, REPLACEMENT)
			.replace(AUTHORIZATION_VALUE, `$1 ${REPLACEMENT}`)
			.replace(AUTHORIZATION_MEMBER, `$1${REPLACEMENT}`);
	};
}

/** Longest first, so that no form is cut in two by a shorter one inside it. */
function formsOf(secrets: readonly string[]): string[] {
	const long = [...new Set(secrets)].filter((secret) => secret.length >= SHORTEST_SECRET);
	const pairs = secrets.flatMap((id) => secrets.map((secret) => `${id}:${secret}`));
	const forms = new Set(
		[...long.flatMap(spellings), ...pairs.flatMap(base64Spellings)].filter(
			(form) => form.length >= SHORTEST_SECRET,
		),
	);
	return [...forms].sort((a, b) => b.length - a.length);
}

function spellings(secret: string): string[] {
	const percentEncoded = percentEncode(secret);
	return [
		secret,
		percentEncoded,
		percentEncoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
		percentEncoded.replace(/%20/g, '+'),
		...formEncoded(secret),
		JSON.stringify(secret).slice(1, -1),
		JSON.stringify(JSON.stringify(secret)).slice(3, -3),
		secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
		...base64Spellings(secret),
	];
}

function base64Spellings(secret: string): string[] {
	const bytes = Buffer.from(secret, 'utf8');
	const padded = bytes.toString('base64');
	return [padded, padded.replace(/=+$/, ''), bytes.toString('base64url')];
}

/** Forms escape a few characters more than addresses do; some clients write blanks as `%20` there. */
function formEncoded(secret: string): string[] {
	const encoded = new URLSearchParams({ '': secret }).toString().slice(1);
	return [encoded, encoded.replace(/\+/g, '%20')];
}

/** A lone surrogate cannot be percent-encoded; nothing can have sent it in that form either. */
function percentEncode(secret: string): string {
	return secret.isWellFormed() ? encodeURIComponent(secret) : secret;
}
