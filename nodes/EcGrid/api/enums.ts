/** Fixed lists of values, as the contract has them, with the names that users see. */

function named<const V extends string>(names: Readonly<Record<V, string>>) {
	return (Object.entries(names) as Array<[V, string]>).map(([value, name]) => ({ name, value }));
}

/** Highest first. */
export const AUTH_LEVELS = named({
	NoChange: 'No Change',
	Root: 'Root (ECGrid Staff)',
	TechOps: 'TechOps (ECGrid Staff)',
	NetOps: 'NetOps (ECGrid Staff)',
	NetworkAdmin: 'Network Admin',
	NetworkUser: 'Network User',
	MailboxAdmin: 'Mailbox Admin',
	MailboxUser: 'Mailbox User',
	TPUser: 'Trading Partner User',
	General: 'General',
});

export const STATUSES = named({
	Active: 'Active',
	Development: 'Development',
	Preproduction: 'Preproduction',
	Suspended: 'Suspended',
	Terminated: 'Terminated',
});

export const DIRECTIONS = named({ NoDir: 'Either', InBox: 'Inbox', OutBox: 'Outbox' });

export const EDI_STANDARDS = named({
	X12: 'X12',
	EDIFACT: 'EDIFACT',
	TRADACOMS: 'TRADACOMS',
	VDA: 'VDA',
	XML: 'XML',
	TXT: 'Text',
	PDF: 'PDF',
	Binary: 'Binary',
});

/** In the order in which a parcel passes them: inbound, outbound, other ends. */
export const PARCEL_STATUSES = named({
	InBoxReady: 'Inbox Ready',
	InBoxTransferred: 'Inbox Transferred',
	InBoxArchived: 'Inbox Archived',
	as2Receive: 'AS2 Received',
	as2Sent: 'AS2 Sent',
	ftpReceived: 'FTP Received',
	ftpSent: 'FTP Sent',
	OutBoxQueued: 'Outbox Queued',
	outboxPending: 'Outbox Pending',
	outboxSent: 'Outbox Sent',
	OutBoxDelivered: 'Outbox Delivered',
	outboxAcknowledged: 'Outbox Acknowledged',
	outboxRetry: 'Outbox Retry',
	outboxFailed: 'Outbox Failed',
	outboxDeliveryError: 'Outbox Delivery Error',
	outboxTransferred: 'Outbox Transferred',
	Cancelled: 'Cancelled',
	VaultReady: 'Vault Ready',
});

export const ROUTING_GROUPS = named({
	ProductionA: 'Production A',
	ProductionB: 'Production B',
	Migration1: 'Migration 1',
	Migration2: 'Migration 2',
	ManagedFileTransfer: 'Managed File Transfer',
	Test: 'Test',
	SuperHub: 'Super Hub',
	Suspense1: 'Suspense 1',
	Suspense2: 'Suspense 2',
	Suspense3: 'Suspense 3',
	NetOpsOnly1: 'NetOps Only 1',
	NetOpsOnly2: 'NetOps Only 2',
});

export const USE_TYPES = named({
	Production: 'Production',
	Test: 'Test',
	TestAndProduction: 'Test and Production',
	Undefined: 'Undefined',
});

export const CONTACT_TYPES = named({
	Owner: 'Owner',
	Accounting: 'Accounting',
	CustomerService: 'Customer Service',
	Errors: 'Errors',
	Interconnects: 'Interconnects',
	Notices: 'Notices',
	Reports: 'Reports',
});

export const CHANNEL_TYPES = named({
	as2: 'AS2',
	as4: 'AS4',
	cxml: 'cXML',
	ftp: 'FTP',
	ftpsslimplicit: 'FTP over SSL, Implicit',
	gisb: 'GISB',
	http: 'HTTP',
	oftp: 'OFTP',
	peppol: 'Peppol',
	rnif: 'RNIF',
	sftp: 'SFTP',
	x400: 'X.400',
	none: 'None',
	undefined: 'Undefined',
});

export const KEY_VISIBILITIES = named({
	Private: 'Private',
	Shared: 'Shared',
	Public: 'Public',
	Session: 'Session',
});

export const OBJECTS = named({
	Parcel: 'Parcel',
	Interchange: 'Interchange',
	Interconnect: 'Interconnect',
	User: 'User',
	Mailbox: 'Mailbox',
	Network: 'Network',
	AS2: 'AS2',
	CallBackEvent: 'Callback Event',
	CarbonCopy: 'Carbon Copy',
	Comm: 'Channel',
	Contract: 'Contract',
	ECGridID: 'ECGrid ID',
	GISB: 'GISB',
	InterconnectNote: 'Interconnect Note',
	Invoice: 'Invoice',
	Migration: 'Migration',
	PriceList: 'Price List',
	System: 'System',
});

export const CERTIFICATE_TYPES = named({ X509: 'X.509', PGP: 'PGP', SSH: 'SSH' });

export const CERTIFICATE_USAGES = named({
	SSL: 'SSL',
	Encryption: 'Encryption',
	Signature: 'Signature',
	EncryptionAndSignature: 'Encryption and Signature',
});

export const HASH_ALGORITHMS = named({
	SHA256: 'SHA-256',
	SHA384: 'SHA-384',
	SHA512: 'SHA-512',
	SHA1: 'SHA-1',
});

export const HTTP_AUTH_TYPES = named({ None: 'None', Basic: 'Basic', Digest: 'Digest' });

export const PERIODS = named({ Hour: 'Hour', Day: 'Day', Week: 'Week', Month: 'Month' });

export const MAIL_SYSTEMS = named({ smtp: 'SMTP', x400: 'X.400' });

export const MAIL_PAYLOADS = named({ Attachment: 'Attachment', Body: 'Body' });
