/**
 * What a user reads when no token can be obtained. These are plain errors on purpose: n8n replaces
 * or hides the message of an error that has a `response`, `code`, `status` or `cause`, and tries
 * again after a 401. The class is the kind of error; the message says what happened and what to do.
 */
import type { Outcome } from './outcome';
import { parseUrl } from '../../lib/url';

/** A field of the credential is empty or cannot be right. Thrown before anything is sent. */
export class CredentialFieldError extends Error {
	override readonly name = 'CredentialFieldError';
}

/**
 * A request goes to an address to which the credential must not travel. Thrown before anything is
 * sent.
 */
export class AddressNotAllowedError extends Error {
	override readonly name = 'AddressNotAllowedError';
}

/**
 * A request cannot be sent with the credential in its present form. Thrown before anything is sent.
 */
export class RequestNotAllowedError extends Error {
	override readonly name = 'RequestNotAllowedError';
}

/** The provider refused the login. */
export class CredentialsRejectedError extends Error {
	override readonly name = 'CredentialsRejectedError';
}

/** The provider asked to wait. */
export class ThrottledError extends Error {
	override readonly name = 'ThrottledError';
}

/** The token endpoint is not at the address in the credential. */
export class WrongAddressError extends Error {
	override readonly name = 'WrongAddressError';
}

/** The token endpoint gives no usable answer at present. */
export class ProviderUnavailableError extends Error {
	override readonly name = 'ProviderUnavailableError';
}

/** New tokens are refused again and again, so someone else replaces them. */
export class ContendedError extends Error {
	override readonly name = 'ContendedError';
}

/** The token was refused and replaced, but the request cannot be sent again. */
class RequestNotRepeatableError extends Error {
	override readonly name = 'RequestNotRepeatableError';
}

/** The node asked the hook to forget the token, and it did; the request was not sent. */
export class TokenForgottenError extends Error {
	override readonly name = 'TokenForgottenError';
}

/** A node doubted the token, and the provider did not refuse it; the request was not sent again. */
export class TokenNotRefusedError extends Error {
	override readonly name = 'TokenNotRefusedError';
}

/** What an error may say about the credential it is about; nothing else gets into a message. */
export interface ProblemContext {
	/** The provider's name, as users know it. */
	readonly provider: string;
	/** Host and path of the token request. */
	readonly endpoint: string;
	/** Display names of the fields that hold the secrets: "Client ID and Client Secret". */
	readonly secretFields: string;
	/** Display name of the field that holds the address. */
	readonly addressField: string;
	/** Other possible reasons for a refused login. */
	readonly rejectionHint?: string;
	readonly redact: (text: string) => string;
}

export type Failure = Exclude<Outcome, { kind: 'granted' }>;

/** What came in place of a usable answer. */
export interface AddressProblem {
	/** What the address did: "answered with HTTP status 503". */
	readonly reason: string;
	readonly isNetwork?: true;
}

const LONGEST_QUOTE = 200;
/** n8n replaces any message that contains one of these with a sentence of its own (NodeError). */
const REPLACED_BY_N8N =
	/ECONN(REFUSED|RESET|ABORTED)|ENOTFOUND|ETIMEDOUT|ERRADDRINUSE|EADDRNOTAVAIL|EHOSTUNREACH|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO/i;

/**
 * The error for a failed token request.
 *
 * @param secondsLeft until the cool-down ends; the message ends with what a user can do until then
 */
export function problemOf(context: ProblemContext, failure: Failure, secondsLeft: number): Error {
	return problemWith(context, failure, nextAttempt(secondsLeft));
}

/**
 * The error for a Test so soon after a failed one that nothing was sent: the failure once more.
 *
 * @param secondsLeft until Retry logs in again
 */
export function tooSoon(context: ProblemContext, failure: Failure, secondsLeft: number): Error {
	const whatToDo = `Nothing was sent this time. Wait ${wholeSeconds(secondsLeft)} s, then press Retry.`;
	return problemWith(context, failure, whatToDo);
}

function problemWith(context: ProblemContext, failure: Failure, whatToDo: string): Error {
	switch (failure.kind) {
		case 'rejected':
			return new CredentialsRejectedError(
				[
					`${context.provider} refused the ${context.secretFields}${quote(context, failure.message)}.`,
					`Check them in the credential.`,
					context.rejectionHint,
					whatToDo,
				]
					.filter((sentence) => sentence !== undefined)
					.join(' '),
			);
		case 'throttled':
			return new ThrottledError(
				`${context.provider} is not accepting any more logins right now (HTTP 429). ${whatToDo}`,
			);
		case 'wrongAddress':
			return new WrongAddressError(`${wrongAddress(context, failure)} ${whatToDo}`);
		case 'unavailable':
		case 'malformed':
			return new ProviderUnavailableError(
				[
					`Couldn't log in to ${context.provider}: ${deed(context.endpoint, failure, context.redact)}.`,
					...(failure.isNetwork ? ['Check your network or firewall.'] : []),
					whatToDo,
				].join(' '),
			);
	}
}

/** The error for a token that is refused however often it is renewed. */
export function contention(context: ProblemContext, secondsLeft: number): Error {
	return new ContendedError(
		`${context.provider} keeps refusing tokens that it has only just issued. Another client may be using these credentials, or they may not be allowed to do this. ${nextAttempt(secondsLeft)}`,
	);
}

/**
 * The error for a Test without an answer, for a credential that needs no login.
 *
 * @param url the address that was asked. It holds no secrets; they travel in headers.
 */
export function unreachable(
	provider: string,
	url: string,
	field: string,
	problem: AddressProblem,
): Error {
	const network = problem.isNetwork ? 'your network or firewall, and ' : '';
	return new ProviderUnavailableError(
		`Couldn't check this credential with ${provider}: ${deed(url, problem)}. Check ${network}${field} in the credential, or press Retry later.`,
	);
}

/** The error for a refused request whose body was a stream. */
export function notRepeatable(provider: string): Error {
	return new RequestNotRepeatableError(
		`${provider} refused the token for this upload, so nothing was done. The token has been replaced, but n8n sends this upload as a stream, which cannot be read twice, so it was not sent again. Run this step again. (Only a file that n8n keeps in memory and sends as the whole body is sent again automatically.)`,
	);
}

function wrongAddress(
	context: ProblemContext,
	failure: Extract<Failure, { kind: 'wrongAddress' }>,
): string {
	if (failure.status === 404) {
		return `Couldn't log in to ${context.provider}: nothing was found at ${context.endpoint} (HTTP 404). Check ${context.addressField} in the credential.`;
	}
	return `${context.endpoint} redirects to ${targetOf(failure.location)}. The redirect was not followed, because your secrets would be sent there. Enter the final address in ${context.addressField} of the credential.`;
}

/** What an address did, as a clause. A failed connection is about its host, whatever the path. */
function deed(
	url: string,
	{ reason, isNetwork }: AddressProblem,
	redact = (text: string) => text,
): string {
	const subject = isNetwork ? (parseUrl(url)?.host ?? url) : url;
	return `${subject} ${redact(reason)}`;
}

/** The host that a redirect leads to, in words if it is not known. */
export function targetOf(location: string | undefined): string {
	const url = location === undefined ? undefined : parseUrl(location);
	return url ? url.host : 'another address';
}

function quote(context: ProblemContext, message: string | undefined): string {
	if (message === undefined) return '';
	const oneLine = context.redact(message).replace(/\s+/g, ' ').trim().replace(/\.$/, '');
	if (REPLACED_BY_N8N.test(oneLine)) return '';
	const short = oneLine.length > LONGEST_QUOTE ? `${oneLine.slice(0, LONGEST_QUOTE)}...` : oneLine;
	return `: "${short}"`;
}

function nextAttempt(secondsLeft: number): string {
	return `Next attempt in ${wholeSeconds(secondsLeft)} s. To try now, press Retry in the credential.`;
}

function wholeSeconds(seconds: number): number {
	// Clock readings are binary fractions: "in one minute" may be a billionth of a second too long.
	return Math.max(1, Math.ceil(Number(seconds.toFixed(3))));
}
