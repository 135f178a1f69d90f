/** Names of the service as a person would write them. */

/** `ECGridIDCCFrom` as "ECGrid ID CC From": words begin with a capital, but for some of capitals only. */
export function titleOf(name: string): string {
	const words = name.match(/ECGrid|EMail|ID(?![a-z])|CC|[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g);
	return (words ?? [name]).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

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
