import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';

import {
	elementText,
	envelope,
	fillSessionId,
	isPlainXml,
} from '../../../../credentials/tokens/sources/soapXml';

const NAMESPACE = 'https://os.ecgrid.io/';
const SESSION = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('an envelope', () => {
	it('has the documented shape, its parameters in order', () => {
		const text = envelope(NAMESPACE, 'Login', [
			['LoginName', 'me@example.com'],
			['Password', 'p&<ä>"\''],
		]);
		const parser = new XMLParser({ ignoreAttributes: false, preserveOrder: false });
		expect(parser.parse(text)).toMatchObject({
			'soap:Envelope': {
				'@_xmlns:soap': 'http://schemas.xmlsoap.org/soap/envelope/',
				'soap:Body': {
					Login: { '@_xmlns': NAMESPACE, LoginName: 'me@example.com', Password: 'p&<ä>"\'' },
				},
			},
		});
		expect(text.indexOf('<LoginName>')).toBeLessThan(text.indexOf('<Password>'));
	});
});

describe('the text of an element', () => {
	it.each([
		['<a><TimeOut>3600</TimeOut></a>', '3600'],
		['<a><x:TimeOut xmlns:x="u"> 3600\n</x:TimeOut></a>', '3600'],
		['<TimeOut>a &amp; b &lt;c&gt; &quot;d&quot; &apos;e&apos;</TimeOut>', 'a & b <c> "d" \'e\''],
		['<TimeOut>&unknown;</TimeOut>', '&unknown;'],
		['<TimeOut></TimeOut>', ''],
		['<TimeOut>1</TimeOut><TimeOut>2</TimeOut>', '1'],
		['<TimeOut><nested>1</nested></TimeOut>', undefined],
		['<TimeOutX>1</TimeOutX>', undefined],
		['<TimeOut/>', undefined],
		['', undefined],
	])('in %s is %j', (xml, expected) => {
		expect(elementText(xml, 'TimeOut')).toBe(expected);
	});
});

it.each([
	['<?xml version="1.0"?><soap:Envelope/>', true],
	['\r\n<?xml version="1.0"?><a/>', true],
	['<soap:Envelope xmlns:soap="u"/>', true],
	['<Envelope/>', true],
	['<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "x">]><a/>', false],
	['<html></html>', false],
	['{"success":true}', false],
	['', false],
])('%j is plain XML: %s', (text, expected) => {
	expect(isPlainXml(text)).toBe(expected);
});

describe('filling in the session', () => {
	const around = (element: string) =>
		`<?xml version="1.0"?>\n<s:Envelope><s:Body><a>\r\n  ${element}<b>ä</b></a></s:Body></s:Envelope>\n`;

	it.each([
		['<SessionID></SessionID>', `<SessionID>${SESSION}</SessionID>`],
		['<SessionID/>', `<SessionID>${SESSION}</SessionID>`],
		['<SessionID />', `<SessionID >${SESSION}</SessionID>`],
		['<SessionID>\n </SessionID>', `<SessionID>${SESSION}</SessionID>`],
		['<os:SessionID></os:SessionID>', `<os:SessionID>${SESSION}</os:SessionID>`],
		[
			'<SessionID xmlns="https://os.ecgrid.io/"></SessionID >',
			`<SessionID xmlns="https://os.ecgrid.io/">${SESSION}</SessionID>`,
		],
		[
			'<!-- <SessionID></SessionID> --><SessionID/>',
			`<!-- <SessionID></SessionID> --><SessionID>${SESSION}</SessionID>`,
		],
		[
			'<SessionID/><Data><![CDATA[<SessionID/>]]></Data>',
			`<SessionID>${SESSION}</SessionID><Data><![CDATA[<SessionID/>]]></Data>`,
		],
		['<SessionID/><MySessionID/>', `<SessionID>${SESSION}</SessionID><MySessionID/>`],
	])('%s leaves every other byte as it is', (before, after) => {
		expect(fillSessionId(around(before), SESSION)).toBe(around(after));
	});

	it.each([
		['<SessionID>key</SessionID>', 0],
		['<MySessionID/>', 0],
		['<sessionid/>', 0],
		['<!-- <SessionID/> -->', 0],
		['<![CDATA[<SessionID/>]]>', 0],
		['<a:SessionID></b:SessionID>', 0],
		['<SessionID/><SessionID></SessionID>', 2],
		['<SessionID/><x:SessionID/><SessionID/>', 3],
	])('%s has %i places for it', (element, expected) => {
		expect(fillSessionId(around(element), SESSION)).toBe(expected);
	});

	it('escapes the session', () => {
		expect(fillSessionId(around('<SessionID/>'), 'a<b>&$&')).toBe(
			around('<SessionID>a&lt;b&gt;&amp;$&amp;</SessionID>'),
		);
	});
});

describe('a hostile text of 150 KB', () => {
	const times = (text: string) => text.repeat(Math.ceil(150_000 / text.length));

	it.each<readonly [what: string, read: () => unknown]>([
		['tags that do not end', () => elementText(times('<TimeOut '), 'TimeOut')],
		['prefixes without a name', () => elementText(times('<a.b:'), 'TimeOut')],
		['comments that do not end', () => fillSessionId(times('<!--'), SESSION)],
		['CDATA that does not end', () => fillSessionId(times('<![CDATA['), SESSION)],
		['elements that do not end', () => fillSessionId(times('<SessionID '), SESSION)],
		['blanks in an element', () => fillSessionId(`<SessionID>${times(' ')}`, SESSION)],
	])('made of %s is read at once', (_what, read) => {
		const before = performance.now();
		read();
		expect(performance.now() - before).toBeLessThan(2_000);
	});
});

describe('the place of the session', () => {
	const wrap = (call: string) => `<s:Envelope><s:Body>${call}</s:Body></s:Envelope>`;

	it.each([
		['beside a message within an argument', '<M><Xml><SessionID/></Xml>', '<SessionID/>', '</M>'],
		[
			'beside a nested envelope',
			`<M><Xml>${wrap('<N><SessionID/></N>')}</Xml>`,
			'<SessionID/>',
			'</M>',
		],
		['beside text of a quoted attribute', '<M a="<SessionID/>">', '<SessionID/>', '</M>'],
	])('belongs to the method, %s', (_name, before, place, after) => {
		expect(fillSessionId(wrap(`${before}${place}${after}`), 'S')).toBe(
			wrap(`${before}<SessionID>S</SessionID>${after}`),
		);
	});

	it.each(['<SessionID/>', '<M><Xml><SessionID/></Xml></M>', '<M>&lt;SessionID/&gt;</M>'])(
		'is nowhere else: %s',
		(call) => {
			expect(fillSessionId(wrap(call), 'S')).toBe(0);
		},
	);
});
