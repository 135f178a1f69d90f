/**
 * The type of a file that comes without one. n8n would take UTF-16 for audio, and anything unknown
 * for text.
 */

const UNKNOWN = 'application/octet-stream';

/** How files begin. The types of EDI are those of RFC 1767. */
const BEGINNINGS: ReadonlyArray<readonly [RegExp, string]> = [
	[/^ISA[^A-Za-z0-9]/, 'application/edi-x12'],
	[/^(UNA|UNB\+|UNB[^A-Za-z0-9])/, 'application/edifact'],
	[/^STX=/, 'application/edi-consent'],
	[/^<\?xml\b/, 'application/xml'],
	[/^%PDF-/, 'application/pdf'],
	[/^PK(?!\w)/, 'application/zip'],
];

/**
 * The type that the beginning of a file shows; `text/plain` if it is UTF-8 without control
 * characters.
 */
export function mimeTypeOf(content: Buffer): string {
	const start = content
		.toString('latin1', 0, 64)
		.replace(/^\u00EF\u00BB\u00BF/, '')
		.trimStart();
	const known = BEGINNINGS.find(([beginning]) => beginning.test(start));
	if (known) return known[1];
	return isPlainText(content) ? 'text/plain' : UNKNOWN;
}

const BYTES_LOOKED_AT = 64 * 1024;

/** No NUL and no other control characters, except those that end the segments of EDI. */
function isPlainText(content: Buffer): boolean {
	if (content.length === 0) return false;
	const looked = content.subarray(0, BYTES_LOOKED_AT);
	if (looked.some((byte) => byte < TAB || (byte > CARRIAGE_RETURN && byte < FILE_SEPARATOR))) {
		return false;
	}
	// The last character may be cut in two.
	return !looked.toString('utf8').slice(0, -1).includes('\uFFFD');
}

const TAB = 9;
const CARRIAGE_RETURN = 13;
const FILE_SEPARATOR = 28;
