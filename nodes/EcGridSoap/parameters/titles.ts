/** Names of the service as a person would write them. */
import { inTitleCase } from '../../shared/fields/choices';

/**
 * `ECGridIDCCFrom` as "ECGrid ID CC From", `Identifier1` as "Identifier 1": words begin with a
 * capital, but for some of capitals only, and a number stands alone where it counts.
 */
export function titleOf(name: string): string {
	const words = name.match(
		/ECGrid|EMail|ID(?![a-z])|CC|[A-Z]+(?![a-z])\d*|[A-Z][a-z]+|[a-z]+\d*|\d+/g,
	);
	return inTitleCase((words ?? [name]).map((word) => SPELT[word] ?? word));
}

/** Words that the service spells in a way of its own. */
const SPELT: Readonly<Record<string, string>> = { EMail: 'Email', Id: 'ID', Max: 'Maximum' };

/** Words of the service that are written otherwise than they are spelt. */
const WRITTEN: Readonly<Record<string, string>> = {
	as2: 'AS2',
	as4: 'AS4',
	cxml: 'cXML',
	ftp: 'FTP',
	ftpsslexplicit: 'FTP over SSL, Explicit',
	ftpsslimplicit: 'FTP over SSL, Implicit',
	gisb: 'GISB',
	http: 'HTTP',
	oftp: 'OFTP',
	rnif: 'RNIF',
	sftp: 'SFTP',
	sha1: 'SHA-1',
	sha2: 'SHA-2',
	smtp: 'SMTP',
	x400: 'X.400',
};

/** `as2MDNSent` as "AS2 MDN Sent". The value that is sent stays as it is. */
export function choiceNameOf(value: string): string {
	return titleOf(value.replace(/InBox/g, 'Inbox').replace(/OutBox/g, 'Outbox'))
		.split(' ')
		.map((word) => WRITTEN[word.toLowerCase()] ?? word)
		.join(' ');
}
