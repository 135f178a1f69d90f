import {
	NodeApiError,
	NodeOperationError,
	type ICredentialDataDecryptedObject,
} from 'n8n-workflow';

import { secretsOf } from '../../../credentials/tokens/hook/status';
import { parseJsonObject } from '../../../credentials/lib/json';
import { redactor } from '../../../credentials/lib/redaction';
import { retryAfterSeconds } from '../../../credentials/lib/retryAfter';
import { parseUrl } from '../../../credentials/lib/url';
import type { ApiAnswer, ApiRequest, RequestFunctions } from './types';
import type { Problem, Provider } from './provider';
import { failureIn } from './failures';
import { isSafeToRepeat } from './retry';
import { RAISE_LIMIT } from './readers';
import { isRefusedByEngine, messageOf, networkProblemIn } from './thrown';

/** What an error is about. */
export interface ErrorPlace {
	functions: RequestFunctions;
	provider: Provider;
	credentialType: string;
	request: ApiRequest;
	itemIndex?: number;
}

const LONGEST_MESSAGE = 300;
/**
 * Secrets are removed before a message is cut; otherwise the first part of one could remain at its
 * end.
 */
const LONGEST_TEXT_READ = 16 * 1024;

const ADVICE: Record<number, string> = {
	400: 'Check the values in this node; the provider refused one of them.',
	401: 'Open the credential and press Retry to see whether it is still valid.',
	403: 'The credential is valid but is not allowed to do this. Ask the provider for permission.',
	404: 'Check the ID, and that the credential is for the right environment.',
	405: 'The provider does not know this operation at this address. Check the base address in the credential.',
	409: 'The record is not in a state that allows this, or it already exists.',
	413: 'Send less at once.',
	422: 'Check the values in this node; the provider refused one of them.',
	429: 'Send fewer requests, or put a Wait node before this one.',
};

/** The error that an answer stands for; undefined if it is a success. */
export function apiError(
	answer: ApiAnswer,
	place: ErrorPlace,
	credentials: ICredentialDataDecryptedObject,
): NodeApiError | undefined {
	const { provider, functions, request, itemIndex } = place;
	if (answer.unreadable !== undefined && isUnread(answer)) return unreadableError(answer, place);
	const failed = answer.status < 200 || answer.status > 299;
	const problem =
		provider.problemOf(answer, request) ?? (failed ? undefined : failureIn(answer.body));
	if (!failed && !problem) return undefined;
	const redact = redactorFor(credentials, provider, request);
	const said = (problem?.message ?? plainText(answer) ?? '').slice(0, LONGEST_TEXT_READ);
	const meant = { ...answer, status: problem?.status ?? answer.status };
	const status = statusText(answer, meant);
	const shown = clip(redact(said).trim());
	const message = shown
		? `${shown}${failed ? ` (${status})` : ''}`
		: `${provider.name} answered with ${status}`;
	// Advice can name what the provider named: a host, or a parameter.
	const advice = redact(adviceFor(meant, problem));
	const description = [advice, doubt(meant, request)].join(' ').trim();
	return new NodeApiError(
		functions.getNode(),
		{ message },
		{ message, description, httpCode: String(meant.status), itemIndex },
	);
}

/**
 * A success that cannot be read is a failure. A failure can be read if all of its body has arrived.
 */
function isUnread({ status, body }: ApiAnswer): boolean {
	return (status >= 200 && status <= 299) || body === '';
}

function unreadableError(answer: ApiAnswer, place: ErrorPlace): NodeApiError {
	const { provider, functions, request, itemIndex } = place;
	const message = `${provider.name} answered with ${answer.unreadable} (HTTP ${answer.status})`;
	const { excess } = answer;
	// Only an execution has Options.
	const isByLimit = excess !== undefined && 'getExecutionCancelSignal' in functions;
	const advice = isByLimit
		? RAISE_LIMIT[excess]
		: 'If this keeps happening, check the address in the credential.';
	const first = isSafeToRepeat(request) ? ASK_FOR_LESS : LOOK_FIRST;
	const description = isByLimit && isSafeToRepeat(request) ? advice : `${first} ${advice}`;
	return new NodeApiError(
		functions.getNode(),
		{ message },
		{ message, description, httpCode: String(answer.status), itemIndex },
	);
}

const ASK_FOR_LESS = 'Ask for less, or try again later.';

const LOOK_FIRST =
	'It is not known whether the request was carried out. Check before you send it again.';

/** The engine shows no description, so the message has to say what to do. */
const ENGINE_ADVICE =
	'It does not support credentials that log in for a token. Use n8n’s default engine, or choose a credential with a key where this node has one.';

/** The error for a request without an answer: not sent, refused by the credential, or cut off. */
export function sendingError(
	error: unknown,
	place: ErrorPlace,
	credentials: ICredentialDataDecryptedObject,
): Error {
	const { functions, provider, request, itemIndex } = place;
	if (error instanceof NodeOperationError) return error;
	if (isRefusedByEngine(error)) {
		const message = `n8n’s Engine 2.0 cannot use this ${provider.name} credential yet: remove "engineType" from the settings of this workflow`;
		return new NodeOperationError(functions.getNode(), message, {
			description: ENGINE_ADVICE,
			itemIndex,
		});
	}
	const redact = redactorFor(credentials, provider, request);
	const network = networkProblemIn(error);
	if (network === undefined) {
		// The credential's own errors say what happened and what to do. They stop the request before it
		// is sent.
		return new NodeOperationError(functions.getNode(), redact(messageOf(error)), { itemIndex });
	}
	const host = hostOf(place, credentials);
	const message = `${provider.name} could not be reached${host ? ` at ${host}` : ''}: ${network}`;
	const description = isSafeToRepeat(request)
		? 'Nothing was changed. Try again later.'
		: LOOK_FIRST;
	return new NodeApiError(functions.getNode(), { message }, { message, description, itemIndex });
}

/**
 * The host that was asked, as the credential has it: what a firewall must let through. Undefined if
 * the credential itself could not be read, as without n8n's database.
 */
function hostOf(
	{ provider, credentialType, request }: ErrorPlace,
	credentials: ICredentialDataDecryptedObject,
): string | undefined {
	if (Object.keys(credentials).length === 0) return undefined;
	const address = provider.addresses(credentialType, credentials)[request.service];
	return parseUrl(address ?? '')?.host;
}

function statusText(answer: ApiAnswer, meant: ApiAnswer): string {
	if (meant.status === answer.status) return `HTTP ${answer.status}`;
	return `${meant.status}, sent as HTTP ${answer.status}`;
}

function adviceFor(answer: ApiAnswer, problem: Problem | undefined): string {
	if (problem?.advice) return problem.advice;
	const wait = retryAfterSeconds(answer.headers, Date.now());
	if (wait !== undefined) return `The provider asks you to wait ${Math.ceil(wait)} s.`;
	if (answer.status >= 500) return 'The provider has a problem. Try again later.';
	if (answer.status >= 300 && answer.status < 400) return redirectAdvice(answer);
	return ADVICE[answer.status] ?? '';
}

function redirectAdvice({ headers }: ApiAnswer): string {
	const target = String(headers.location ?? '');
	const host = parseUrl(target)?.host ?? 'another address';
	return `The provider redirects to ${host}. Redirects are not followed, so that the credential stays with the provider; correct the address in the credential.`;
}

/** A server that fails may already have done the work. */
function doubt({ status }: ApiAnswer, request: ApiRequest): string {
	return status >= 500 && !isSafeToRepeat(request)
		? 'It is not known whether the request was carried out.'
		: '';
}

/** Some errors come as one line of plain text. Pages of HTML say nothing to a user. */
function plainText({ body }: ApiAnswer): string | undefined {
	const text = Buffer.isBuffer(body) ? body.toString('utf8', 0, LONGEST_TEXT_READ) : body;
	return typeof text === 'string' && !text.trimStart().startsWith('<') ? text : undefined;
}

function clip(text: string): string {
	return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
}

/**
 * Fields of the credential are secret if their names say so, and so are some fields of the node.
 */
function redactorFor(
	credentials: ICredentialDataDecryptedObject,
	provider: Provider,
	{ secrets = [] }: ApiRequest,
): (text: string) => string {
	const ofCredential = Object.entries(credentials)
		.filter(([name]) => isSecretName(name))
		.flatMap(([, value]) => textsIn(value));
	const redact = redactor([...ofCredential, ...secretsNow(provider, credentials), ...secrets]);
	// The redactor leaves short texts alone. A field's value is removed wherever it stands by itself.
	const alone = secrets.map((secret) => new RegExp(`(?<!\\w)${literal(secret)}(?!\\w)`, 'g'));
	return (text) => alone.reduce((rest, form) => rest.replace(form, '***'), redact(text));
}

/**
 * What the credential's own hook knows now, including the token just granted. A type without a
 * token adds nothing.
 */
function secretsNow(
	{ credentials: choices }: Provider,
	credentials: ICredentialDataDecryptedObject,
): string[] {
	return choices.flatMap(({ credentialType }) => secretsOf(credentialType, credentials));
}

/** A text, and the texts inside it if it is JSON, such as the stored session of a token. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
	if (typeof value !== 'string') return [];
	return [value, ...textsIn(parseJsonObject(value))];
}

/** A regular expression for exactly this text. */
function literal(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** n8n's convention: fields with such names are shown as passwords. */
function isSecretName(name: string): boolean {
	return /secret|password|key|token/i.test(name);
}
