/**
 * The name of the file in an answer: RFC 6266 with the encodings of RFC 8187 (before: RFC 5987).
 */

/** A quoted string, in which a backslash escapes, or a token. */
const PARAMETER = /;\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s;]*))/g;
const EXTENDED_VALUE = /^(utf-8|iso-8859-1)'[^']*'(.*)$/i;
/** For the types in the providers' documents. Files of other types get no ending. */
const ENDINGS: Readonly<Record<string, string>> = {
	'application/json': 'json',
	'application/pdf': 'pdf',
	'application/xml': 'xml',
	'application/zip': 'zip',
	'image/gif': 'gif',
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'text/csv': 'csv',
	'text/html': 'html',
	'text/plain': 'txt',
	'text/xml': 'xml',
};

/** The headers of an answer, by lowercase name. */
type Headers = Readonly<Record<string, unknown>>;

/**
 * The name that the provider states; otherwise the last part of the address; otherwise one with the
 * ending of the file's type.
 */
export function fileNameOf(url: URL, headers: Headers): string {
	const ending = ENDINGS[statedMimeType(headers) ?? ''];
	return (
		statedFileName(headers) ?? nameIn(url) ?? (ending === undefined ? 'file' : `file.${ending}`)
	);
}

/** The name in `Content-Disposition`, without folders; undefined if it states none. */
export function statedFileName(headers: Headers): string | undefined {
	const header = headers['content-disposition'];
	if (typeof header !== 'string') return undefined;
	const parameters = new Map<string, string>();
	// If the type is missing, as from some servers, the first parameter has no semicolon before it.
	const text = /^\s*[\w*]+\s*=/.test(header) ? `;${header}` : header;
	for (const [, name = '', quoted, token = ''] of text.matchAll(PARAMETER)) {
		const value = quoted === undefined ? token : quoted.replace(/\\(.)/g, '$1');
		if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
	}
	const extended = decodedExtended(parameters.get('filename*') ?? '');
	return cleaned(extended ?? '') ?? cleaned(decodedPlain(parameters.get('filename') ?? ''));
}

/** The type of an answer without its parameters; undefined if it states none. */
export function statedMimeType(headers: Headers): string | undefined {
	const type = headers['content-type'];
	if (typeof type !== 'string') return undefined;
	return type.split(';')[0]?.trim().toLowerCase() || undefined;
}

function nameIn(url: URL): string | undefined {
	return cleaned(decodedPlain(url.pathname.split('/').pop() ?? ''));
}

/** `UTF-8''Etiqueta%20n%C2%BA%201.pdf`; undefined if it has another form. */
function decodedExtended(value: string): string | undefined {
	const [, charset = '', encoded] = EXTENDED_VALUE.exec(value) ?? [];
	if (encoded === undefined) return undefined;
	if (charset.toLowerCase() === 'utf-8') return percentDecoded(encoded);
	return encoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
}

/**
 * As browsers read it: percent-encoded, or UTF-8 that was read as Latin-1, which is how Node.js
 * reads headers.
 */
function decodedPlain(value: string): string {
	const bytes = Buffer.from(value, 'latin1');
	const utf8 = bytes.toString('utf8');
	const isUtf8 = bytes.toString('latin1') === value && !utf8.includes('\uFFFD');
	const text = isUtf8 ? utf8 : value;
	return percentDecoded(text) ?? text;
}

function percentDecoded(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

/**
 * A name that is no path on any system, without anything that a file system or terminal would act
 * on.
 */
function cleaned(name: string): string | undefined {
	const last = name.split(/[\\/]/).pop() ?? '';
	const text = Array.from(last)
		.filter((character) => character >= ' ' && character !== '\u007F')
		.join('')
		.trim();
	return /^\.*$/.test(text) ? undefined : text;
}
