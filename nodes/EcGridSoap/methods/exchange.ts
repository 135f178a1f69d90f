/** Sends method calls with the credential, within bounds of size and time. */
import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { readWithin, type StreamedAnswer } from '../../../credentials/lib/boundedBody';
import type { ApiAnswer, ApiRequest } from '../../shared/http/types';
import type { OperationContext } from '../../shared/operation/context';
import { apiError, sendingError, type ErrorPlace } from '../../shared/http/errors';
import { waitBeforeRetry } from '../../shared/http/retry';
import { unread } from './body';
import type { SoapOptions } from './options';
import { CREDENTIAL_TYPE, ecGridSoap } from './provider';
import { headersOf, readAnswer, writeCall, type MethodCall, type Reading } from '../soap/envelope';
import { endsSession } from '../soap/faults';
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

interface Place extends ErrorPlace {
	functions: IExecuteFunctions;
}

interface Answer extends ApiAnswer {
	body: Reading;
}

/**
 * Calls a method and returns its result element; nothing where the service left it out. When the
 * session has ended it logs in again and calls once more: a call without a valid session does
 * nothing, so that is safe for every method.
 *
 * @throws NodeApiError for faults, whatever their HTTP status, and for answers that are no SOAP
 * @throws NodeOperationError where the credential refuses to be sent
 */
export async function callMethod(
	context: OperationContext,
	call: Call,
): Promise<XmlValue | undefined> {
	const { functions, itemIndex } = context;
	const place = { functions, provider: ecGridSoap, request: call.request, itemIndex };
	const { answer, credentials } = await answerTo(context, call, place);
	const last =
		call.renew && !call.sessionless && hasEndedSession(answer)
			? await attempt(place, call, credentials)
			: answer;
	const problem = apiError(last, place, credentials);
	if (problem) throw problem;
	return 'result' in last.body ? last.body.result : undefined;
}

/** The answer, after the retries that its status asks for, and the credential's data of the last try. */
async function answerTo(context: OperationContext, call: Call, place: Place) {
	for (let tries = 1; ; tries++) {
		// A copy for each try: the same object again would mean that its session was refused.
		const credentials = await context.credentials();
		const answer = await attempt(place, call, credentials);
		if (await waitBeforeRetry(context.functions, call.request, answer, tries)) continue;
		return { answer, credentials };
	}
}

/** The service says it by a fault; a gateway before it may say it by the status. */
function hasEndedSession({ status, body }: Answer): boolean {
	return status === 401 || ('fault' in body && endsSession(body.fault));
}

/**
 * Sends a call once. n8n hands the credential's data to the credential's hook as they are; the hook
 * recognises data that it has seen before, and takes that, as n8n itself means it, for a sign that
 * the session was refused. It then replaces the session, once for all calls that found it ended; in
 * place of an API key it refuses.
 */
async function attempt(place: Place, call: Call, credentials: Credentials): Promise<Answer> {
	const { seconds, megabytes } = call.options;
	const deadline = AbortSignal.timeout(seconds * 1000);
	const received = await send(place.functions, call, credentials)
		.then(async ({ statusCode: status, headers, body }) => {
			const content = await readWithin(body, { bytes: megabytes * 1024 * 1024, deadline });
			return { status, headers: { ...headers }, content };
		})
		.then(
			(answer) => answer,
			(error: unknown) => sendingError(error, place, credentials),
		);
	if (received instanceof Error) throw received;
	const { content, ...answer } = received;
	if (!Buffer.isBuffer(content)) return { ...answer, body: unread(content, megabytes) };
	return { ...answer, body: readAnswer(content, call.method, { megabytes }) };
}

async function send(
	functions: IExecuteFunctions,
	call: Call,
	credentials: Credentials,
): Promise<StreamedAnswer> {
	const options = requestOptions(call, credentials);
	if (call.sessionless) return (await functions.helpers.httpRequest(options)) as StreamedAnswer;
	const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL_TYPE, data: credentials };
	const response: unknown = await functions.helpers.httpRequestWithAuthentication.call(
		functions as IAllExecuteFunctions,
		CREDENTIAL_TYPE,
		options,
		{ credentialsDecrypted },
	);
	return response as StreamedAnswer;
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
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: seconds * 1000,
	};
}
