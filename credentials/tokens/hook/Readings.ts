import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { differsByItem } from '../form/expressions';
import { type Fingerprint, fingerprintOf } from '../lifecycle/fingerprint';
import { parseSession, type StoredSession } from '../lifecycle/session';
import type { CredentialSource } from '../sources/source';

type Credentials = ICredentialDataDecryptedObject;

/** What the fields of one credential mean. */
export interface Reading<Settings> {
	/** A copy of what was read, because n8n writes what it stores into its own object. */
	readonly fields: Credentials;
	readonly settings: Settings;
	readonly fingerprint: Fingerprint;
	/** What is attached instead of a token, if the user chose a key that needs no login. */
	readonly staticKey: string | undefined;
	/** Whether n8n's database keeps the token. */
	readonly isShared: boolean;
	/** The token's session in n8n's database. */
	readonly session: StoredSession | undefined;
}

/**
 * Reads credentials, and the same fields in a row only once. n8n passes a new object before each
 * request, and parsing addresses and making fingerprints is most of what the hook does while a
 * token is fresh. The last reading is held weakly. It lives only as long as the request that it was
 * made for, so no secret stays in memory because of us.
 */
export class Readings<Settings> {
	private readonly source: CredentialSource<Settings>;
	private last?: WeakRef<Reading<Settings>>;

	constructor(source: CredentialSource<Settings>) {
		this.source = source;
	}

	/** @throws CredentialFieldError if a field is empty or cannot be right */
	of(credentials: Credentials): Reading<Settings> {
		const last = this.last?.deref();
		if (last !== undefined && isSame(last.fields, credentials)) return last;
		const reading = this.read({ ...credentials });
		this.last = new WeakRef(reading);
		return reading;
	}

	private read(fields: Credentials): Reading<Settings> {
		const { source } = this;
		const settings = source.settings(fields);
		const decisive = source.fingerprint?.(settings) ?? [];
		const isShared = mayBeStored(fields);
		return {
			fields,
			settings,
			fingerprint: fingerprintOf([source.credentialType, ...decisive]),
			staticKey: source.staticKey?.(settings),
			isShared,
			session: isShared ? parseSession(fields.sessionToken) : undefined,
		};
	}
}

/**
 * Whether the user allows it ("Keep Token in n8n's Database") and no field is an expression. n8n 1.x,
 * and 2.x before 2.34, would store the values of the expressions in their place, and the account of
 * one item would then be used for all items.
 */
function mayBeStored(fields: Credentials): boolean {
	// A credential that n8n's API made may have the switch as text.
	return String(fields.storage) !== 'false' && !differsByItem(fields);
}

function isSame(one: Credentials, other: Credentials): boolean {
	const names = Object.keys(one);
	return (
		names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
	);
}
