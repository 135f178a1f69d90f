import type { ApiAnswer } from '../../shared/http/types';
import type { Download } from '../../shared/http/files';

/** The documented sample is a ZIP archive, although the reference labels it as plain text. */
const ZIP = { mimeType: 'application/zip', signature: 'PK' };

const FILE_NAME = /filename\*?=(?:UTF-8'')?"?([^";]+)"?/i;

/** The file in an answer, named as its header says, or else after the invoice. */
export function invoiceFile({ headers, body }: ApiAnswer, id: string): Required<Download> {
	const content = Buffer.isBuffer(body) ? body : Buffer.from(String(body ?? ''));
	const isZip = content.subarray(0, 2).toString('latin1') === ZIP.signature;
	const stated = String(headers['content-type'] ?? '')
		.split(';')[0]
		?.trim();
	const name = FILE_NAME.exec(String(headers['content-disposition'] ?? ''))?.[1];
	return {
		content,
		mimeType: isZip ? ZIP.mimeType : stated || 'application/octet-stream',
		fileName: name?.replace(/^.*[\\/]/, '') ?? `invoice-${id}${isZip ? '.zip' : ''}`,
	};
}
