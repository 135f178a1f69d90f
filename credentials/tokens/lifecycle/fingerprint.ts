import { createHash, createHmac, createSecretKey, randomBytes } from 'crypto';

/**
 * Which credential a token belongs to: provider, base address and every field that decides the
 * token, secrets included. Editing a secret changes the fingerprint, so the old token is never used
 * again, and a cool-down of the old secret does not hold the new one back.
 */
export interface Fingerprint {
	/**
	 * For maps in memory. Salted per process, so that a heap dump reveals nothing that can be
	 * compared.
	 */
	readonly key: string;
	/** For the encrypted session that all processes share. */
	readonly stored: string;
}

const STORED_DOMAIN = 'n8n-nodes-commerce-connectors/session/1';
/**
 * A key object: Node.js needs ten times as long with raw bytes, and this runs before every request.
 */
const processSalt = createSecretKey(randomBytes(32));

/**
 * Fingerprint of these fields. Each is prefixed with its length, so that no two lists give the same
 * one.
 */
export function fingerprintOf(fields: readonly string[]): Fingerprint {
	const text = fields.map((field) => `${Buffer.byteLength(field)}:${field}`).join('');
	return {
		key: createHmac('sha256', processSalt).update(text).digest('base64url'),
		stored: createHash('sha256').update(`${STORED_DOMAIN}\n${text}`).digest('base64url'),
	};
}

/** A name for a token that reveals nothing of it. */
export function digestOf(token: string): string {
	return createHmac('sha256', processSalt).update(token).digest('base64url');
}
