import { parseJsonObject } from '../../../credentials/lib/json';
import type { ApiAnswer } from '../../shared/http/types';
import { statedMimeType, statedFileName } from '../../shared/http/fileName';
import { whatCame } from '../../shared/http/shapes';
import type { Download } from '../../shared/http/files';

/** The documented sample is a ZIP archive, although the reference labels it as plain text. */
const ZIP = { mimeType: 'application/zip', signature: 'PK' };

/**
 * The file in an answer, named as its header says, or else after the invoice. An object
 * is no invoice: then it is said what came.
 */
export function invoiceFile(
	{ headers, body }: ApiAnswer,
	id: string,
): Required<Download> | { problem: string } {
	const content = Buffer.isBuffer(body) ? body : Buffer.from(String(body ?? ''));
	const json = parseJsonObject(content.toString('utf8'));
	if (json !== undefined) return { problem: `answered without a file. ${whatCame(json)}` };
	const isZip = content.subarray(0, 2).toString('latin1') === ZIP.signature;
	return {
		content,
		mimeType: isZip ? ZIP.mimeType : (statedMimeType(headers) ?? 'application/octet-stream'),
		fileName: statedFileName(headers) ?? `invoice-${id}${isZip ? '.zip' : ''}`,
	};
}
