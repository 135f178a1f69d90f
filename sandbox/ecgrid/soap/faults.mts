import type { EcGridSettings } from '../../settings.mts';
import type { SoapFault } from './envelope.mts';
import { escapeXml } from './xml.mts';

/**
 * A failure of the service, with what each of the three documented forms says of it. The numbers
 * are guesses, as NOTES explain: B's example pairs 5 with a bad session, and C's are counted off.
 */
export interface Failure {
	readonly text: string;
	readonly word: string;
	readonly number: number;
	readonly retCode: string;
	/** The parameter at fault. */
	readonly item: string;
}

export const failures = {
	session: {
		text: 'Invalid Session ID',
		word: 'Authentication',
		number: 1,
		retCode: 'SessionTimeout',
		item: 'SessionID',
	},
	login: {
		text: 'Invalid login',
		word: 'Authentication',
		number: 2,
		retCode: 'AccessDenied',
		item: 'LoginName',
	},
	lockedOut: {
		text: 'The user is locked out',
		word: 'Authentication',
		number: 2,
		retCode: 'AccessDenied',
		item: 'LoginName',
	},
	tooManySessions: {
		text: 'Too many open sessions',
		word: 'Authentication',
		number: 2,
		retCode: 'AccessDenied',
		item: 'LoginName',
	},
	access: {
		text: 'Access Denied',
		word: 'Authorization',
		number: 2,
		retCode: 'AccessDenied',
		item: '',
	},
	notFound: {
		text: 'Object not found',
		word: 'ObjectNotFound',
		number: 3,
		retCode: 'NotFound',
		item: '',
	},
	dataType: {
		text: 'Invalid data type',
		word: 'InvalidParameter',
		number: 7,
		retCode: 'InvalidDataType',
		item: '',
	},
	dataLength: {
		text: 'Invalid data length.',
		word: 'InvalidParameter',
		number: 8,
		retCode: 'InvalidDataLength',
		item: '',
	},
} as const satisfies Record<string, Failure>;

/** Ends a method with a fault. */
export class SoapRefusal extends Error {
	readonly failure: Failure;

	constructor(failure: Failure) {
		super(failure.text);
		this.name = 'SoapRefusal';
		this.failure = failure;
	}
}

const BAD_SESSION_IN_FORM_B = 5;

/** The fault for a failure, its detail in the form that the settings choose. */
export function faultFor(failure: Failure, { faultForm }: EcGridSettings): SoapFault {
	const code = (value: string | number) =>
		`<ECGridOSSOAPErrorCode>${value}</ECGridOSSOAPErrorCode>`;
	const details = {
		A: () => code(failure.word),
		B: () => code(failure.item === 'SessionID' ? BAD_SESSION_IN_FORM_B : failure.number),
		C: () =>
			`<details><ErrorCode>${failure.number}</ErrorCode><ErrorString>${failure.retCode}</ErrorString>` +
			`<ErrorItem>${failure.item}</ErrorItem><ErrorMessage>${escapeXml(failure.text)}</ErrorMessage></details>`,
	};
	return { party: 'Client', text: failure.text, detail: details[faultForm]() };
}

/** A complaint of the framework, before the service itself has seen the call. */
export function frameworkFault(text: string): SoapFault {
	return { party: 'Client', text, detail: '' };
}
