/** One way in which a secret can stand in a text, a file or a table. */
export interface Spelling {
	readonly bytes: Buffer;
	readonly how: string;
}

type Writing = readonly [how: string, write: (text: string) => string];

/** What texts do to the characters that mean something in them. */
const writings: readonly Writing[] = [
	['raw', (text) => text],
	['percent-encoded', encodeURIComponent],
	['percent-encoded in lower case', (text) => lowerCodes(encodeURIComponent(text))],
	['percent-encoded throughout', encodeSpecials],
	['percent-encoded throughout in lower case', (text) => lowerCodes(encodeSpecials(text))],
	['percent-encoded with + for blanks', (text) => encodeURIComponent(text).replace(/%20/g, '+')],
	['as form data', formEncode],
	['as form data in lower case', (text) => lowerCodes(formEncode(text))],
	['JSON-escaped', escapeJson],
	['JSON-escaped twice', (text) => escapeJson(escapeJson(text))],
	['JSON-escaped three times', (text) => escapeJson(escapeJson(escapeJson(text)))],
	['JSON-escaped to ASCII', (text) => toAscii(escapeJson(text))],
	['XML-escaped', escapeXml],
	['XML-escaped, in JSON', (text) => escapeJson(escapeXml(text))],
	['XML-escaped, in JSON inside JSON', (text) => escapeJson(escapeJson(escapeXml(text)))],
	['XML-escaped with its quotes', (text) => escapeXml(text).replace(/"/g, '&quot;')],
	['XML-escaped with both quotes', escapeXmlQuotes],
	['XML-escaped by number', (text) => text.replace(/[^\w ]/gu, (one) => `&#${code(one)};`)],
	[
		'XML-escaped by hexadecimal number',
		(text) => text.replace(/[^\w ]/gu, (one) => `&#x${code(one).toString(16)};`),
	],
	['percent-encoded twice', (text) => encodeURIComponent(encodeURIComponent(text))],
	['JSON-escaped with its slashes', (text) => escapeJson(text).replaceAll('/', '\\/')],
	[
		'JSON-escaped to ASCII without what HTML knows',
		(text) => toAscii(escapeJson(text)).replace(/[+'&<>]/g, unitEscape),
	],
	['in capital letters', (text) => text.toUpperCase()],
	['in small letters', (text) => text.toLowerCase()],
];

/** Inside base64 stands what was sent: a header, a form, JSON (of a JWT, say) or XML. */
const writingsInBase64: readonly Writing[] = writings.filter(([how]) =>
	['raw', 'percent-encoded', 'as form data', 'JSON-escaped', 'XML-escaped'].includes(how),
);

/** All ways to write a secret that a leak could take, each once; the raw one comes first. */
export function spellingsOf(secret: string): Spelling[] {
	const bytes = Buffer.from(secret);
	const spellings = [
		...writings.map(([how, write]) => spelling(how, write(secret))),
		...writingsInBase64.flatMap(([how, write]) => base64Spellings(how, write(secret))),
		...latin1Spellings(secret),
		spelling('in hex', bytes.toString('hex')),
		spelling('in upper-case hex', bytes.toString('hex').toUpperCase()),
		{ how: 'in UTF-16', bytes: Buffer.from(secret, 'utf16le') },
	];
	return [
		...new Map(spellings.reverse().map((one) => [one.bytes.toString('latin1'), one])).values(),
	].reverse();
}

/** HTTP Basic of older clients (RFC 7617, 2.1). */
function latin1Spellings(secret: string): Spelling[] {
	if (!/^[\0-\xff]*$/.test(secret)) return [];
	return base64Cores(Buffer.from(secret, 'latin1')).map((core) =>
		spelling('in base64 of Latin-1', core),
	);
}

function spelling(how: string, text: string): Spelling {
	return { how, bytes: Buffer.from(text) };
}

function base64Spellings(how: string, text: string): Spelling[] {
	const inside = how === 'raw' ? 'in base64' : `${how}, in base64`;
	return base64Cores(Buffer.from(text)).flatMap((core) => [
		spelling(inside, core),
		spelling(`${inside}url`, core.replace(/\+/g, '-').replace(/\//g, '_')),
		spelling(`${inside}, percent-encoded`, encodeURIComponent(core)),
		spelling(`${inside}, percent-encoded in lower case`, lowerCodes(encodeURIComponent(core))),
	]);
}

/**
 * What base64 makes of these bytes wherever they stand in a longer text, be it `id:secret` or a
 * whole JWT: one form for each of the three ways in which they can lie across groups of three bytes,
 * without the characters at either end that depend on the neighbours.
 */
function base64Cores(bytes: Buffer): string[] {
	return [0, 1, 2].map((offset) => {
		const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
		const first = Math.ceil((offset * 8) / 6);
		const end = Math.floor(((offset + bytes.length) * 8) / 6);
		return encoded.slice(first, end);
	});
}

function lowerCodes(text: string): string {
	return text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

/** Also the characters that need not be encoded. */
function encodeSpecials(text: string): string {
	return [...Buffer.from(text)]
		.map((byte) => {
			const character = String.fromCharCode(byte);
			const code = byte.toString(16).toUpperCase().padStart(2, '0');
			return /[A-Za-z0-9]/.test(character) ? character : `%${code}`;
		})
		.join('');
}

function formEncode(text: string): string {
	return new URLSearchParams({ '': text }).toString().slice(1);
}

function escapeJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}

function toAscii(text: string): string {
	return text.replace(/[\u0080-\uffff]/g, unitEscape);
}

function unitEscape(unit: string): string {
	return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function code(character: string): number {
	return character.codePointAt(0) ?? 0;
}

function escapeXmlQuotes(text: string): string {
	return escapeXml(text).replace(/"/g, '&quot;').replace(/'/g, '&apos;');
}

function escapeXml(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
