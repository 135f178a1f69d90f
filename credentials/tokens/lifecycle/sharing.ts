/** How the processes of one n8n share a session through its encrypted store. */
import type { Clock } from './clock';
import type { Entry } from './Entries';
import { LAST_USE_SHARE, STORE_PATIENCE } from './policy';
import type { StoredSession, StoredToken } from './session';
import { sumOf } from './storedCoolDown';
import { adoptedToken, storedToken, type Token, type TokenClient } from './token';

/** Takes over what another process has stored, if it is newer than what is known. */
export function adopt(
	entry: Entry,
	client: TokenClient,
	session: StoredSession,
	clock: Clock,
): void {
	if (session.generation < entry.generation) return;
	const unseen = unseenFor(entry, clock);
	adoptToken(entry, client, session, clock, unseen);
	if (session.coolDown) entry.coolDown.adopt(session.coolDown, clock, unseen);
}

function adoptToken(
	entry: Entry,
	client: TokenClient,
	session: StoredSession,
	clock: Clock,
	unseen: number,
): void {
	if (session.generation === entry.generation && !isLater(session.token, entry.token)) return;
	const token = session.token && adoptedToken(session.token, client, clock, unseen);
	// Another process has just obtained a token with these secrets, so they work.
	if (session.generation > entry.generation && token !== undefined) entry.coolDown.reset();
	entry.generation = session.generation;
	entry.previous = entry.token;
	entry.token = token;
}

/** Records when the store was read. Whatever is new at the next look was stored after this one. */
export function noteLook(entry: Entry, clock: Clock): void {
	entry.lookedAt = { monotonic: clock.monotonic(), wall: clock.wall() };
}

/** The larger of what the two clocks say: sleep stops one, and corrections move the other. */
function unseenFor({ lookedAt }: Entry, clock: Clock): number {
	if (lookedAt === undefined) return Number.POSITIVE_INFINITY;
	return Math.max(clock.monotonic() - lookedAt.monotonic, clock.wall() - lookedAt.wall);
}

/** The session to store, or undefined if the one that was read already holds all of it. */
export function sessionToStore(
	entry: Entry,
	client: TokenClient,
	read: StoredSession | undefined,
	clock: Clock,
): StoredSession | undefined {
	const { generation, offered } = entry;
	const { failures } = entry.coolDown;
	const now = clock.monotonic();
	if (generation === 0 && failures === 0) return undefined;
	const isStored =
		read?.generation === generation &&
		failures <= sumOf(read.coolDown?.strikes ?? {}) &&
		!isLastUseDue(entry, client, read);
	if (isStored) return undefined;
	// Items that start together have all read the credential before the first of them stored it.
	const isOffered = offered?.generation === generation && offered.failures === failures;
	if (isOffered && now - offered.at < STORE_PATIENCE) return undefined;
	entry.offered = { generation, failures, at: now };
	return sessionOf(entry, client, clock);
}

/** The current session in the form in which it is stored. */
export function sessionOf(
	{ generation, token, coolDown }: Entry,
	client: TokenClient,
	clock: Clock,
): StoredSession {
	const { stored: fingerprint } = client.fingerprint;
	const failing = coolDown.toStore(client.context.redact, clock);
	return {
		fingerprint,
		generation,
		...(token && { token: storedToken(token, clock) }),
		...(failing && { coolDown: failing }),
	};
}

/**
 * Compares two sessions of the same generation: two processes were granted a token at once, or one
 * of them has used a session later. A token that is already known is not taken over again: a wall
 * clock that was set back would make it look young, and each adoption draws the jitter anew, so
 * that it would be renewed too early.
 */
function isLater(stored: StoredToken | undefined, own: Token | undefined): boolean {
	if (stored === undefined || own === undefined) return false;
	if (stored.accessToken !== own.accessToken) return true;
	return own.hasIdleTimeout === true && stored.sentAt > own.sentAtWall;
}

function isLastUseDue(
	{ token }: Entry,
	{ hasIdleTimeout }: TokenClient,
	read: StoredSession,
): boolean {
	if (!hasIdleTimeout || token === undefined || read.token === undefined) return false;
	return token.sentAtWall - read.token.sentAt >= token.lifetime * LAST_USE_SHARE;
}
