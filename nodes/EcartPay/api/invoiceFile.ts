import type { ApiAnswer } from '../../shared/http/types';
import { statedMimeType, statedFileName } from '../../shared/http/fileName';
import type { Download } from '../../shared/http/files';

/** The documented sample is a ZIP archive, although the reference labels it as plain text. */
const ZIP = { mimeType: 'application/zip', signature: 'PK' };

/** The file in an answer, named as its header says, or else after the invoice. */
export function invoiceFile({ headers, body }: ApiAnswer, id: string): Required<Download> {
	const content = Buffer.isBuffer(body) ? body : Buffer.from(String(body ?? ''));
	const isZip = content.subarray(0, 2).toString('latin1') === ZIP.signature;
	return {
		content,
		mimeType: isZip ? ZIP.mimeType : (statedMimeType(headers) ?? 'application/octet-stream'),
		fileName: statedFileName(headers) ?? `invoice-${id}${isZip ? '.zip' : ''}`,
	};
}
