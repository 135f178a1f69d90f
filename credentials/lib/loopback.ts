/**
 * Whether a host name, as `URL` spells it, always means this machine: 127.0.0.0/8 and ::1 (RFC 6890,
 * 2.2), `localhost` and the names below it (RFC 6761, 6.3).
 */
export function isLoopback(hostname: string): boolean {
	return /^((.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
