/** The XML reader beside one that many use, and the time it takes for hostile shapes. */
import fc from 'fast-check';
import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';

import { readAnswer } from '../../../nodes/EcGridSoap/soap/envelope';
import { readXml, writeXml, type XmlElement } from '../../../nodes/EcGridSoap/soap/xml';

const other = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	parseTagValue: false,
	parseAttributeValue: false,
	trimValues: false,
	removeNSPrefix: true,
	ignoreDeclaration: true,
	ignorePiTags: true,
	htmlEntities: true,
});
const otherBuilder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

const name = fc.stringMatching(/^[A-Z][a-z]{0,2}$/);
const text = fc.string({
	unit: fc.constantFrom('a', ' ', '<', '&', '>', '"', "'", '\n', 'é', '😀'),
});
const { tree } = fc.letrec<{ tree: XmlElement | string }>((tie) => ({
	tree: fc.oneof(
		{ maxDepth: 4 },
		text,
		fc.dictionary(name, fc.oneof(tie('tree'), fc.array(text, { minLength: 2, maxLength: 3 })), {
			minKeys: 1,
			maxKeys: 4,
			noNullPrototype: true,
		}) as fc.Arbitrary<XmlElement>,
	),
}));

describe('reading', () => {
	test('gives back what was written, by this writer and by another', () => {
		fc.assert(
			fc.property(tree, (content) => {
				expect(readXml(writeXml({ Root: content }))).toEqual({ Root: content });
				const root = otherBuilder.build({ Root: content }) as string;
				expect(readXml(root)).toEqual({ Root: content });
			}),
			{ numRuns: 1_000 },
		);
	});

	test('agrees with another reader on mutilated XML, or refuses', () => {
		const piece = fc.constantFrom(
			...['<A>', '</A>', '<B x="1">', '</B>', '<p:C/>', "<D y='&lt;'/>", 'text', ' ', '&amp;'],
			...['<!-- c -->', '<![CDATA[<z>]]>', '<?pi?>', '&#65;', '<A', '>', '"', '</', '&', '&x;'],
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
				const xml = `<R>${pieces.join('')}</R>`;
				const read = readXml(xml);
				if (read === undefined) return;
				expect(XMLValidator.validate(xml)).toBe(true);
				expect(read).toEqual(other.parse(xml));
			}),
			{ numRuns: 20_000 },
		);
	});

	test('reads all that another reader takes for well-formed', () => {
		const element = fc.constantFrom(
			...['<A>1</A>', '<B x="1">t</B>', '<p:C/>', '<!-- c -->', '<?pi?>', ' ', '&#13;', '&gt;'],
		);
		fc.assert(
			fc.property(fc.array(element, { maxLength: 8 }), (pieces) => {
				const xml = `<R>${pieces.join('')}</R>`;
				expect(readXml(xml)).toEqual(other.parse(xml));
			}),
			{ numRuns: 2_000 },
		);
	});

	test('survives any text', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'<>/=!-[]&;?"\'aA: #CDTx') }), (xml) => {
				expect(() => readXml(xml)).not.toThrow();
			}),
			{ numRuns: 5_000 },
		);
	});
});

/** Six megabytes of a piece. */
const much = (piece: string) => piece.repeat(Math.ceil(6_000_000 / piece.length));
const attributes = (count: number) =>
	Array.from({ length: count }, (_, index) => `b${index}=""`).join(' ');

describe('hostile shapes', () => {
	// Work in proportion to the size takes a fraction of a second; more would run into the test's limit.
	test.each([
		['6,000 attributes on each tag', much(`<a ${attributes(6_000)}/>`)],
		['ten attributes on each tag', much(`<a ${attributes(10)}/>`)],
		['namespaces', much('<p:a xmlns:p="n"/>')],
		['tags', much('<a/>')],
		['towers', much('<a>'.repeat(80) + '</a>'.repeat(80))],
		['many names', Array.from({ length: 400_000 }, (_, index) => `<a${index}/>`).join('')],
		['long names', much(`<${'a'.repeat(60_000)}/>`)],
		['references', much('<a>&amp;&#65;</a>')],
		['CDATA', much('<![CDATA[x]]>')],
		['comments', much('<!---->')],
		['instructions', much('<?a b?>')],
		['text between tags', much('x<a/>')],
		['files', much('<Content></Content>')],
	])('of 6 MB are read: %s', (_shape, inner) => {
		expect(readResult(inner)).toHaveProperty('result');
	});

	test.each([
		['an endless tower', much('<a>')],
		['an endless name', `<${'a'.repeat(6_000_000)}`],
		['blanks in tags', much(`<a${' '.repeat(60_000)}`)],
		['blanks between attributes', much(`<a ${`b=""${' '.repeat(500)}`.repeat(50)}x>`)],
		['quotes that do not end', much('<a b="')],
		['references that do not end', much('<a>&#65</a>')],
		['CDATA that does not end', much('<![CDATA[')],
		['comments that do not end', much('<!--')],
		['instructions that do not end', much('<?a')],
		['files that do not end', much('<Content>')],
		['files in files', `${much('<Content>')}${much('</Content>')}`],
	])('of 6 MB are refused: %s', (_shape, inner) => {
		expect(readResult(inner)).toMatchObject({ unreadable: expect.stringMatching(/^(more )?XML/) });
	});
});

function readResult(inner: string) {
	const envelope = `<s:Envelope xmlns:s="e"><s:Body><XResponse><XResult>${inner}</XResult></XResponse></s:Body></s:Envelope>`;
	return readAnswer(Buffer.from(envelope), 'X', { megabytes: 500 });
}
