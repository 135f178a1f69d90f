import type { IDataObject } from 'n8n-workflow';

import { isObject, objectsIn } from '../../../credentials/lib/json';

/**
 * Members of answers, as the endpoint reference spells them. Pages of the documentation differ in
 * letter case (`parcelID`, `ecgridId`), and workflows must not break over that.
 */
const REFERENCE = `
	acknowledgmentRequested active activePartners attempts authLevel authorizationInfo
	authorizationInfoQualifier build bytes callbackEventId callbackId ccId code commId commType
	companyName componentElementSeparator contactType content controlNumber controlVersionNumber count
	created data date delivered description direction documentType ecGridId ecGridIdFrom ecGridIdTo
	ediStandard email errorCode event events expiresAt fileName firstName fromMailboxId
	functionalGroup groupControlNumber httpAuthType httpStatus id identifier interchangeDate
	interchangeId interchanges interchangeStatuses interchangeTime interconnectId key keyId lastAttempt
	lastHttpStatus lastName login mailboxes mailboxId mailboxName message modified name networkId
	networks objectId pageNo parcelId parcelStatuses payload period periodEnd periodStart phone portalId
	privateKeyRequired qualifier queuedAt queueEntries received receivedCount receiver receiverId
	receiverIdQualifier recordsPerPage refreshToken repetitionSeparator reportGeneratedAt reportId
	responseBody routingGroup securityInfo securityInfoQualifier sender senderId senderIdQualifier sent
	sentCount sessionKey size standard status success testedAt text timestamp token toMailboxId
	totalBytes totalInterchanges totalParcels totalRecords transactionSetCount transactionSetType
	uniqueId url usageIndicator userId useType version visibility week window1Count window1Minutes
	window2Count window2Minutes withCerts
`;

/** Further names, of the guides and the quick starts. */
const ELSEWHERE = `
	callBackEventId callBackQueueId callBackUrl carbonCopyId copyToMailboxId createdDate createdOn
	fromECGridId isaId isaQualifier loginName meta receivedDate senderEDIId statusDescription
	statusCode statusDate statusMessage toECGridId value
`;

/** By the name in lower case. */
const SPELLINGS = new Map(
	`${ELSEWHERE} ${REFERENCE}`
		.trim()
		.split(/\s+/)
		.map((name) => [name.toLowerCase(), name]),
);

/** The value with all member names, at any depth, spelt as above; unknown names stay as they are. */
export function withReferenceSpelling(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withReferenceSpelling);
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [
			SPELLINGS.get(name.toLowerCase()) ?? name,
			withReferenceSpelling(member),
		]),
	);
}

/** What other pages call a member, and its name in the reference. */
export type Synonyms = Readonly<Record<string, string>>;

const CREATED: Synonyms = { createdDate: 'created', createdOn: 'created' };

export const PARCEL: Synonyms = {
	size: 'bytes',
	fromECGridId: 'ecGridIdFrom',
	toECGridId: 'ecGridIdTo',
	receivedDate: 'created',
	statusMessage: 'status',
	statusCode: 'status',
	...CREATED,
};
export const MAILBOX: Synonyms = { mailboxName: 'companyName', name: 'companyName', ...CREATED };
export const NETWORK: Synonyms = { name: 'companyName', ...CREATED };
export const ID: Synonyms = { isaQualifier: 'qualifier', isaId: 'id' };
export const PARTNER: Synonyms = CREATED;
export const USER: Synonyms = { loginName: 'login', ...CREATED };
export const INTERCHANGE: Synonyms = { senderEDIId: 'sender', statusDescription: 'status' };
export const CALLBACK: Synonyms = {
	callBackEventId: 'callbackId',
	callBackQueueId: 'callbackId',
	callBackUrl: 'url',
};
/** Of a registration: what the back end calls an event is the registration itself. */
export const REGISTRATION: Synonyms = { ...CALLBACK, callbackEventId: 'callbackId' };
export const CARBON_COPY: Synonyms = {
	carbonCopyId: 'ccId',
	mailboxId: 'fromMailboxId',
	copyToMailboxId: 'toMailboxId',
};

/**
 * The rows of an answer; where a member comes under another documented name, its name in the
 * reference is added. Nothing is taken away.
 */
export function rowsOf(body: unknown, synonyms: Synonyms = {}): IDataObject[] {
	return objectsIn(body).map((row) => withReferenceNames(row, synonyms));
}

function withReferenceNames(row: IDataObject, synonyms: Synonyms): IDataObject {
	const added = Object.entries(synonyms)
		.filter(([name, reference]) => name in row && !(reference in row))
		.map(([name, reference]) => [reference, row[name]]);
	// The first of several names that stand for one member wins.
	return withStatusText({ ...row, ...Object.fromEntries(added.reverse()) });
}

/** A status is a text, or an object with code, description and date: then its text takes its place. */
function withStatusText(row: IDataObject): IDataObject {
	const { status } = row;
	if (!isObject(status)) return row;
	const text = textOf(status.description) ?? textOf(status.code);
	const { code, statusDate } = status;
	return {
		...row,
		...(text === undefined ? {} : { status: text }),
		...(code === undefined ? {} : { statusCode: code }),
		...(statusDate === undefined ? {} : { statusDate }),
	};
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
