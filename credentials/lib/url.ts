/** The URL of a text; undefined if it is not one (`URL.parse` is missing in Node.js 20). */
export function parseUrl(text: string, base?: URL): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}

/** An address with these parameters as its query, in form encoding (WHATWG URL, 5.2). */
export function withQuery(address: string, parameters: Readonly<Record<string, string>>): string {
	return `${address}?${new URLSearchParams(parameters).toString()}`;
}

/**
 * Whether a host name, as `URL` spells it, always means this machine: 127.0.0.0/8 and ::1 (RFC 6890,
 * 2.2), `localhost` and the names below it (RFC 6761, 6.3).
 */
export function isLoopback(hostname: string): boolean {
	return /^((.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
