import { describe, expect, test } from 'vitest';

import {
	headersOf,
	readAnswer,
	writeCall,
	type MethodCall,
} from '../../../nodes/EcGridSoap/soap/envelope';
import { endsSession } from '../../../credentials/tokens/sources/ecGridFault';
import { problemOfFault, readFault } from '../../../nodes/EcGridSoap/soap/faults';

const call: MethodCall = {
	version: '1.1',
	namespace: 'https://os.ecgrid.io/',
	method: 'ParcelAcknowledgmentNote',
	parameters: { ParcelID: '7', Subject: '', Note: ' 1 < 2 & "3" ]]> é\r\n' },
	sessionless: false,
};

describe('writing a call', () => {
	test('keeps the order, escapes texts, and leaves one empty SessionID for the credential', () => {
		expect(writeCall(call)).toBe(
			'<?xml version="1.0" encoding="utf-8"?>' +
				'<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>' +
				'<ParcelAcknowledgmentNote xmlns="https://os.ecgrid.io/"><SessionID></SessionID>' +
				'<ParcelID>7</ParcelID><Subject></Subject>' +
				'<Note> 1 &lt; 2 &amp; &quot;3&quot; ]]&gt; é&#13;\n</Note>' +
				'</ParcelAcknowledgmentNote></soap:Body></soap:Envelope>',
		);
	});

	test('has no SessionID where the method takes none, and escapes the namespace', () => {
		const text = writeCall({
			...call,
			namespace: 'urn:a"b',
			method: 'Version',
			parameters: {},
			sessionless: true,
		});
		expect(text).toContain('<Version xmlns="urn:a&quot;b"></Version>');
	});

	test.each([
		['1.1', 'text/xml; charset=utf-8', '"https://os.ecgrid.io/ParcelAcknowledgmentNote"'],
		['1.2', 'application/soap+xml; charset=utf-8', undefined],
	] as const)('names the version %s in the headers', (version, type, action) => {
		const headers = headersOf({ ...call, version });
		expect(headers['Content-Type']).toBe(type);
		expect(headers.SOAPAction).toBe(action);
	});

	test('uses the namespace of SOAP 1.2', () => {
		expect(writeCall({ ...call, version: '1.2' })).toContain(
			'xmlns:soap="http://www.w3.org/2003/05/soap-envelope"',
		);
	});
});

const read = (xml: string | Buffer, megabytes = 1) =>
	readAnswer(Buffer.isBuffer(xml) ? xml : Buffer.from(xml), 'X', { megabytes });

const around = (inner: string) => `<s:Envelope xmlns:s="e"><s:Body>${inner}</s:Body></s:Envelope>`;
const result = (inner: string) =>
	around(`<XResponse xmlns="n"><XResult>${inner}</XResult></XResponse>`);

describe('reading an answer', () => {
	test.each([
		['a text as it was sent', result(' 0012 '), ' 0012 '],
		['references', result('&lt;&#13;&#x41;&amp;amp;'), '<\rA&amp;'],
		['an empty result', result(''), ''],
		['any prefix', result('<p:A xmlns:p="n">1</p:A>'), { A: '1' }],
		['several of a name as a list', result('<A>1</A><A>2</A>'), { A: ['1', '2'] }],
		['files as they are', result('<Content>QUJD\n</Content>'), { Content: 'QUJD\n' }],
		// Unparsed, since the parser would take 30 bytes of memory for each of their characters.
		['nothing in files as XML', result('<p:Content>a<b/></p:Content>'), { Content: 'a<b/>' }],
		['what comes after a byte order mark', `\uFEFF${result('1')}`, '1'],
		['CDATA as text', result('a<![CDATA[<b>&c;]]>d'), 'a<b>&c;d'],
		['comments as nothing', result('<!-- <A> -->1'), '1'],
	])('takes %s', (_case, xml, expected) => {
		expect(read(xml)).toEqual({ result: expected });
	});

	test('has no result where the service left it out', () => {
		expect(read(around('<XResponse xmlns="n"/>'))).toEqual({ result: undefined });
	});

	test.each([
		['nothing', ''],
		['nothing', ' \n'],
		['a web page', '<!DOCTYPE html><html><body>&nbsp;</body></html>'],
		['a web page', '<html></html>'],
		['text that is not XML', 'Service Unavailable'],
		['text that is not XML', '{"error":1}'],
		['XML that is not SOAP', '<a/>'],
		['SOAP that belongs to another method', around('<YResponse/>')],
		[
			'SOAP that has several results',
			around('<XResponse><XResult>1</XResult><XResult>2</XResult></XResponse>'),
		],
		['XML that is broken off or not well-formed', result('1').slice(0, -5)],
		['XML that is broken off or not well-formed', result('<A></B>')],
		['XML that is broken off or not well-formed', result('<a>'.repeat(200) + '</a>'.repeat(200))],
		['XML that has a document type', `<!DOCTYPE a>${result('1')}`],
		['XML that has a document type', result('<![CDATA[1]]><!ENTITY a "b">')],
		['XML that is broken off or not well-formed', result('<![CDATA[1]]')],
		['XML that is broken off or not well-formed', `${result('1')}${result('1')}`],
		['XML that is broken off or not well-formed', `${result('1')} and text`],
		['XML that is broken off or not well-formed', result('<A b="1" b="2"/>')],
		['XML that is broken off or not well-formed', result('<A b=1/>')],
		['XML that is broken off or not well-formed', result('&#1114112;')],
		['XML that defines its own entities', result('&xxe;')],
		['bytes that are not UTF-8', Buffer.from([0x3c, 0xff, 0xfe])],
	])('finds %s', (unreadable, xml) => {
		expect(read(xml)).toEqual({ unreadable });
	});

	test('refuses names by which JavaScript objects are attacked', () => {
		expect(read(result('<__proto__>1</__proto__>'))).toHaveProperty('unreadable');
		expect(read(result('<constructor>1</constructor>'))).toHaveProperty('unreadable');
	});

	test.each([
		['elements', '<a/>'.repeat(30_000)],
		['text outside of files', `<a>${'x'.repeat(1_100_000)}</a>`],
		['attributes', `<a ${Array.from({ length: 9_000 }, (_, i) => `b${i}=""`).join(' ')}/>`],
	])('does not parse too many or too long %s', (_what, inner) => {
		expect(read(result(inner))).toMatchObject({ unreadable: 'more XML than can be read safely' });
	});

	test('reads a file that is longer than any text may be', () => {
		const Content = 'QUJD'.repeat(500_000);
		expect(read(result(`<Content>${Content}</Content>`))).toEqual({ result: { Content } });
	});
});

describe('faults', () => {
	const fault = (detail: string, text = 'Something', code = 'soap:Client') => {
		const xml = around(
			`<s:Fault><faultcode>${code}</faultcode><faultstring>${text}</faultstring>${detail}</s:Fault>`,
		);
		const reading = read(xml);
		if ('fault' in reading) return reading.fault;
		throw new Error(JSON.stringify(reading));
	};
	const word = (code: string) =>
		`<detail><ECGridOSSOAPErrorCode>${code}</ECGridOSSOAPErrorCode></detail>`;
	const four = (name: string, item: string, message: string) =>
		`<detail><details><ErrorCode>9</ErrorCode><ErrorString>${name}</ErrorString>` +
		`<ErrorItem>${item}</ErrorItem><ErrorMessage>${message}</ErrorMessage></details></detail>`;

	test.each([
		['A', word('Authentication'), 'Invalid Session ID', 401],
		['B', word('5'), 'Invalid SessionID', 401],
		['C', four('SessionTimeout', '', 'The time is over.'), 'x', 401],
		['C with an item', four('1', 'SessionID', 'Invalid.'), 'x', 401],
		['A', word('Authorization'), 'No', 403],
		['A', word('ObjectNotFound'), 'No', 404],
		['A', word('InvalidParameter'), 'No', 400],
		['A', word('SystemError'), 'No', 500],
		['B with a number alone', word('8'), 'No', 400],
		['C', four('AccessDenied', '', 'No'), 'x', 403],
		['C', four('InvalidID', 'ParcelID', 'No'), 'x', 404],
		['C', four('IDExistsOnNetwork', 'ID', 'No'), 'x', 409],
		['C', four('InvalidDataLength', 'FileName', 'No'), 'x', 400],
		['C', four('SQLError', '', 'No'), 'x', 500],
		['C as a sentence', four('Invalid data length.', 'FileName', 'No'), 'x', 400],
		['C as a sentence', four('Session timeout.', '', 'No'), 'x', 401],
		['no detail', '', 'Server did not recognize the value of HTTP Header SOAPAction', 400],
		['an empty detail', '<detail/>', 'Missing parameter', 400],
	])('form %s: %s with "%s" means %i', (_form, detail, text, status) => {
		const found = fault(detail, text);
		expect(problemOfFault(found, true).status).toBe(status);
		expect(endsSession(found)).toBe(status === 401);
	});

	test('blames the service for its own faults', () => {
		expect(problemOfFault(fault('', 'Down', 'soap:Server'), true).status).toBe(500);
	});

	test('prefers the message of the detail, and names the parameter at fault', () => {
		const problem = problemOfFault(
			fault(four('InvalidDataLength', 'FileName', 'Too long.'), 'x'),
			false,
		);
		expect(problem).toEqual({
			status: 400,
			message: 'Too long.',
			advice: 'Check FileName: ECGrid names it as the cause.',
		});
	});

	test('reads the fault of SOAP 1.2', () => {
		const reading = read(
			around(
				'<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code>' +
					'<s:Reason><s:Text xml:lang="en">Down</s:Text></s:Reason><s:Detail/></s:Fault>',
			),
		);
		expect(reading).toEqual({ fault: { ofService: true, message: 'Down', texts: ['Down'] } });
	});

	test('shows a text in CDATA', () => {
		const found = fault('', '<![CDATA[Mailbox <7> is full & closed]]>');
		expect(found.message).toBe('Mailbox <7> is full & closed');
	});

	test('repeats no session id', () => {
		const id = '0F8FAD5B-d9cb-469f-a165-70867728950e';
		expect(fault('', `Invalid Session ID ${id}.`).message).toBe('Invalid Session ID ***.');
	});

	test('survives a fault that says nothing', () => {
		expect(readFault('')).toEqual({
			ofService: false,
			message: 'ECGrid refused the call',
			texts: [],
		});
	});
});
