/** What an ECGrid SOAP fault says about the session of the call (soap.md, section 3). */

/** A fault in any of the documented forms. */
export interface EcGridFault {
	/** Whether the service blames itself, not the caller. */
	readonly ofService: boolean;
	/** `ECGridOSSOAPErrorCode` or `ErrorString`: a word, a number or a sentence. */
	readonly word?: string;
	/** `ErrorItem`: the parameter at fault. */
	readonly item?: string;
	/** `faultstring` and `ErrorMessage`, if they say anything. */
	readonly texts: readonly string[];
}

/**
 * The end of a session in all known spellings, without spaces, dots and letter case. The third `s`
 * comes from a class name of the vendor's. `InvalidSession` is the word of the REST service, which
 * shares the back end.
 */
const ENDS: ReadonlySet<string> = new Set([
	'sessiontimeout',
	'sesssiontimeout',
	'invalidsession',
	'invalidsessionid',
]);

/** Form A's word for a session that is missing, has ended or is not valid. */
const NOT_AUTHENTICATED = 'authentication';

/**
 * What may be wrong with a `SessionID` that names no session. Missing rights and failures are
 * different.
 */
const NOT_ABOUT_THE_ID: ReadonlySet<string> = new Set([
	'accessdenied',
	'authorization',
	'dataerror',
	'duplicate',
	'idexistsonnetwork',
	'internalerror',
	'sqlerror',
	'systemerror',
]);

/** Sessions and API keys have this form, and the service may repeat the one that it refuses. */
export const GUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/gi;

/**
 * Whether a fault means that the caller's own session has ended. A fault that only mentions a
 * session, such as one that holds a lock, does not.
 */
export function endsSession(fault: EcGridFault): boolean {
	if (blamesOther(fault)) return false;
	return namesSession(fault) || fault.texts.some((text) => ENDS.has(plain(firstSentence(text))));
}

/**
 * Whether such a fault also proves that nothing was done, so that a write may be sent once more:
 * the service refuses the caller, and reports nothing but the end of the session.
 */
export function refusesBeforeWork(fault: EcGridFault): boolean {
	if (fault.ofService || blamesOther(fault)) return false;
	return namesSession(fault) || fault.texts.some((text) => ENDS.has(plain(text)));
}

function namesSession({ word = '', item }: EcGridFault): boolean {
	const name = plain(word);
	if (ENDS.has(name) || name === NOT_AUTHENTICATED) return true;
	return isSessionId(item) && !NOT_ABOUT_THE_ID.has(name);
}

/** A wrong old password is a failed authentication too. */
function blamesOther({ item }: EcGridFault): boolean {
	return item !== undefined && !isSessionId(item);
}

function isSessionId(item: string | undefined): boolean {
	return item !== undefined && plain(item) === 'sessionid';
}

function firstSentence(text: string): string {
	return text.split(/[.:;,!\n]/, 1)[0] ?? '';
}

/** A text without its ids, and without everything in which spellings differ. */
export function plain(text: string): string {
	return text
		.replace(GUID, '')
		.toLowerCase()
		.replace(/[^a-z\d]/g, '');
}
