/** Removes secrets from any text. Pure. */
import { bytesOf, type Layer, layersOf } from './layers';

const REPLACEMENT = '***';
/**
 * Shorter texts occur everywhere by chance. Removing them would hide the message and protect
 * nothing.
 */
const SHORTEST_SECRET = 4;
/** Words that may be JWTs: header, payload and signature with dots between them. */
const DOTTED_WORD = /[\w.-]+/g;
/** `{"` in base64, which begins a header. */
const JWT_START = 'eyJ';
const SHORTEST_JWT_HEADER = 8;
const AUTHORIZATION_VALUE = /\b(Bearer|Basic)\s+[\w.~+/=-]{4,}/gi;
const AUTHORIZATION_MEMBER =
	/(["']?(?:authorization|x-api-key|access_token|refresh_token|refreshToken|token|password|client_?secret|sessionid)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&}]+)/gi;

/** Limit for all layers of a text together. Decoding this many bytes takes well under a second. */
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_BYTES_PER_CHARACTER = 6;

/**
 * Returns a function that removes the given secrets from a text, in any letter case and however
 * often they are encoded: in percent-encoding, JSON and XML escapes, base64 and hex, as UTF-8 or
 * Latin-1, even amid other text such as the `id:` of HTTP Basic. JWTs and `Authorization` values
 * are removed, whoever they belong to. Nothing is left of a text that nests encodings without end.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
	const forms = formsOf(secrets);
	return (text) =>
		withoutJwts(withoutForms(text, forms))
			.replace(AUTHORIZATION_VALUE, `$1 ${REPLACEMENT}`)
			.replace(AUTHORIZATION_MEMBER, `$1${REPLACEMENT}`);
}

/** What is looked for in each layer, in the form in which it is compared. */
function formsOf(secrets: readonly string[]): string[] {
	const all = [...new Set(secrets)].filter((secret) => secret !== '');
	// A secret that is too short to be removed everywhere is still removed with the name it belongs
	// to.
	const pairs = all.flatMap((id) => all.map((secret) => `${id}:${secret}`));
	const long = [...all, ...pairs].filter((text) => text.length >= SHORTEST_SECRET);
	return [...new Set(long.flatMap(spellings).map(comparable))];
}

/** As UTF-8 and Latin-1; letters beyond ASCII in both cases. */
function spellings(secret: string): string[] {
	const utf8 = [secret, secret.toLowerCase(), secret.toUpperCase()].map(bytesOf);
	const isLatin1 = /^[\0-\xff]*$/.test(secret);
	return isLatin1 ? [...utf8, secret] : utf8;
}

/** Letter case makes no difference, and a form writes a space as a plus sign. */
function comparable(bytes: string): string {
	return bytes.toLowerCase().replaceAll('+', ' ');
}

function withoutForms(text: string, forms: readonly string[]): string {
	if (forms.length === 0) return text;
	const layers = layersOf(text, MOST_BYTES + MOST_BYTES_PER_CHARACTER * text.length);
	return layers === undefined
		? REPLACEMENT
		: without(
				text,
				layers.flatMap((layer) => spansIn(layer, forms)),
			);
}

/** Start and end in the text. */
type Span = readonly [start: number, end: number];

function spansIn({ bytes, starts, ends }: Layer, forms: readonly string[]): Span[] {
	const haystack = comparable(bytes);
	return forms.flatMap((form) => {
		const spans: Span[] = [];
		for (let at = haystack.indexOf(form); at >= 0; at = haystack.indexOf(form, at + 1)) {
			spans.push([starts[at] ?? 0, ends[at + form.length - 1] ?? 0]);
		}
		return spans;
	});
}

/** The text with one replacement for each stretch of touching spans. */
function without(text: string, spans: readonly Span[]): string {
	const kept: string[] = [];
	let done = 0;
	for (const [start, end] of [...spans].sort(([a], [b]) => a - b)) {
		if (start > done || kept.length === 0) kept.push(text.slice(done, start));
		done = Math.max(done, end);
	}
	return [...kept, text.slice(done)].join(REPLACEMENT);
}

/**
 * Goes through words and their parts one by one. A single expression for a JWT would read on to the
 * end from each `eyJ`, and a message of 100 KB full of them would block n8n for a minute.
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
