/** Removes secrets from any text. Pure. */

const REPLACEMENT = '***';
/** Shorter texts occur by chance everywhere; removing them would hide the message and protect nothing. */
const SHORTEST_SECRET = 4;
/** In base64, shorter pieces occur by chance too. */
const SHORTEST_SECRET_IN_BASE64 = 8;
/** Words that can be JWTs: header, payload and signature with dots between them. */
const DOTTED_WORD = /[\w.-]+/g;
/** `{"` in base64, with which a header begins. */
const JWT_START = 'eyJ';
const SHORTEST_JWT_HEADER = 8;
const AUTHORIZATION_VALUE = /\b(Bearer|Basic)\s+[\w.~+/=-]{4,}/gi;
const AUTHORIZATION_MEMBER =
	/(["']?(?:authorization|x-api-key|access_token|refresh_token|refreshToken|token|password|client_?secret|sessionid)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&}]+)/gi;

/**
 * Returns a function that removes the given secrets from a text: raw, percent-encoded, as form data,
 * JSON-escaped, XML-escaped, in base64 and base64url, there also amid other text such as the `id:`
 * of HTTP Basic. JWTs and `Authorization` values go whoever's they are.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
	const forms = formsOf(secrets);
	return (text) => {
		let result = text;
		for (const form of forms) result = result.split(form).join(REPLACEMENT);
		return withoutJwts(result)
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
		escapeJson(secret),
		escapeJson(escapeJson(secret)),
		secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
		...base64Spellings(secret),
		...spellingsInsideBase64(secret),
	];
}

function base64Spellings(secret: string): string[] {
	const bytes = Buffer.from(secret, 'utf8');
	const padded = bytes.toString('base64');
	return [padded, padded.replace(/=+$/, ''), bytes.toString('base64url')];
}

/** What base64 makes of a text that stands amid others: as it is, in a form, or in JSON. */
function spellingsInsideBase64(secret: string): string[] {
	if (secret.length < SHORTEST_SECRET_IN_BASE64) return [];
	const written = [secret, percentEncode(secret), ...formEncoded(secret), escapeJson(secret)];
	return [...new Set(written)].flatMap(base64Cores);
}

/**
 * One form for each of the three ways in which bytes can lie across base64's groups of three,
 * without the letters at either end that depend on the neighbours.
 */
function base64Cores(text: string): string[] {
	const bytes = Buffer.from(text, 'utf8');
	return [0, 1, 2].flatMap((offset) => {
		const first = Math.ceil((offset * 8) / 6);
		const end = Math.floor(((offset + bytes.length) * 8) / 6);
		const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
		return [shifted.toString('base64'), shifted.toString('base64url')].map((encoded) =>
			encoded.slice(first, end),
		);
	});
}

/**
 * Goes through words and their parts one by one: a single expression for a JWT would read on to the
 * end from each `eyJ`, and a message of 100 KB that is made of them would hold n8n up for a minute.
 */
function withoutJwts(text: string): string {
	return text.replace(DOTTED_WORD, (word) =>
		word.includes(JWT_START) ? withoutJwtsAmong(word.split('.')) : word,
	);
}

function withoutJwtsAmong(parts: readonly string[]): string {
	const kept: string[] = [];
	for (let index = 0; index < parts.length; index += 1) {
		const part = parts[index] ?? '';
		const start = part.indexOf(JWT_START);
		const isHeader = start >= 0 && part.length - start >= SHORTEST_JWT_HEADER;
		if (!isHeader || !parts[index + 1]) {
			kept.push(part);
			continue;
		}
		kept.push(part.slice(0, start) + REPLACEMENT);
		// Payload and signature go with the header.
		index += 2;
	}
	return kept.join('.');
}

function escapeJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
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
