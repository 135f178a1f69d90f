/** The file in a `FileInfo`. */
import type { IDataObject } from 'n8n-workflow';

import type { Download } from '../../shared/http/files';

const CONTENT_MEMBERS = ['Content', 'ContentBase64String'];

/** RFC 1767; the word of the service for the standard is all that tells. */
const MIME_TYPES: Readonly<Record<string, string>> = {
	X12: 'application/edi-x12',
	EDIFACT: 'application/edifact',
	XML: 'application/xml',
	PDF: 'application/pdf',
	TXT: 'text/plain',
};

/**
 * Splits a `FileInfo` into the file, decoded, and what is said of it. Where there is no such file,
 * says what is wrong with it.
 */
export function splitFile(row: IDataObject): { json: IDataObject; file: Download | string } {
	const json = Object.fromEntries(
		Object.entries(row).filter(([name]) => !CONTENT_MEMBERS.includes(name)),
	);
	// Methods fill one of the two; the other one is empty or not there.
	const content = CONTENT_MEMBERS.map((name) => row[name]).find(isFilled);
	const { Bytes: size, FileName: fileName, Standard: standard } = row;
	const hasMember = CONTENT_MEMBERS.some((name) => name in row);
	if (content === undefined && (!hasMember || Number(size) > 0)) {
		return { json, file: 'has no content' };
	}
	const bytes = decodeBase64(content ?? '');
	if (bytes === undefined) return { json, file: 'is not Base64' };
	const file = {
		content: bytes,
		mimeType: MIME_TYPES[String(standard)] ?? 'application/octet-stream',
		...(isFilled(fileName) ? { fileName } : {}),
	};
	return { json, file };
}

function isFilled(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

/** Nothing where it is not Base64, since Buffer passes over such letters and gives another file. */
function decodeBase64(text: string): Buffer | undefined {
	const letters = text.replace(/\s+/g, '');
	const padding = /={0,2}$/.exec(letters)?.[0].length ?? 0;
	const bytes = Buffer.from(letters, 'base64');
	return bytes.length === (letters.length / 4) * 3 - padding ? bytes : undefined;
}
