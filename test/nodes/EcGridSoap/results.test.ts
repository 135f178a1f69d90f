import { describe, expect, test } from 'vitest';

import { splitFile } from '../../../nodes/EcGridSoap/results/file';
import { readRows } from '../../../nodes/EcGridSoap/results/rows';
import { readXml, type XmlValue } from '../../../nodes/EcGridSoap/soap/xml';
import { childOf } from '../../../nodes/EcGridSoap/soap/tree';

/** The result element that an XML text stands for. */
function parse(inner: string): XmlValue | undefined {
	return childOf(readXml(`<r>\n\t${inner}\n</r>`), 'r');
}

describe('rows', () => {
	test.each([
		['boolean', 'true', true],
		['boolean', 'false', false],
		['int', '42', 42],
		['string', ' 0042', ' 0042'],
		['dateTime', '2026-01-02T03:04:05', '2026-01-02T03:04:05'],
		['dateTime', '\n  2026-01-02T03:04:05\n', '2026-01-02T03:04:05'],
		['long', ' 9007199254740993 ', '9007199254740993'],
		['int', '\n42\t', 42],
		['string', '', ''],
		['string', undefined, null],
	])('a plain %s "%s" is one row', (type, text, result) => {
		expect(readRows(type, text)).toEqual({ rows: [{ result }] });
	});

	test('a structure is one row, with text as it was sent', () => {
		const result = parse('<ParcelID>007</ParcelID><Name> a </Name><Managed>true</Managed><E/>');
		expect(readRows('ParcelIDInfo', result)).toEqual({
			rows: [{ ParcelID: '007', Name: ' a ', Managed: 'true', E: '' }],
		});
	});

	test('null is null', () => {
		const result = parse(
			'<A xmlns:xsi="x" xsi:nil="true"/><B xmlns:xsi="x" xsi:nil="false">1</B><C xmlns:xsi="x" xsi:nil="1"/>',
		);
		expect(readRows('UserIDInfo', result).rows).toEqual([{ A: null, B: '1', C: null }]);
		expect(readRows('UserIDInfo', { '@nil': 'true' }).rows).toEqual([{ result: null }]);
		expect(readRows('UserIDInfo', undefined).rows).toEqual([{ result: null }]);
	});

	test('an entry of a list that is null is none', () => {
		const result = parse('<U xmlns:xsi="x" xsi:nil="true"/><U><ID>1</ID></U>');
		expect(readRows('ArrayOfUserIDInfo', result)).toEqual({ rows: [{ ID: '1' }] });
	});

	test.each([
		['none', '', []],
		['one', '<U><ID>1</ID></U>', [{ ID: '1' }]],
		['two', '<U><ID>1</ID></U><U><ID>2</ID></U>', [{ ID: '1' }, { ID: '2' }]],
		['plain ones', '<string>a</string><string>b</string>', [{ value: 'a' }, { value: 'b' }]],
	])('a list of %s is a row for each', (_case, inner, rows) => {
		expect(readRows('ArrayOfUserIDInfo', parse(inner))).toEqual({ rows });
	});

	test('lists inside a structure are lists, whatever their length', () => {
		const entry = (id: number) => `<InterchangeIDInfo><ID>${id}</ID></InterchangeIDInfo>`;
		const parcel = (inner: string) => readRows('ParcelIDInfo', parse(inner)).rows[0];
		expect(parcel('<Interchanges/>')).toEqual({ Interchanges: [] });
		expect(parcel(`<Interchanges>${entry(1)}</Interchanges>`)).toEqual({
			Interchanges: [{ ID: '1' }],
		});
		expect(parcel(`<Log>${entry(1)}${entry(2)}</Log>`)).toEqual({
			Log: [{ ID: '1' }, { ID: '2' }],
		});
	});

	test('a collection gives its rows, and tells the number of pages', () => {
		const list =
			'<ParcelIDInfoList><ParcelIDInfo><ParcelID>1</ParcelID></ParcelIDInfo></ParcelIDInfoList>';
		const result = parse(`<PageSize>1</PageSize><TotalPages>3</TotalPages>${list}`);
		expect(readRows('ParcelIDInfoCollection', result)).toEqual({
			rows: [{ ParcelID: '1' }],
			pages: 3,
		});
		expect(readRows('ParcelIDInfoCollection', parse('<Count>0</Count>'))).toEqual({ rows: [] });
	});

	test.each([
		['ArrayOfUserIDInfo', '<U><ID>1</ID></U><Message>x</Message>', 'the members U, Message'],
		['ArrayOfUserIDInfo', 'none', 'text of another kind'],
		['ParcelIDInfoCollection', '<Rows><R/></Rows><Total>1</Total>', 'the members Rows, Total'],
		['ParcelIDInfoCollection', '<Count>2</Count><ParcelIDInfoList/>', 'the members Count,'],
		['ParcelIDInfoCollection', 'none', 'text of another kind'],
		['DataSet', '<Table><A>1</A></Table>', 'the members Table'],
		['UserIDInfo', 'none', 'text of another kind'],
		['UserIDInfo', '', 'nothing in it'],
		['boolean', 'yes', 'text of another kind'],
		['int', 'ok', 'text of another kind'],
		['int', '', 'nothing in it'],
		['string', '<A>1</A>', 'the members A'],
		['ArrayOfX', Array.from({ length: 12 }, (_, i) => `<m${i}/>`).join(''), 'm9, …'],
	])('%s of another shape is reported, never taken for nothing: %s', (type, inner, came) => {
		const page = readRows(type, parse(inner));
		expect(page.rows).toEqual([]);
		expect(page.unknown).toContain(type);
		expect(page.unknown).toContain(came);
	});

	test('a list in one more element is a list', () => {
		const list =
			'<ParcelIDInfoList><ParcelIDInfo><ParcelID>1</ParcelID></ParcelIDInfo></ParcelIDInfoList>';
		const rows = [{ ParcelID: '1' }];
		expect(readRows('ArrayOfParcelIDInfo', parse(list))).toEqual({ rows });
	});

	test('text in place of a list is kept', () => {
		expect(readRows('ParcelIDInfo', parse('<Log>none</Log>')).rows).toEqual([{ Log: 'none' }]);
	});

	test.each([
		['9007199254740993', '9007199254740993'],
		['9007199254740991', 9007199254740991],
	])('a number keeps its digits: %s', (text, result) => {
		expect(readRows('int', text).rows).toEqual([{ result }]);
	});

	test('session ids are left out, at any depth', () => {
		const result = parse(
			'<SessionID>s</SessionID><Log><I><SessionID>s</SessionID><A>1</A></I></Log>',
		);
		expect(readRows('SessionInfo', result).rows).toEqual([{ Log: [{ A: '1' }] }]);
	});
});

describe('data sets', () => {
	const table = (name: string, ...columns: string[]) =>
		`<xs:element name="${name}"><xs:complexType><xs:sequence>${columns
			.map((column) => `<xs:element name="${column}" type="xs:int" minOccurs="0"/>`)
			.join('')}</xs:sequence></xs:complexType></xs:element>`;
	const dataSet = (tables: string, rows: string) =>
		parse(
			'<xs:schema xmlns:xs="x" id="D"><xs:element name="D"><xs:complexType><xs:choice>' +
				`${tables}</xs:choice></xs:complexType></xs:element></xs:schema>` +
				`<d:diffgram xmlns:d="d"><D xmlns="">${rows}</D><d:before><D><T><A>0</A></T></D></d:before></d:diffgram>`,
		);

	test('each row of each table is a row, with its name and all its columns', () => {
		const result = dataSet(
			table('T', 'A', 'Box_x0020_ID') + table('U', 'B'),
			'<T d:id="T1"><A>1</A><Box_x0020_ID>2</Box_x0020_ID></T><T><A>3</A></T><U><B>4</B></U>',
		);
		expect(readRows('DataSet', result).rows).toEqual([
			{ dataTable: 'T', A: '1', 'Box ID': '2' },
			{ dataTable: 'T', A: '3', 'Box ID': null },
			{ dataTable: 'U', B: '4' },
		]);
	});

	test('reads what it can where schema or rows are missing', () => {
		const bare = parse('<d:diffgram xmlns:d="d"><D><T><A>1</A></T></D></d:diffgram>');
		expect(readRows('DataSet', bare).rows).toEqual([{ dataTable: 'T', A: '1' }]);
		expect(readRows('DataSet', dataSet(table('T', 'A'), '')).rows).toEqual([]);
		expect(readRows('DataSet', undefined).rows).toEqual([]);
	});
});

describe('files', () => {
	test.each([
		['Content', { Content: 'QUJD', ContentBase64String: '' }],
		['ContentBase64String', { Content: null, ContentBase64String: 'QU\r\nJD' }],
	])('come from %s', (_member, row) => {
		const { json, file } = splitFile({ FileName: 'a.edi', Standard: 'X12', ...row });
		expect(json).toEqual({ FileName: 'a.edi', Standard: 'X12' });
		expect(file).toEqual({
			content: Buffer.from('ABC'),
			fileName: 'a.edi',
			mimeType: 'application/edi-x12',
		});
	});

	test('may be empty and without name', () => {
		expect(splitFile({ Content: '', FileName: '' }).file).toEqual({
			content: Buffer.alloc(0),
			mimeType: 'application/octet-stream',
		});
	});

	test.each(['QUJ', 'QU JD!', '<a>QUJD</a>', 'Q=JD', 'QUJD=QUJD'])('are none for %s', (Content) => {
		expect(splitFile({ Content }).file).toBe('is not Base64');
	});

	test.each([
		['no member for it', { FileName: 'a.edi', Bytes: '0' }],
		['less than its size', { Content: '', ContentBase64String: null, Bytes: '3' }],
	])('have no content where there is %s', (_case, row) => {
		expect(splitFile(row).file).toBe('has no content');
	});
});
