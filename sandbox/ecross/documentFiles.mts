/** A file as it is served. */
export interface DocumentFile {
	readonly contentType: string;
	readonly bytes: Buffer;
}

/** The bytes of an order's document: a ZPL label where the path ends so, else a one-page PDF. */
export function documentBytes(path: string): DocumentFile {
	const title = decodeURIComponent(path.split('/').slice(-2).join(' '));
	return path.endsWith('.zpl')
		? { contentType: 'application/zpl', bytes: zplLabel(title) }
		: { contentType: 'application/pdf', bytes: onePagePdf(title) };
}

function zplLabel(title: string): Buffer {
	return Buffer.from(`^XA^FO50,50^A0N,40,40^FD${title.replaceAll(/[\^~]/g, ' ')}^FS^XZ\n`);
}

/** A valid PDF: header, five objects, and a cross-reference table with their true offsets. */
function onePagePdf(title: string): Buffer {
	const text = `BT /F1 18 Tf 40 120 Td (${title.replaceAll(/[\\()]/g, ' ')}) Tj ET`;
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
	];
	let body = '%PDF-1.4\n';
	const offsets = objects.map((object, index) => {
		const offset = body.length;
		body += `${index + 1} 0 obj\n${object}\nendobj\n`;
		return offset;
	});
	const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
	const count = objects.length + 1;
	const trailer = `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
	return Buffer.from(`${body}xref\n0 ${count}\n0000000000 65535 f \n${rows}${trailer}`, 'latin1');
}
