import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';
import type { Problem } from '../../shared/http/provider';
import { withReferenceSpelling } from './memberNames';

/** The statuses that the documentation gives to the codes; they matter where HTTP says 200. */
const STATUS: Record<string, number> = {
	InvalidParameter: 400,
	DuplicateObject: 400,
	InvalidAPIKey: 401,
	InvalidSession: 401,
	AccessDenied: 403,
	ObjectNotFound: 404,
	RateLimitExceeded: 429,
	InternalError: 500,
};

const ADVICE: Record<string, string> = {
	DuplicateObject: 'It already exists. Look it up instead of creating it.',
	InvalidAPIKey:
		'The API key is wrong or has been replaced. Copy the current one from your profile page in the portal into the credential.',
	InvalidSession: 'The session has ended. Run Connection: Forget Token, then run this again.',
	AccessDenied:
		'Your level is too low for this; Session: Validate shows it. Anything that concerns a whole network needs NetworkAdmin.',
	ObjectNotFound: 'It does not exist, or your user cannot see it. Check the ID.',
};

/** NOTES: without a route an upload is held in suspense; without an interconnect it is refused. */
const WITHOUT_ROUTE = /\b(no route|route not found|suspense|interconnect)\b/i;
const FIND_ROUTE =
	'Check the sender and the receiver: both ECGrid IDs, or the IDs in the header of the file, must be active and connected as trading partners.';

/**
 * What went wrong, from either of the two documented error bodies: the envelope with `errorCode`
 * and `message`, or problem details (RFC 7807) with `title`, `detail` and `traceId`. An envelope
 * with `success: false` is an error whatever the HTTP status, and so is the answer `false` of an
 * operation that says `true` when it has done its work.
 */
export function problemIn(httpStatus: number, body: unknown): Problem | undefined {
	const said = membersOf(body);
	const isRefused = said.success === false || said.data === false;
	if (httpStatus <= 299 && !isRefused) return undefined;
	const code = textOf(said.errorcode);
	const message = messageIn(said) ?? (isRefused ? NOT_DONE : undefined);
	if (message === undefined) return undefined;
	const advice = WITHOUT_ROUTE.test(message) ? FIND_ROUTE : ADVICE[code];
	const status = httpStatus <= 299 ? STATUS[code] : undefined;
	return {
		message,
		...(advice === undefined ? {} : { advice }),
		...(status === undefined ? {} : { status }),
	};
}

const NOT_DONE = 'ECGrid did not carry out the request, and does not say why';

function messageIn(said: IDataObject): string | undefined {
	const headline = textOf(said.errorcode) || textOf(said.title);
	const details = textOf(said.message) || textOf(said.detail);
	const text = [...new Set([headline, details])].filter(Boolean).join(': ');
	if (text === '') return undefined;
	const trace = textOf(said.traceid);
	return trace === '' ? text : `${text} (trace ID for ECGrid support: ${trace})`;
}

/** Takes the payload out of the envelope, with members spelt as in the reference. */
export function payloadOf(body: unknown): unknown {
	const members = membersOf(body);
	const isEnvelope = 'success' in members && 'data' in members;
	return withReferenceSpelling(isEnvelope ? members.data : body);
}

/** Member names are compared without regard to case, as the documentation spells them in many ways. */
function membersOf(body: unknown): IDataObject {
	if (!isObject(body)) return {};
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]),
	);
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
