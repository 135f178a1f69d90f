/** Sends method calls with the credential, within bounds of size and time. */
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Excess } from '../../../credentials/lib/boundedBody';
import { endsSession } from '../../../credentials/tokens/sources/ecGridFault';
import type { ApiAnswer, ApiRequest } from '../../shared/http/types';
import type { OperationContext } from '../../shared/operation/context';
import { apiError, sendingError } from '../../shared/http/errors';
import { isSafeToRepeat, withRetries } from '../../shared/http/retry';
import { RAISE_LIMIT, type BodyReader } from '../../shared/http/readers';
import { sendWithCredential, sendWithoutCredential } from '../../shared/http/sending';
import type { SoapOptions } from './options';
import { CREDENTIAL_TYPE, ecGridSoap } from './provider';
import { headersOf, readAnswer, writeCall, type MethodCall, type Reading } from '../soap/envelope';
import { allowsRepetition } from '../soap/faults';
import type { XmlValue } from '../soap/xml';

/** A call, apart from what the credential says of the service. */
export interface Call extends Pick<MethodCall, 'method' | 'parameters' | 'sessionless'> {
	/** For messages and for what may be sent again. */
	request: ApiRequest;
	/** Whether an ended session may be replaced by a new one. */
	renew: boolean;
	options: SoapOptions;
}

type Credentials = ICredentialDataDecryptedObject;

interface Answer extends ApiAnswer {
	body: Reading;
}

/**
 * Calls a method and returns its result element; nothing where the service left it out. When the
 * session has ended it logs in again and calls once more, a change only where nothing was done.
 *
 * @throws NodeApiError for faults, whatever their HTTP status, and for answers that are no SOAP
 * @throws NodeOperationError where the credential refuses to be sent
 */
export async function callMethod(
	context: OperationContext,
	call: Call,
): Promise<XmlValue | undefined> {
	const { functions, credentialType, itemIndex } = context;
	const { request } = call;
	const place = { functions, provider: ecGridSoap, credentialType, request, itemIndex };
	let credentials: Credentials = {};
	const answer = await withRetries(functions, credentialType, call.request, async () => {
		credentials = await context.credentials();
		return await send(context, call, credentials);
	}).then(
		(received) => received,
		(error: unknown) => sendingError(error, place, credentials),
	);
	if (answer instanceof Error) throw answer;
	if (leavesEndedSession(answer, call)) await replaceSession(context, call);
	const problem = apiError(answer, place, credentials);
	if (problem) throw problem;
	return 'result' in answer.body ? answer.body.result : undefined;
}

/** A change that is not sent again leaves its ended session to the calls that follow. */
function leavesEndedSession({ body }: Answer, { request, renew }: Call): boolean {
	if (!renew || isSafeToRepeat(request) || !('fault' in body)) return false;
	return endsSession(body.fault) && !allowsRepetition(body.fault, false);
}

/** By a read, which finds the session ended as well. What it answers is of no interest. */
async function replaceSession(context: OperationContext, call: Call): Promise<void> {
	const request = { ...call.request, repeatable: true };
	const read = { ...call, request, method: 'WhoAmI', parameters: {} };
	const credentials = await context.credentials();
	await send(context, read, credentials).catch(() => undefined);
}

async function send(
	{ functions, credentialType }: OperationContext,
	call: Call,
	credentials: Credentials,
): Promise<Answer> {
	const options = requestOptions(call, credentials);
	const reader = readerOf(call);
	if (call.sessionless) return await sendWithoutCredential(functions, options, reader);
	return await sendWithCredential(functions, credentialType, options, credentials, reader, {
		isCertain: (answer) => call.renew && allowsNewSession(answer, call),
	});
}

/**
 * Whether the call may be sent once more with a new session. The service says it by a fault; a gateway
 * before it says it by the status, and has let nothing through.
 */
function allowsNewSession({ status, body }: Answer, { request }: Call): boolean {
	const isRead = isSafeToRepeat(request);
	if ('fault' in body && allowsRepetition(body.fault, isRead)) return true;
	return status === 401 && (isRead || !('fault' in body));
}

function readerOf({ method, options: { megabytes, seconds } }: Call): BodyReader<Answer> {
	return {
		megabytes,
		seconds,
		readBody: ({ content, ...answer }) => ({
			...answer,
			body: Buffer.isBuffer(content)
				? readAnswer(content, method, { megabytes })
				: unread(content, megabytes),
		}),
	};
}

function requestOptions(call: Call, credentials: Credentials): IHttpRequestOptions {
	const { version, seconds } = call.options;
	const namespace = String(credentials.namespace ?? '').trim();
	const message = { ...call, version, namespace };
	return {
		method: 'POST',
		url: ecGridSoap.addresses(CREDENTIAL_TYPE, credentials).api ?? '',
		headers: headersOf(message),
		body: writeCall(message),
		timeout: seconds * 1000,
	};
}

/** What was answered instead of a whole answer. */
interface Unread {
	unreadable: string;
	advice: string;
}

/** The words for an answer that is larger than the user allows, or slower. */
function unread(excess: Excess, megabytes: number): Unread {
	return excess === 'tooSlow'
		? {
				unreadable: 'only part of a response within the time limit',
				advice: RAISE_LIMIT.tooSlow,
			}
		: {
				unreadable: `more than ${megabytes} MB`,
				advice: RAISE_LIMIT.tooLarge,
			};
}
