/** Options that change a request's way to the provider, so that others could read it. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { RequestNotAllowedError } from '../endpoint/problems';
import { isOn } from './credentialFields';
import { headerOf, type RequestOptions } from './requestOptions';

/**
 * Options of n8n's two request functions and of the HTTP clients below them. n8n's proxy from the
 * environment is not among them, because it is set by n8n's operator, not by a workflow's author.
 */
const OVERRIDES: ReadonlyArray<readonly [name: string, what: string]> = [
	['proxy', 'a proxy'],
	['tunnel', 'a proxy'],
	['agent', 'its own connection'],
	['agentClass', 'its own connection'],
	['agents', 'its own connection'],
	['httpAgent', 'its own connection'],
	['httpsAgent', 'its own connection'],
	['socketPath', 'its own connection'],
	['transport', 'its own connection'],
	['adapter', 'its own connection'],
	['lookup', 'its own host lookup'],
	['localAddress', 'its own connection'],
	['agentOptions', 'SSL certificates'],
	['ca', 'SSL certificates'],
	['cert', 'SSL certificates'],
	['key', 'SSL certificates'],
	['pfx', 'SSL certificates'],
	['skipSslCertificateValidation', 'Ignore SSL Issues'],
	['allowUnauthorizedCerts', 'Ignore SSL Issues'],
];
/** When these are off, anyone can pose as the provider. */
const CERTIFICATE_CHECKS = ['rejectUnauthorized', 'strictSSL'];

/**
 * Refuses a request whose author has changed its way to the provider, unless the credential's owner
 * allows that in the credential.
 *
 * @throws RequestNotAllowedError that names the setting
 */
export function assertNoOverrides(
	options: RequestOptions,
	provider: string,
	credentials: ICredentialDataDecryptedObject,
): void {
	const what = overrideIn(options);
	if (what === undefined || isOn(credentials, 'allowRequestOverrides')) return;
	throw new RequestNotAllowedError(
		`The workflow sets ${what} for this request, through which others could read this ${provider} credential. Nothing was sent. Remove it from the node's options, or have the owner of the credential switch on Allow Workflow Proxies and Certificates.`,
	);
}

function overrideIn(options: RequestOptions): string | undefined {
	const valueOf = (name: string): unknown => Reflect.get(options, name);
	const found = OVERRIDES.find(([name]) => isSet(valueOf(name)));
	if (found !== undefined) return found[1];
	if (CERTIFICATE_CHECKS.some((name) => valueOf(name) === false)) return 'Ignore SSL Issues';
	return headerOf(options, 'Host') === undefined ? undefined : 'a Host header';
}

/** n8n passes on empty objects if nothing was chosen. */
function isSet(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return Boolean(value);
	return Object.values(value).some((one) => one !== undefined && one !== null && one !== '');
}
