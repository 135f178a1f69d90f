/** SOAP faults in the forms that ECGrid's documentation describes. */
import {
	endsSession,
	GUID,
	plain,
	refusesBeforeWork,
	type EcGridFault,
} from '../../../credentials/tokens/sources/ecGridFault';
import type { Problem } from '../../shared/http/provider';
import { childOf, findIn, textOf } from './tree';
import type { XmlValue } from './xml';

export interface Fault extends EcGridFault {
	message: string;
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
	const texts = [textIn(detail, 'ErrorMessage'), reason].filter((text) => text !== undefined);
	const word = textIn(detail, 'ECGridOSSOAPErrorCode') ?? textIn(detail, 'ErrorString');
	const item = textIn(detail, 'ErrorItem');
	return {
		ofService: /(^|:)(Server|Receiver)$/.test(code),
		message: (texts[0] ?? 'ECGrid refused the call').replace(GUID, '***'),
		texts,
		...(word === undefined ? {} : { word }),
		...(item === undefined ? {} : { item }),
	};
}

/**
 * Whether a fault lets the call be sent once more with a new session: any that means the end of the
 * session where the call only reads, and for a change one that proves that nothing was done.
 */
export function allowsRepetition(fault: Fault, isRead: boolean): boolean {
	return isRead ? endsSession(fault) : refusesBeforeWork(fault);
}

/** The fault in the engine's terms, with the HTTP status that its word stands for. */
export function problemOfFault(fault: Fault, isRead: boolean): Problem {
	const { ofService, message, word = '', item } = fault;
	if (allowsRepetition(fault, isRead)) return { message, status: 401 };
	const fallback = ofService ? 500 : 400;
	const status = endsSession(fault) ? fallback : (statusOf(word) ?? fallback);
	const advice = item === undefined ? undefined : `Check ${item}: ECGrid names it as the cause.`;
	return { message, status, ...(advice === undefined ? {} : { advice }) };
}

/**
 * The words of both fault forms; the service may write them as a sentence. Numbers are left alone:
 * their table is not published, and the few examples contradict each other.
 */
const WORDS: ReadonlyArray<readonly [status: number, words: readonly string[]]> = [
	[400, ['invalidparameter', 'invaliddatatype', 'invaliddatalength', 'dataerror']],
	[401, ['authentication']],
	[403, ['authorization', 'accessdenied']],
	[404, ['objectnotfound', 'notfound', 'invalidid']],
	[409, ['duplicate', 'idexistsonnetwork']],
	[500, ['systemerror', 'sqlerror', 'internalerror']],
];

function statusOf(word: string): number | undefined {
	return WORDS.find(([, words]) => words.includes(plain(word)))?.[0];
}

function textIn(value: XmlValue | undefined, name: string): string | undefined {
	const text = textOf(findIn(value, name))?.trim();
	return text === '' ? undefined : text;
}
