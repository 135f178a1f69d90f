/** The session as it is kept in n8n's encrypted store, where all workers share it. Pure. */
import { isObject, parseJsonObject } from '../../lib/json';
import { isUsableToken } from '../endpoint/outcome';
import { parseCoolDown, type StoredCoolDown } from './storedCoolDown';

const VERSION = 1;

/** One credential's session. Without a token it means that the token was forgotten. */
export interface StoredSession {
	/**
	 * Of the fields that the token was granted or refused for. With any other, the session is void.
	 */
	readonly fingerprint: string;
	/**
	 * Grows with every grant, whichever process makes it. Tells newer from older even if clocks
	 * disagree (Lamport, "Time, Clocks, and the Ordering of Events", 1978).
	 */
	readonly generation: number;
	readonly token?: StoredToken;
	/** Of the failures since this generation began; a grant, which begins the next one, ends it. */
	readonly coolDown?: StoredCoolDown;
}

export interface StoredToken {
	readonly accessToken: string;
	readonly refreshToken?: string;
	/** Milliseconds. */
	readonly lifetime: number;
	/**
	 * Milliseconds since 1970 at which the token was requested; with an idle time-out, the last use.
	 */
	readonly sentAt: number;
	/**
	 * Milliseconds from `sentAt` until it was stored, by one clock, so that it is right even if the
	 * clocks of two machines disagree. Missing with an idle time-out.
	 */
	readonly age?: number;
}

/**
 * A grant every second for a century. A larger number is damaged data, which no later grant would
 * exceed.
 */
const LAST_GENERATION = 2 ** 32;

/** The generation after this one. */
export function nextGeneration(generation: number): number {
	return generation < LAST_GENERATION ? generation + 1 : 1;
}

/** The text for the hidden credential field. */
export function serializeSession(session: StoredSession): string {
	return JSON.stringify({ version: VERSION, ...session });
}

/**
 * Reads the hidden credential field; undefined for anything but a session of this version. A cool-down
 * that makes no sense is left out: it must not hold anyone back.
 */
export function parseSession(text: unknown): StoredSession | undefined {
	if (typeof text !== 'string' || text === '') return undefined;
	const session = parseJsonObject(text);
	if (session?.version !== VERSION) return undefined;
	const { fingerprint, generation, token } = session;
	const coolDown = parseCoolDown(session.coolDown);
	if (typeof fingerprint !== 'string' || !isGeneration(generation)) return undefined;
	if (token !== undefined && !isStoredToken(token)) return undefined;
	return { fingerprint, generation, ...(token && { token }), ...(coolDown && { coolDown }) };
}

function isStoredToken(value: unknown): value is StoredToken {
	if (!isObject(value)) return false;
	const { accessToken, refreshToken, lifetime, sentAt, age } = value;
	return (
		isUsableToken(accessToken) &&
		(refreshToken === undefined || isUsableToken(refreshToken)) &&
		isPositive(lifetime) &&
		isPositive(sentAt) &&
		(age === undefined || age === 0 || isPositive(age))
	);
}

function isGeneration(value: unknown): value is number {
	return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= LAST_GENERATION;
}

function isPositive(value: unknown): value is number {
	return typeof value === 'number' && value > 0 && value <= Number.MAX_SAFE_INTEGER;
}
