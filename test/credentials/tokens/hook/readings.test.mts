import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { describe, expect, it, vi } from 'vitest';

import { fingerprintOf } from '../../../../credentials/tokens/lifecycle/fingerprint';
import { Readings } from '../../../../credentials/tokens/hook/Readings';
import { serializeSession } from '../../../../credentials/tokens/lifecycle/session';
import { eCrossSource } from '../../../../credentials/tokens/sources/eCross';

const FIELDS: ICredentialDataDecryptedObject = {
	environment: 'production',
	clientId: 'id',
	clientSecret: 'secret',
	salesChannelToken: '',
	renewal: '',
	sessionToken: serializeSession({ fingerprint: 'old', generation: 1 }),
};

/** What n8n passes: a new object each time. */
function credentials(changes: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject {
	return { ...FIELDS, ...changes };
}

function readings() {
	const settings = vi.fn(eCrossSource.settings);
	return { settings, readings: new Readings({ ...eCrossSource, settings }) };
}

describe('reading the fields of a credential', () => {
	it('gives the settings, the fingerprint and what is stored of the token', () => {
		const reading = readings().readings.of(credentials());
		expect(reading.settings).toMatchObject({ clientId: 'id', clientSecret: 'secret' });
		expect(reading.fingerprint).toEqual(
			fingerprintOf(['eCrossApi', 'https://auth.api.e-cross.tech', 'id', 'secret']),
		);
		expect(reading.session).toEqual({ fingerprint: 'old', generation: 1 });
	});

	it('happens once for any number of objects with the same fields', () => {
		const { readings: read, settings } = readings();
		const held = Array.from({ length: 200 }, () => credentials());
		expect(new Set(held.map((one) => read.of(one))).size).toBe(1);
		expect(settings).toHaveBeenCalledTimes(1);
	});

	it.each<[string, ICredentialDataDecryptedObject]>([
		['an edited secret', { clientSecret: 'Secret' }],
		['a token that another worker has stored', { sessionToken: '' }],
		['a field that was not there', { storage: false }],
		['a field that is gone', { salesChannelToken: undefined as unknown as string }],
	])('happens again for %s', (_, changes) => {
		const { readings: read, settings } = readings();
		const first = credentials();
		const before = read.of(first);
		const changed = credentials(changes);
		expect(read.of(changed)).not.toBe(before);
		expect(read.of(changed).settings).toEqual(eCrossSource.settings(changed));
		expect(settings).toHaveBeenCalledTimes(2);
	});

	it('goes by what was read, not by what n8n has written into the object since', () => {
		const { readings: read } = readings();
		const first = credentials();
		read.of(first);
		first.clientSecret = 'edited';
		const { settings, fingerprint } = read.of(credentials({ clientSecret: 'edited' }));
		expect(settings.clientSecret).toBe('edited');
		expect(fingerprint).toEqual(
			fingerprintOf(['eCrossApi', 'https://auth.api.e-cross.tech', 'id', 'edited']),
		);
	});

	it('finds the same fault again in the same fields', () => {
		const { readings: read } = readings();
		const faulty = credentials({ clientId: ' ' });
		expect(() => read.of(faulty)).toThrow('Client ID is empty');
		expect(() => read.of(faulty)).toThrow('Client ID is empty');
	});

	it('keeps no secret alive once n8n has let go of the object', async () => {
		// Without the spy, which remembers what it returned.
		const read = new Readings(eCrossSource);
		const settings = new WeakRef(read.of(credentials()).settings);
		// The target of a new WeakRef stays until the turn of the event loop is over.
		await nextTurn();
		collectGarbage();
		expect(settings.deref()).toBeUndefined();
		expect(read.of(credentials()).settings.clientId).toBe('id');
	});
});

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;
