/** SOAP faults in the forms that ECGrid's documentation describes. */
import type { Problem } from '../../shared/http/provider';
import { childOf, findIn, textOf } from './tree';
import type { XmlValue } from './xml';

export interface Fault {
	/** Whether the service blames itself, not the caller. */
	ofService: boolean;
	message: string;
	/** The word for the kind of fault: `ECGridOSSOAPErrorCode` or `ErrorString`. */
	word?: string;
	/** The parameter at fault. */
	item?: string;
}

/**
 * Reads the fault of SOAP 1.1 or 1.2 and its detail. The detail has a word or a number
 * (`ECGridOSSOAPErrorCode`), or four elements (`ErrorCode`, `ErrorString`, `ErrorItem`,
 * `ErrorMessage`) under a wrapper whose name is not certain; so they are looked for at any depth.
 */
export function readFault(fault: XmlValue): Fault {
	const detail = childOf(fault, 'detail') ?? childOf(fault, 'Detail');
	const code = textIn(fault, 'faultcode') ?? textIn(childOf(fault, 'Code'), 'Value') ?? '';
	const reason = textIn(fault, 'faultstring') ?? textIn(childOf(fault, 'Reason'), 'Text');
	const word = textIn(detail, 'ECGridOSSOAPErrorCode') ?? textIn(detail, 'ErrorString');
	const item = textIn(detail, 'ErrorItem');
	return {
		ofService: /(^|:)(Server|Receiver)$/.test(code),
		message: (textIn(detail, 'ErrorMessage') ?? reason ?? 'ECGrid refused the call').replace(
			GUID,
			'***',
		),
		...(word === undefined ? {} : { word }),
		...(item === undefined ? {} : { item }),
	};
}

/** Sessions and API keys have this form, and the service may repeat the one that it refuses. */
const GUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/gi;

/** Nothing was done then, so the call may be sent again. Both spellings of the text are documented. */
export function endsSession({ message, word = '', item }: Fault): boolean {
	return statusOf(word) === 401 || item === 'SessionID' || /session\s*id/i.test(message);
}

/** The fault in the engine's terms, with the HTTP status that its word stands for. */
export function problemOfFault(fault: Fault): Problem {
	const { ofService, message, word = '', item } = fault;
	const fallback = ofService ? 500 : 400;
	const status = endsSession(fault) ? 401 : (statusOf(word) ?? fallback);
	const advice = item === undefined ? undefined : `Check ${item}: ECGrid names it as the cause.`;
	return { message, status, ...(advice === undefined || status === 401 ? {} : { advice }) };
}

/**
 * The words of both fault forms. Numbers are left alone: their table is not published, and the few
 * examples contradict each other.
 */
const WORDS: ReadonlyArray<readonly [status: number, words: readonly string[]]> = [
	[400, ['InvalidParameter', 'InvalidDataType', 'InvalidDataLength', 'DataError']],
	[401, ['Authentication', 'SessionTimeout']],
	[403, ['Authorization', 'AccessDenied']],
	[404, ['ObjectNotFound', 'NotFound', 'InvalidID']],
	[409, ['Duplicate', 'IDExistsOnNetwork']],
	[500, ['SystemError', 'SQLError', 'InternalError']],
];

function statusOf(word: string): number | undefined {
	return WORDS.find(([, words]) => words.includes(word))?.[0];
}

function textIn(value: XmlValue | undefined, name: string): string | undefined {
	const text = textOf(findIn(value, name))?.trim();
	return text === '' ? undefined : text;
}
