/**
 * Requests that ECGrid answers with an API key, or with the session, which is the API key if one is
 * used. `SessionInfo`, `SessionLogInfo` and `KeyValue` have a member for it (contract, types).
 */
import { headerOf } from '../request/requestOptions';
import { elementNames } from './soapXml';
import type { AttachRequest } from './source';

const SOAP_METHODS = [
	'WhoAmI',
	'SessionInfo',
	'SessionLog',
	'SessionLogCurrent',
	'SessionLogEx',
	'UserGetAPIKey',
	'GenerateAPIKey',
	'KeyGet',
	'KeyList',
];

/** As the reference spells them, and as the guide for moving from SOAP to REST does. */
const REST_PATHS =
	/\/users\/+(?:key|key-generate)\/|\/users\/+[^/]+\/+(?:api-key|generate-api-key)\/*$|\/keys\/+(?:get-key|list|create)\/*$/i;

/** Why a SOAP call from another node than ours is not sent; undefined if it may be. */
export function soapKeyAnswer({ options }: AttachRequest): string | undefined {
	const asked = new Set(methodsOf(options).map((name) => name.toLowerCase()));
	const method = SOAP_METHODS.find((name) => asked.has(name.toLowerCase()));
	return method === undefined ? undefined : sentence(method, 'ECGrid SOAP');
}

/** Why a REST call from another node than ours is not sent; undefined if it may be. */
export function restKeyAnswer({ url }: AttachRequest): string | undefined {
	const path = decoded(url.pathname);
	return REST_PATHS.test(path) ? sentence(path, 'ECGrid') : undefined;
}

function sentence(what: string, node: string): string {
	return `ECGrid returns an API key or session for ${what}, which would become part of the item and of the execution data. Nothing was sent. Use this package's ${node} node instead.`;
}

/**
 * A service learns the method from an element, from `SOAPAction`, or from the content type (SOAP
 * 1.2).
 */
function methodsOf(options: AttachRequest['options']): string[] {
	const contentType = headerOf(options, 'Content-Type') ?? '';
	const actions = [
		headerOf(options, 'SOAPAction') ?? '',
		/\baction\s*=\s*"?([^";]*)/i.exec(contentType)?.[1] ?? '',
	];
	const ofActions = actions.map((action) => /(\w+)\W*$/.exec(action)?.[1] ?? '');
	return [...ofActions, ...(typeof options.body === 'string' ? elementNames(options.body) : [])];
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
