/**
 * The forms in which pages of the documentation other than the reference show the same answers
 * (NOTES, section 12). They break the contract on purpose, so they are put on after the answer has
 * been held to it.
 */
import type { Answer, Call } from '../exchange.mts';
import type { EcGridSettings } from '../settings.mts';

type Forms = Pick<
	EcGridSettings,
	'memberCase' | 'memberForm' | 'listForm' | 'keyForm' | 'statusForm'
>;
type Json = Record<string, unknown>;
type Names = Readonly<Record<string, string>>;

const LIST_MEMBERS = ['networks', 'mailboxes', 'interchanges', 'events', 'queueEntries'];

const CREATED = { created: 'createdDate' };
const PARCEL = {
	bytes: 'size',
	ecGridIdFrom: 'fromECGridId',
	ecGridIdTo: 'toECGridId',
	created: 'receivedDate',
};
const MAILBOX = { companyName: 'mailboxName', ...CREATED };
const ID = { qualifier: 'isaQualifier', id: 'isaId' };
const USER = { login: 'loginName', ...CREATED };
const CALLBACK = { callbackId: 'callBackQueueId', url: 'callBackUrl' };
const INTERCHANGE = { sender: 'senderEDIId', status: 'statusDescription' };
const CARBON_COPY = {
	ccId: 'carbonCopyId',
	fromMailboxId: 'mailboxId',
	toMailboxId: 'copyToMailboxId',
};

/** By what the name of an operation ends in, or has in it. */
const GUIDE_NAMES: ReadonlyArray<readonly [RegExp, Names]> = [
	[/Parcels?$|MailbagControlId$/, PARCEL],
	[/Mailbox(es)?$/, MAILBOX],
	[/^(get|update|create|find|move|list)Ids?$/, ID],
	[/Partners?$/, CREATED],
	[/Users?$|^getMe$|^getUserByName$/, USER],
	[/^(create|update)Callback$/, CALLBACK],
	[/Interchanges?$/, INTERCHANGE],
	[/CarbonCop(y|ies)$/, CARBON_COPY],
];

/** A success in the documented form that the settings choose. */
export function inDocumentedForm(forms: Forms, call: Call, answer: Answer): Answer {
	if (!isObject(answer.body) || answer.status >= 300) return inCase(forms, answer);
	const keyed = forms.keyForm === 'quickStart' ? asNamedValues(call, answer.body) : answer.body;
	const stated = forms.statusForm === 'object' ? withStatusObjects(call, keyed) : keyed;
	const listed = forms.listForm === 'reference' ? stated : unwrapped(stated, forms.listForm);
	const named = forms.memberForm === 'guide' ? asInGuide(call, listed) : listed;
	return inCase(forms, { ...answer, body: named });
}

/** Rows without their wrapping, and the three numbers beside them or nowhere. */
function unwrapped(body: Json, listForm: 'plain' | 'beside'): Json {
	const { data } = body;
	if (!isObject(data)) return body;
	const member = LIST_MEMBERS.find((name) => Array.isArray(data[name]));
	if (member === undefined) return body;
	const { [member]: rows, ...numbers } = data;
	return { ...body, data: rows, ...(listForm === 'beside' && numbers) };
}

function asInGuide(call: Call, body: Json): Json {
	const sent = (call.body ?? {}) as Json;
	if (call.operationId === 'uploadParcel') {
		const { fileName, content } = sent;
		const size = Buffer.from(String(content), 'base64').length;
		return { ...body, data: { parcelId: body['data'], fileName, status: 'OutBoxQueued', size } };
	}
	if (call.operationId === 'confirmParcelDownload') {
		return { ...body, data: { parcelId: sent['parcelId'], status: 'InBoxTransferred' } };
	}
	const names = GUIDE_NAMES.find(([operations]) => operations.test(call.operationId))?.[1] ?? {};
	const data = renamed(body['data'], (name) => names[name] ?? name);
	return { ...body, data };
}

/** As the service's own tools show a parcel (NOTES, later sources). */
function withStatusObjects({ operationId }: Call, body: Json): Json {
	if (!/Parcels?$/.test(operationId)) return body;
	const describe = (row: unknown) =>
		isObject(row) && typeof row['status'] === 'string'
			? { ...row, status: { code: row['status'], description: '', statusDate: row['modified'] } }
			: row;
	const { data } = body;
	return { ...body, data: Array.isArray(data) ? data.map(describe) : describe(data) };
}

/** What the quick starts mean by a key. */
function asNamedValues({ operationId }: Call, body: Json): Json {
	if (!['getKey', 'listKeys', 'createKey'].includes(operationId)) return body;
	const describe = (row: unknown) => {
		const { key, value = '', meta = '', visibility, created } = row as Json;
		return { key, value, meta, visibility, created, expires: null };
	};
	const { data } = body;
	return { ...body, data: Array.isArray(data) ? data.map(describe) : describe(data) };
}

function inCase({ memberCase }: Forms, answer: Answer): Answer {
	if (memberCase === 'reference' || !isObject(answer.body)) return answer;
	const spell = memberCase === 'upperId' ? upperId : pascal;
	return { ...answer, body: renamed(answer.body, spell) };
}

/** `parcelID`, as some pages write it. */
function upperId(name: string): string {
	return name.replace(/Id(?=From$|To$|$)/, 'ID');
}

function pascal(name: string): string {
	return name.charAt(0).toUpperCase() + name.slice(1);
}

function renamed(value: unknown, rename: (name: string) => string): unknown {
	if (Array.isArray(value)) return value.map((one) => renamed(one, rename));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [rename(name), renamed(member, rename)]),
	);
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
