/** ECGrid SOAP: a session that ends when it is idle, or an API key in its place. */
import { addressesOf, addressField } from '../request/addresses';
import { key, optionalText, password } from '../request/credentialFields';
import { type Answer, isUsableToken, judgeTransport, type Outcome } from '../endpoint/outcome';
import { AddressNotAllowedError } from '../endpoint/problems';
import type { RequestOptions } from '../request/requestOptions';
import { isNoAnswer, type Send, type TokenHttpRequest } from '../request/send';
import type { TokenSource } from './source';
import type { Verdict } from '../lifecycle/token';
import { endsSession, type EcGridFault } from './ecGridFault';
import { soapKeyAnswer } from './ecGridKeyAnswers';
import { elementText, envelope, fillSessionId, isPlainXml } from './soapXml';

const CREDENTIAL_TYPE = 'ecGridSoapApi';
const XML_TYPE = 'text/xml; charset=utf-8';
/**
 * Used only if `WhoAmI` does not state the time-out, whose default is not documented. Giving up a
 * session too early costs a login. Keeping it too long costs a refused call.
 */
const ASSUMED_IDLE_SECONDS = 300;
/** Faults that are the service's own, not the caller's. */
const SERVER_FAULT = /(^|:)(Server|Receiver)$/;

interface EcGridSoapSettings {
	readonly url: string;
	readonly namespace: string;
	readonly loginParameter: string;
	/** '' if a session is used. */
	readonly apiKey: string;
	readonly email: string;
	readonly password: string;
}

export const ecGridSoapSource: TokenSource<EcGridSoapSettings> = {
	credentialType: CREDENTIAL_TYPE,
	provider: 'ECGrid',
	hasIdleTimeout: true,
	settings: (credentials) => {
		const usesKey = credentials.authentication !== 'session';
		return {
			url: addressesOf(CREDENTIAL_TYPE, credentials).api ?? '',
			namespace: key(credentials, 'namespace', 'Namespace'),
			loginParameter: optionalText(credentials, 'loginParameter') || 'LoginName',
			apiKey: usesKey ? key(credentials, 'apiKey', 'API Key') : '',
			email: usesKey ? '' : key(credentials, 'email', 'Email'),
			password: usesKey ? '' : password(credentials, 'password', 'Password'),
		};
	},
	fingerprint: (settings) => [
		settings.url,
		settings.namespace,
		settings.loginParameter,
		settings.email,
		settings.password,
	],
	secrets: (settings) => [settings.apiKey, settings.password],
	addresses: ({ url }) => [url],
	problem: ({ url, apiKey }) => ({
		endpoint: url,
		secretFields: apiKey === '' ? 'Email and Password' : 'API Key',
		addressField: addressField(CREDENTIAL_TYPE, 'api'),
	}),
	staticKey: ({ apiKey }) => apiKey || undefined,
	login: async (settings, send) => {
		const { loginParameter, email, password: secret } = settings;
		const answer = await send(
			call(settings, 'Login', [
				[loginParameter, email],
				['Password', secret],
			]),
		);
		if (isNoAnswer(answer)) return answer;
		const judged = judgeTransport(answer, Date.now()) ?? faultOf(answer);
		if (judged !== undefined) return judged;
		const accessToken = elementText(answer.body, 'LoginResult');
		if (!isUsableToken(accessToken)) {
			return { kind: 'malformed', reason: 'sent a response without a session' };
		}
		const lifetime = await idleMilliseconds(settings, send, accessToken);
		return { kind: 'granted', grant: { accessToken, lifetime } };
	},
	probe: {
		request: whoAmI,
		verdict: verdictOf,
		refusal: 'The login worked, but ECGrid refused the session. Press Retry in a minute.',
		complaint: ({ body }) =>
			isPlainXml(body) && faultCode(body) !== undefined
				? 'ECGrid answered WhoAmI with a SOAP fault. Check the API Key or the login, and the Namespace.'
				: undefined,
	},
	revoke: async (settings, send, sessionId) => {
		await send(call(settings, 'Logout', [['SessionID', sessionId]]));
	},
	ownNodesOnly: soapKeyAnswer,
	attach: (_settings, sessionId, { options }) => ({
		options: { ...options, body: fillBody(options.body, sessionId) },
	}),
};

function whoAmI(settings: EcGridSoapSettings, sessionId: string): TokenHttpRequest {
	return call(settings, 'WhoAmI', [['SessionID', sessionId]]);
}

async function idleMilliseconds(
	settings: EcGridSoapSettings,
	send: Send,
	sessionId: string,
): Promise<number> {
	const answer = await send(whoAmI(settings, sessionId));
	const seconds = isNoAnswer(answer) ? Number.NaN : Number(elementText(answer.body, 'TimeOut'));
	return (seconds > 0 ? seconds : ASSUMED_IDLE_SECONDS) * 1_000;
}

function call(
	{ url, namespace }: EcGridSoapSettings,
	method: string,
	parameters: ReadonlyArray<readonly [string, string]>,
): TokenHttpRequest {
	return {
		method: 'POST',
		url,
		headers: {
			'Content-Type': XML_TYPE,
			Accept: 'text/xml',
			SOAPAction: `"${namespace}${method}"`,
		},
		body: envelope(namespace, method, parameters),
	};
}

/**
 * A fault is judged by who is to blame. Without one, a status that is not a success says enough.
 */
function faultOf(answer: Answer): Outcome | undefined {
	if (!isPlainXml(answer.body))
		return { kind: 'malformed', reason: 'sent a response that is not SOAP' };
	const code = faultCode(answer.body);
	if (code === undefined) {
		return answer.status >= 400
			? { kind: 'unavailable', reason: `answered with HTTP status ${answer.status}` }
			: undefined;
	}
	if (SERVER_FAULT.test(code)) return { kind: 'unavailable', reason: 'answered with a SOAP fault' };
	return { kind: 'rejected', status: answer.status, message: faultText(answer.body) };
}

function faultText(xml: string): string | undefined {
	return textsIn(xml)[0];
}

function textsIn(xml: string): string[] {
	return ['ErrorMessage', 'faultstring', 'Text'].flatMap((name) => elementText(xml, name) || []);
}

function faultIn(xml: string): EcGridFault {
	const word = elementText(xml, 'ECGridOSSOAPErrorCode') ?? elementText(xml, 'ErrorString');
	const item = elementText(xml, 'ErrorItem') || undefined;
	return { ofService: false, texts: textsIn(xml), ...(word && { word }), ...(item && { item }) };
}

/** Of SOAP 1.1 or 1.2. */
function faultCode(body: string): string | undefined {
	return elementText(body, 'faultcode') ?? elementText(body, 'Value');
}

function verdictOf(answer: Answer): Verdict {
	if (judgeTransport(answer, 0) !== undefined) return 'unknown';
	const fault = faultOf(answer);
	if (fault === undefined) return 'accepted';
	return fault.kind === 'rejected' && endsSession(faultIn(answer.body)) ? 'refused' : 'unknown';
}

/**
 * @throws AddressNotAllowedError if the envelope does not have exactly one place for the session
 */
function fillBody(body: RequestOptions['body'], sessionId: string): string {
	const filled = typeof body === 'string' ? fillSessionId(body, sessionId) : 0;
	if (typeof filled === 'string') return filled;
	const what =
		filled === 0 ? 'has no empty SessionID element' : `has ${filled} empty SessionID elements`;
	throw new AddressNotAllowedError(
		`The request ${what}. Send a SOAP envelope as a text body with exactly one: <SessionID></SessionID>. Nothing was sent.`,
	);
}
