import { describe, expect, it } from 'vitest';

import { fileNameOf, statedFileName } from '../../../../nodes/shared/http/fileName';

/** As Node.js reads the bytes of a header. */
const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

describe('the name that Content-Disposition states', () => {
	it.each([
		['a quoted one', 'attachment; filename="Label 1.pdf"', 'Label 1.pdf'],
		['a token', 'attachment; filename=label.pdf; size=12', 'label.pdf'],
		['escapes', String.raw`inline; filename="a \"b\" c.pdf"`, 'a "b" c.pdf'],
		['a semicolon in quotes', 'attachment; filename="a;b.pdf"', 'a;b.pdf'],
		[
			'UTF-8, percent-encoded',
			"attachment; filename*=UTF-8''Env%C3%ADo%20n%C2%BA%201.pdf",
			'Envío nº 1.pdf',
		],
		['with a language', "attachment; filename*=utf-8'es'Env%C3%ADo.pdf", 'Envío.pdf'],
		['Latin-1', "attachment; filename*=iso-8859-1''Env%EDo.pdf", 'Envío.pdf'],
		[
			'the better of two',
			`attachment; filename="Envio.pdf"; filename*=UTF-8''Env%C3%ADo.pdf`,
			'Envío.pdf',
		],
		[
			'the better of two, whichever is first',
			`attachment; filename*=UTF-8''b.pdf; filename="a.pdf"`,
			'b.pdf',
		],
		[
			'the plain one where the other is damaged',
			`attachment; filename*=UTF-8''%E9.pdf; filename="a.pdf"`,
			'a.pdf',
		],
		['raw UTF-8', latin1('attachment; filename="Envío.pdf"'), 'Envío.pdf'],
		['raw Latin-1', 'attachment; filename="Envío.pdf"', 'Envío.pdf'],
		['percent-encoded without saying so', 'attachment; filename="Label%201.pdf"', 'Label 1.pdf'],
		[
			'a percent sign that encodes nothing',
			'attachment; filename="100% wool.pdf"',
			'100% wool.pdf',
		],
		['other letter case and blanks', 'Attachment ; FileName = "a.pdf"', 'a.pdf'],
		['no type before it', 'filename="a.pdf"', 'a.pdf'],
		['no folders', String.raw`attachment; filename="..\\..\\etc/a.pdf"`, 'a.pdf'],
		['no encoded folders', "attachment; filename*=UTF-8''..%2F..%2Fa.pdf", 'a.pdf'],
		['no control characters', "attachment; filename*=UTF-8''a%0D%0A%00b.pdf", 'ab.pdf'],
	])('%s', (_what, header, name) => {
		expect(statedFileName({ 'content-disposition': header })).toBe(name);
	});

	it.each([
		'attachment',
		'inline;',
		'attachment; filename=""',
		'attachment; filename=".."',
		undefined,
	])('is none in %s', (header) => {
		expect(statedFileName({ 'content-disposition': header })).toBeUndefined();
	});
});

describe('the name of a file', () => {
	const nameOf = (address: string, headers = {}) => fileNameOf(new URL(address), headers);

	it('is the stated one rather than that in the address', () => {
		const headers = { 'content-disposition': 'attachment; filename="Label 1.pdf"' };
		expect(nameOf('https://a.example/x/data.pdf', headers)).toBe('Label 1.pdf');
	});

	it('is the last part of the address, decoded', () => {
		expect(nameOf('https://a.example/x/Env%C3%ADo%201.pdf?signature=a/b')).toBe('Envío 1.pdf');
		expect(nameOf('https://a.example/x/a%2Fb.pdf')).toBe('b.pdf');
		expect(nameOf('https://a.example/x/100%.pdf')).toBe('100%.pdf');
	});

	it('has the ending of its type if the address has none', () => {
		const headers = { 'content-type': 'application/PDF; qs=1' };
		expect(nameOf('https://a.example/labels/', headers)).toBe('file.pdf');
		expect(nameOf('https://a.example')).toBe('file');
	});
});
