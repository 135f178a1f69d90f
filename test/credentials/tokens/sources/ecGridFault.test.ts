import { describe, expect, it } from 'vitest';

import {
	endsSession,
	refusesBeforeWork,
	type EcGridFault,
} from '../../../../credentials/tokens/sources/ecGridFault';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

const fault = (text: string, more: Partial<EcGridFault> = {}): EcGridFault => ({
	ofService: false,
	texts: [text],
	...more,
});

describe('the end of the caller’s session', () => {
	it.each<[string, EcGridFault]>([
		['the appendix', fault('Invalid Session ID')],
		['the guide', fault('Invalid SessionID')],
		['a sentence', fault('Invalid session id.')],
		['a sentence with the id', fault(`Invalid Session ID ${ID}.`)],
		['form A', fault('x', { word: 'Authentication' })],
		['form C, a word', fault('x', { word: 'SessionTimeout' })],
		['form C, a sentence', fault('x', { word: 'Session timeout.' })],
		['a class of the vendor', fault('x', { word: 'SesssionTimeout' })],
		['capitals', fault('x', { word: 'SESSIONTIMEOUT' })],
		['the REST service', fault('x', { word: 'InvalidSession' })],
		['the parameter', fault('Invalid.', { word: '1', item: 'SessionID' })],
		['the parameter and a word', fault('No', { word: 'InvalidID', item: 'SessionID' })],
		['the second text', fault('x', { texts: ['Log in again', 'Invalid SessionID'] })],
	])('is recognised by %s, which also proves that nothing was done', (_case, found) => {
		expect(endsSession(found)).toBe(true);
		expect(refusesBeforeWork(found)).toBe(true);
	});

	it.each<[string, EcGridFault]>([
		['more is said', fault('Session timeout; the note was stored')],
		['the service failed', fault('Invalid SessionID', { ofService: true })],
		['the service failed', fault('x', { ofService: true, word: 'SessionTimeout' })],
	])('proves nothing if %s', (_case, found) => {
		expect(endsSession(found)).toBe(true);
		expect(refusesBeforeWork(found)).toBe(false);
	});

	it.each<[string, EcGridFault]>([
		['mentions another session', fault('Locked by session ID 42; the note was stored')],
		['mentions one at its end', fault('The note was stored. Invalid session ID')],
		['is about rights', fault('Access Denied', { word: 'AccessDenied', item: 'SessionID' })],
		['is about another parameter', fault('No', { word: 'Authentication', item: 'OldPassword' })],
		['is about the log of sessions', fault('No session log', { word: 'NotFound' })],
		['is about too many', fault('Too many open sessions', { word: 'DataError' })],
		['says nothing', fault('', { texts: [] })],
	])('is not recognised in a fault that %s', (_case, found) => {
		expect(endsSession(found)).toBe(false);
		expect(refusesBeforeWork(found)).toBe(false);
	});
});
