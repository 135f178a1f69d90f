import { describe, expect, it, test } from 'vitest';

import {
	nextGeneration,
	parseSession,
	serializeSession,
	type StoredSession,
} from '../../../../credentials/tokens/lifecycle/session';

const TOKEN = { accessToken: 'abc', lifetime: 600_000, sentAt: 1_767_225_600_000 };
const SESSION: StoredSession = { fingerprint: 'print', generation: 3, token: TOKEN };

test('a generation grows, and starts again when it could no longer be stored', () => {
	expect(nextGeneration(0)).toBe(1);
	expect(nextGeneration(2 ** 32 - 1)).toBe(2 ** 32);
	expect(nextGeneration(2 ** 32)).toBe(1);
});

describe('a stored session', () => {
	it.each<[string, StoredSession]>([
		['a token', SESSION],
		['a refresh token', { ...SESSION, token: { ...TOKEN, refreshToken: 'r-1' } }],
		['a forgotten token', { fingerprint: 'print', generation: 4 }],
	])('comes back as it was, with %s', (_what, session) => {
		expect(parseSession(serializeSession(session))).toEqual(session);
	});

	const written = (changes: object) => JSON.stringify({ version: 1, ...SESSION, ...changes });

	it.each([
		['nothing', ''],
		['a missing field', undefined],
		['an object', { version: 1, ...SESSION }],
		['a text that is not JSON', '{"version":1'],
		['a JSON text', '"session"'],
		['null', 'null'],
		['another version', written({ version: 2 })],
		['no version', written({ version: undefined })],
		['no fingerprint', written({ fingerprint: undefined })],
		['a negative generation', written({ generation: -1 })],
		['a generation that is a fraction', written({ generation: 1.5 })],
		['a generation that cannot grow', written({ generation: Number.MAX_SAFE_INTEGER })],
		['a lifetime beyond counting', written({ token: { ...TOKEN, lifetime: 1e306 } })],
		['a token that is null', written({ token: null })],
		['a token that no header can hold', written({ token: { ...TOKEN, accessToken: 'a\nb' } })],
		['a refresh token that is a number', written({ token: { ...TOKEN, refreshToken: 1 } })],
		['a lifetime of zero', written({ token: { ...TOKEN, lifetime: 0 } })],
		['a lifetime that is text', written({ token: { ...TOKEN, lifetime: '600' } })],
		['no time', written({ token: { ...TOKEN, sentAt: undefined } })],
	])('is none if the field holds %s', (_what, text) => {
		expect(parseSession(text)).toBeUndefined();
	});
});
