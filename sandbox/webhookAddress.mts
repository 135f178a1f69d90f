/**
 * Where a webhook is really posted to. Providers call HTTPS addresses; servers on loopback have no
 * certificate, so they are called without TLS, as by the proxy that would stand before them.
 */
export function reachable(address: string): string {
	if (!URL.canParse(address)) return address;
	const url = new URL(address);
	if (['127.0.0.1', 'localhost'].includes(url.hostname)) url.protocol = 'http:';
	return url.href;
}
