/** One way to write a text, as a provider, a proxy or a log may do it. */
export type Encoding = readonly [name: string, write: (text: string) => string];

const lowerCodes = (text: string) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
const code = (text: string) => text.codePointAt(0) ?? 0;
const unitEscape = (unit: string) => `\\u${code(unit).toString(16).padStart(4, '0')}`;

function percentAll(text: string): string {
	return [...Buffer.from(text)]
		.map((byte) => {
			const character = String.fromCharCode(byte);
			return /[A-Za-z0-9]/.test(character)
				? character
				: `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
		})
		.join('');
}

function escapeXml(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

const escapeJson = (text: string) => JSON.stringify(text).slice(1, -1);

export const ENCODINGS: readonly Encoding[] = [
	['percent-encoded', encodeURIComponent],
	['percent-encoded in lower case', (text) => lowerCodes(encodeURIComponent(text))],
	['percent-encoded throughout', percentAll],
	['as form data', (text) => new URLSearchParams({ '': text }).toString().slice(1)],
	['in JSON', escapeJson],
	['in JSON, with its slashes', (text) => escapeJson(text).replaceAll('/', '\\/')],
	['in JSON of ASCII', (text) => escapeJson(text).replace(/[\u0080-\uffff+'&<>]/g, unitEscape)],
	['in JSON of nothing but escapes', (text) => text.replace(/[^]/g, unitEscape)],
	['in XML', escapeXml],
	[
		'in XML, with its quotes',
		(text) => escapeXml(text).replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
	],
	['in XML, by number', (text) => text.replace(/[^\w ]/gu, (c) => `&#${code(c)};`)],
	[
		'in XML, by hexadecimal number',
		(text) => text.replace(/[^\w ]/gu, (c) => `&#x${code(c).toString(16).toUpperCase()};`),
	],
	['in base64', (text) => Buffer.from(text).toString('base64')],
	['in base64 without padding', (text) => Buffer.from(text).toString('base64').replace(/=+$/, '')],
	['in base64url', (text) => Buffer.from(text).toString('base64url')],
	['in hex', (text) => Buffer.from(text).toString('hex')],
	['in upper-case hex', (text) => Buffer.from(text).toString('hex').toUpperCase()],
];
