import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { payloadOf, problemIn } from '../../../nodes/EcGrid/api/answers';
import {
	CALLBACK,
	CARBON_COPY,
	ID,
	INTERCHANGE,
	MAILBOX,
	PARCEL,
	rowsOf,
	USER,
	withReferenceSpelling,
	type Synonyms,
} from '../../../nodes/EcGrid/api/memberNames';

describe('a refusal is read from both error bodies', () => {
	test.each([
		[
			'envelope',
			404,
			{ success: false, errorCode: 'ObjectNotFound', message: 'No parcel 5.', data: null },
			{
				message: 'ObjectNotFound: No parcel 5.',
				advice: expect.stringContaining('cannot see it'),
			},
		],
		[
			'envelope in other letter case',
			403,
			{ Success: false, ErrorCode: 'AccessDenied', Message: 'Too low.', Data: null },
			{ message: 'AccessDenied: Too low.', advice: expect.stringContaining('NetworkAdmin') },
		],
		[
			'upload without a route, whatever its code',
			400,
			{
				success: false,
				errorCode: 'BadRequest',
				message: 'The parcel has no route and is held in suspense.',
			},
			{
				message: 'BadRequest: The parcel has no route and is held in suspense.',
				advice: expect.stringContaining('Check the sender and the receiver'),
			},
		],
		[
			'envelope with a code alone',
			500,
			{ success: false, errorCode: 'InternalError', data: null },
			{ message: 'InternalError' },
		],
		[
			'envelope with a message alone',
			400,
			{ success: false, errorCode: '', message: 'mailboxId is missing' },
			{ message: 'mailboxId is missing' },
		],
		[
			'envelope inside a 2xx, with the status that its code stands for',
			200,
			{ success: false, errorCode: 'RateLimitExceeded', message: 'Slow down.', data: null },
			{ message: 'RateLimitExceeded: Slow down.', status: 429 },
		],
		[
			'envelope without a word inside a 2xx',
			200,
			{ success: false, data: null },
			{ message: 'ECGrid did not carry out the request, and does not say why' },
		],
		[
			'envelope with an unknown code inside a 2xx',
			200,
			{ success: false, errorCode: 'Odd', message: 'Odd.', data: null },
			{ message: 'Odd: Odd.' },
		],
		[
			'problem details',
			400,
			{
				type: 'about:blank',
				title: 'Bad Request',
				status: 400,
				detail: 'No id.',
				traceId: '00-a1',
			},
			{ message: 'Bad Request: No id. (trace ID for ECGrid support: 00-a1)' },
		],
		[
			'problem details in other letter case',
			400,
			{ Title: 'Bad Request', TraceID: '00-a1' },
			{ message: 'Bad Request (trace ID for ECGrid support: 00-a1)' },
		],
		[
			'problem details with a detail alone',
			429,
			{ detail: 'Too many requests.' },
			{ message: 'Too many requests.' },
		],
		[
			'both at once: the envelope wins',
			400,
			{ success: false, errorCode: 'InvalidParameter', message: 'A', title: 'B', detail: 'C' },
			{ message: 'InvalidParameter: A' },
		],
		[
			'the same words twice are said once',
			400,
			{ title: 'No id.', detail: 'No id.' },
			{ message: 'No id.' },
		],
		[
			'"false" from an operation that says "true" when it is done',
			200,
			{ success: true, data: false, errorCode: '', message: '' },
			{ message: 'ECGrid did not carry out the request, and does not say why' },
		],
	])('%s', (_name, status, body, problem) => {
		expect(problemIn(status, body)).toEqual(problem);
	});

	test.each([
		['a success', 200, { success: true, data: { id: 1 }, errorCode: '', message: 'Done.' }],
		['a success without data', 200, { success: true, data: null, message: 'Done.' }],
		['a count of zero', 200, { success: true, data: 0 }],
		['an empty text', 200, { success: true, data: '' }],
		['a bare list', 200, [1]],
		['an error page', 502, '<html>Bad gateway</html>'],
		['an error without a body', 503, ''],
		['an error in another form', 500, { oops: true }],
	])('%s says nothing beyond the status', (_name, status, body) => {
		expect(problemIn(status, body)).toBeUndefined();
	});
});

describe('the payload is taken out of the envelope', () => {
	test.each([
		['envelope', { success: true, data: { parcelId: 1 } }, { parcelId: 1 }],
		['envelope in other letter case', { Success: true, Data: [1] }, [1]],
		['empty envelope', { success: true, data: null }, null],
		['bare list', [{ a: 1 }], [{ a: 1 }]],
		['bare object', { data: 1, other: 2 }, { data: 1, other: 2 }],
		['text', 'text', 'text'],
	])('%s', (_name, body, payload) => {
		expect(payloadOf(body)).toEqual(payload);
	});
});

describe('member names', () => {
	test.each([
		['parcelID', 'parcelId'],
		['ParcelId', 'parcelId'],
		['PARCELID', 'parcelId'],
		['mailboxID', 'mailboxId'],
		['ecgridId', 'ecGridId'],
		['EcgridIdFrom', 'ecGridIdFrom'],
		['ecgridIDTo', 'ecGridIdTo'],
		['TotalRecords', 'totalRecords'],
		['toECGRIDID', 'toECGridId'],
		['isaID', 'isaId'],
		['somethingNew', 'somethingNew'],
	])('%s is read as %s', (given, expected) => {
		expect(withReferenceSpelling({ [given]: 1 })).toEqual({ [expected]: 1 });
	});

	test('are corrected at any depth; values are left alone', () => {
		const given = { Events: [{ ParcelID: 1, Payload: '{"ParcelID":1}' }], DATA: null };
		expect(withReferenceSpelling(given)).toEqual({
			events: [{ parcelId: 1, payload: '{"ParcelID":1}' }],
			data: null,
		});
	});

	test('of every answer in the contract are known, as the contract spells them', () => {
		const names = [...memberNamesOfAnswers()];
		expect(names.length).toBeGreaterThan(100);
		const scrambled = names.map((name) => [name.toUpperCase(), name]);
		const read = withReferenceSpelling(Object.fromEntries(scrambled)) as object;
		expect(Object.keys(read).sort()).toEqual(names.sort());
	});
});

describe('names of other pages get the name of the reference beside them', () => {
	test.each<[string, Synonyms, object, object]>([
		['parcel size', PARCEL, { size: 5 }, { bytes: 5 }],
		['parcel sender', PARCEL, { fromECGridId: 5 }, { ecGridIdFrom: 5 }],
		['parcel receiver', PARCEL, { toECGridId: 5 }, { ecGridIdTo: 5 }],
		['parcel time', PARCEL, { receivedDate: 'x' }, { created: 'x' }],
		[
			'mailbox',
			MAILBOX,
			{ mailboxName: 'A', createdDate: 'x' },
			{ companyName: 'A', created: 'x' },
		],
		['mailbox of the WSDL', MAILBOX, { name: 'A', createdOn: 'x' }, { companyName: 'A' }],
		['ID', ID, { isaQualifier: 'ZZ', isaId: 'A' }, { qualifier: 'ZZ', id: 'A' }],
		['user', USER, { loginName: 'a' }, { login: 'a' }],
		['interchange', INTERCHANGE, { senderEDIId: 'A', statusDescription: 'B' }, { sender: 'A' }],
		['callback', CALLBACK, { callBackQueueId: 1, callBackUrl: 'u' }, { callbackId: 1, url: 'u' }],
		[
			'copy rule',
			CARBON_COPY,
			{ carbonCopyId: 1, mailboxId: 2, copyToMailboxId: 3 },
			{ ccId: 1, fromMailboxId: 2, toMailboxId: 3 },
		],
	])('%s', (_name, synonyms, given, added) => {
		expect(rowsOf(given, synonyms)).toMatchObject([{ ...given, ...added }]);
	});

	test('and a member that is there is not replaced', () => {
		expect(rowsOf({ size: 1, bytes: 2 }, PARCEL)).toEqual([{ size: 1, bytes: 2 }]);
	});
});

type Json = { [name: string]: Json };

/** Walks the schemas of all good answers. */
function memberNamesOfAnswers(): Set<string> {
	const file = new URL('../../../contracts/ecgrid/openapi.yaml', import.meta.url);
	const contract = parse(readFileSync(file, 'utf8')) as Json;
	const names = new Set<string>();
	const seen = new Set<string>();
	const walk = (schema: Json | undefined): void => {
		if (typeof schema !== 'object' || schema === null) return;
		const reference = schema['$ref'] as unknown as string | undefined;
		if (reference !== undefined) {
			if (seen.has(reference)) return;
			seen.add(reference);
			walk(contract['components']?.['schemas']?.[reference.split('/').at(-1) ?? '']);
			return;
		}
		for (const [name, member] of Object.entries(schema['properties'] ?? {})) {
			names.add(name);
			walk(member);
		}
		for (const key of ['allOf', 'anyOf', 'oneOf']) {
			for (const branch of Object.values(schema[key] ?? {})) walk(branch);
		}
		walk(schema['items']);
	};
	for (const path of Object.values(contract['paths'] ?? {})) {
		for (const operation of Object.values(path)) {
			walk(operation['responses']?.['200']?.['content']?.['application/json']?.['schema']);
		}
	}
	return names;
}
