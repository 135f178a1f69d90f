import type { SoapContract } from './contract.mts';
import { element } from './xml.mts';

/** Structures contain each other; this deep they are worth showing. */
const DEEPEST = 3;

const ENTRIES = 2;

const PLAIN: Readonly<Record<string, string>> = {
	string: 'sample',
	int: '1',
	long: '1',
	short: '1',
	unsignedByte: '1',
	float: '0',
	boolean: 'true',
	dateTime: '2026-01-02T03:04:05',
	base64Binary: 'c2FtcGxl',
};

const DATA_SET = [
	'<xs:schema id="NewDataSet" xmlns="" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:msdata="urn:schemas-microsoft-com:xml-msdata">',
	'<xs:element name="NewDataSet" msdata:IsDataSet="true"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">',
	'<xs:element name="Table"><xs:complexType><xs:sequence><xs:element name="Mailbox_x0020_ID" type="xs:int" minOccurs="0"/>',
	'<xs:element name="Parcels" type="xs:int" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>',
	'</xs:choice></xs:complexType></xs:element></xs:schema>',
	'<diffgr:diffgram xmlns:msdata="urn:schemas-microsoft-com:xml-msdata" xmlns:diffgr="urn:schemas-microsoft-com:xml-diffgram-v1">',
	'<NewDataSet xmlns=""><Table diffgr:id="Table1" msdata:rowOrder="0"><Mailbox_x0020_ID>11</Mailbox_x0020_ID><Parcels>3</Parcels></Table>',
	'<Table diffgr:id="Table2" msdata:rowOrder="1"><Mailbox_x0020_ID>12</Mailbox_x0020_ID></Table></NewDataSet></diffgr:diffgram>',
].join('');

/** A well-formed result of a type: for methods of which the sandbox keeps no state. */
export function sampleOf(type: string, contract: SoapContract, depth = 0): string {
	if (type === 'DataSet') return DATA_SET;
	const plain = PLAIN[type] ?? contract.enumerations.get(type)?.[0];
	if (plain !== undefined) return plain;
	if (depth >= DEEPEST) return '';
	const entry = /^ArrayOf(\w+)$/.exec(type)?.[1];
	if (entry !== undefined) {
		return element(entry, sampleOf(entry, contract, depth + 1)).repeat(ENTRIES);
	}
	// Of a few types only the name is known.
	const members = contract.structures.get(type) ?? [{ name: 'ID', type: 'int' }];
	return members
		.map((member) => element(member.name, sampleOf(member.type, contract, depth + 1)))
		.join('');
}
