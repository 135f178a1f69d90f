import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { type Fingerprint, fingerprintOf } from '../lifecycle/fingerprint';
import { parseSession, type StoredSession } from '../lifecycle/session';
import type { CredentialSource } from '../sources/source';

type Credentials = ICredentialDataDecryptedObject;

/** What the fields of one credential mean. */
export interface Reading<Settings> {
	readonly settings: Settings;
	readonly fingerprint: Fingerprint;
	/** The token's session in n8n's store. */
	readonly session: StoredSession | undefined;
}

/**
 * Reads credentials, and the same fields in a row only once. n8n passes a new object before each
 * request, and parsing addresses and making fingerprints is most of what the hook does while a
 * token is fresh. The last object is held weakly, and what was read lives no longer than that
 * object, so that no secret stays in memory because of us.
 */
export class Readings<Settings> {
	private readonly source: CredentialSource<Settings>;
	private readonly known = new WeakMap<
		Credentials,
		{ fields: Credentials; reading: Reading<Settings> }
	>();
	private last?: WeakRef<Credentials>;

	constructor(source: CredentialSource<Settings>) {
		this.source = source;
	}

	/** @throws CredentialFieldError if a field is empty or cannot be right */
	of(credentials: Credentials): Reading<Settings> {
		const last = this.last?.deref();
		const known = last && this.known.get(last);
		if (known !== undefined && isSame(known.fields, credentials)) return known.reading;
		const reading = this.read(credentials);
		// A copy, since n8n writes what it stores into its own object.
		this.known.set(credentials, { fields: { ...credentials }, reading });
		this.last = new WeakRef(credentials);
		return reading;
	}

	private read(credentials: Credentials): Reading<Settings> {
		const { source } = this;
		const settings = source.settings(credentials);
		return {
			settings,
			fingerprint: fingerprintOf([
				source.credentialType,
				...(source.fingerprint?.(settings) ?? []),
			]),
			session: parseSession(credentials.sessionToken),
		};
	}
}

function isSame(one: Credentials, other: Credentials): boolean {
	const names = Object.keys(one);
	return (
		names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
	);
}
