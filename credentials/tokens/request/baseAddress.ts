/** Where a credential may travel: the rules for base addresses and for the requests that use them. */
import { AddressNotAllowedError, CredentialFieldError } from '../endpoint/problems';
import { isLoopback, parseUrl } from '../../lib/url';

/**
 * Returns a base address as `URL` spells it, so that it can be compared with the addresses of
 * requests, and without trailing slashes.
 *
 * @param field display name, for the error
 * @param allowUnencrypted the user's switch for gateways inside a cluster
 * @throws CredentialFieldError if it is empty, is no URL, contains credentials or a query, or would
 * send secrets in clear text to another machine
 */
export function baseAddress(value: unknown, field: string, allowUnencrypted: boolean): string {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') throw new CredentialFieldError(`${field} is empty. Enter it in the credential.`);
	const url = parseUrl(text);
	if (url === undefined || !/^https?:$/.test(url.protocol)) {
		throw new CredentialFieldError(
			`${field} is not a web address. It must look like https://api.example.com.`,
		);
	}
	if (url.username !== '' || url.password !== '') {
		throw new CredentialFieldError(
			`${field} contains a user name or password. Remove them; the credential has its own fields for these.`,
		);
	}
	if (url.search !== '' || url.hash !== '') {
		throw new CredentialFieldError(
			`${field} must end with the host or a path, without "?" or "#".`,
		);
	}
	if (!mayCarrySecrets(url, allowUnencrypted)) {
		throw new CredentialFieldError(
			`${field} is not HTTPS, so the secrets would travel in clear text. Use https://, or switch on Allow Unencrypted HTTP for a gateway inside your own network.`,
		);
	}
	return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/**
 * The absolute address of a request in either of n8n's two option shapes.
 *
 * @throws AddressNotAllowedError if there is none
 */
export function requestAddress(options: { url?: string; uri?: string; baseURL?: string }): URL {
	const path = options.url ?? options.uri ?? '';
	const base = options.baseURL ?? '';
	// The rule of axios: a scheme or two slashes make it absolute; anything else is appended.
	const absolute = /^([a-z][a-z\d+\-.]*:)?\/\//i.test(path) || base === '';
	const url = parseUrl(
		absolute ? path : `${base.replace(/\/?\/$/, '')}/${path.replace(/^\/+/, '')}`,
	);
	if (url === undefined) {
		throw new AddressNotAllowedError('The request has no valid address, so nothing was sent.');
	}
	return url;
}

/**
 * Refuses a request that would carry the credential to another origin or in clear text.
 *
 * @throws AddressNotAllowedError that names the host
 */
export function assertAttachable(
	url: URL,
	provider: string,
	bases: readonly string[],
	allowUnencrypted: boolean,
): void {
	// Compared as text, which is much cheaper, and safe because `baseAddress` spells them as `URL`
	// does.
	const { origin } = url;
	const sameOrigin = bases.filter((base) => base === origin || base.startsWith(`${origin}/`));
	if (sameOrigin.length === 0) {
		const own = [...new Set(bases.map((base) => parseUrl(base)?.host))].join(', ');
		throw new AddressNotAllowedError(
			`This ${provider} credential is not sent to ${url.host}; it belongs to ${own}. Nothing was sent. Change the address of the request, or use another credential.`,
		);
	}
	if (!sameOrigin.some((base) => isBelow(url, base))) {
		throw new AddressNotAllowedError(
			`This ${provider} credential is not sent to ${url.host}${url.pathname}; it belongs to ${sameOrigin.join(', ')} and the paths below. Nothing was sent. Change the address of the request, or use another credential.`,
		);
	}
	if (url.username !== '' || url.password !== '') {
		throw new AddressNotAllowedError(
			`The request's address contains a user name or password, so nothing was sent. Remove them; the credential identifies you.`,
		);
	}
	if (!mayCarrySecrets(url, allowUnencrypted)) {
		throw new AddressNotAllowedError(
			`${url.host} is not HTTPS, so the credential would travel in clear text. Nothing was sent. Use https://.`,
		);
	}
}

/** Whether a path stays below a base address, even if a gateway decodes it once more. */
function isBelow({ origin, pathname }: URL, base: string): boolean {
	if (base === origin) return true;
	const path = base.slice(origin.length);
	return (pathname === path || pathname.startsWith(`${path}/`)) && !climbs(pathname);
}

/**
 * `URL` resolves plain and encoded dots. These hide behind encoded slashes or a second encoding.
 */
function climbs(pathname: string): boolean {
	const decoded = decodedFully(pathname);
	if (decoded === undefined) return true;
	return decoded.split(/[/\\]/).some((segment) => /^\.{1,2}$/.test(segment.split(';')[0] ?? ''));
}

/** Undefined if it is not encoded text, or is encoded implausibly often. */
function decodedFully(text: string): string | undefined {
	let current = text;
	for (let round = 0; round < 4; round += 1) {
		if (!/%[0-9a-f]{2}/i.test(current)) return current;
		const next = decodedOnce(current);
		if (next === undefined || next === current) return next;
		current = next;
	}
	return undefined;
}

function decodedOnce(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

function mayCarrySecrets(url: URL, allowUnencrypted: boolean): boolean {
	return url.protocol === 'https:' || allowUnencrypted || isLoopback(url.hostname);
}
