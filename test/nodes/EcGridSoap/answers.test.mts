/** Answers that attack or are broken: a clear error, within bounds of memory and time. */
import type { INodeParameters } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import type { Fault } from '../../../sandbox/faults.mts';
import { answerWith, credentials, envelope, run, sandbox, useSandbox } from './stage.mts';

useSandbox();

/** Makes the next answer to ParcelInBox this one, and tells what the node makes of it. */
async function failure(fault: Partial<Fault>, options: INodeParameters = {}) {
	sandbox().control.fault({
		provider: 'ecgrid',
		operationId: 'ParcelInBox',
		contentType: 'text/xml; charset=utf-8',
		...fault,
	});
	const started = performance.now();
	const memory = process.memoryUsage().heapUsed;
	const error: unknown = await run(
		'parcel',
		'ParcelInBox',
		{ options },
		{ credentials: credentials('apiKey') },
	).catch((thrown: unknown) => thrown);
	return {
		error: error as { message: string; description?: string; httpCode?: string },
		seconds: (performance.now() - started) / 1000,
		megabytes: (process.memoryUsage().heapUsed - memory) / 1024 / 1024,
	};
}

const inbox = (inner: string) => answerWith('ParcelInBox', inner);

const bomb =
	'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">' +
	'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>' +
	'<s:Envelope xmlns:s="e"><s:Body><ParcelInBoxResponse>&d;</ParcelInBoxResponse></s:Body></s:Envelope>';

const external =
	'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' +
	'<s:Envelope xmlns:s="e"><s:Body>&x;</s:Body></s:Envelope>';

const DOCTYPE = 'ECGrid answered with XML that has a document type';
const BROKEN = 'ECGrid answered with XML that is broken off or not well-formed';
const TOO_MUCH = 'ECGrid answered with more XML than can be read safely';

const unreached = () =>
	`ECGrid could not be reached at ${new URL(sandbox().addresses.ecgrid.soapUrl).host}`;

describe('an answer', () => {
	test.each([
		['an entity bomb', bomb, DOCTYPE],
		['an external entity', external, DOCTYPE],
		['an entity that nobody declared', inbox('&x;'), expect.stringContaining('entities')],
		['half of the XML', inbox('<ParcelInBoxResult>').slice(0, 200), BROKEN],
		[
			'a result for another method',
			answerWith('ParcelInfo', ''),
			expect.stringContaining('another'),
		],
		['XML that is no SOAP', '<ok/>', 'ECGrid answered with XML that is not SOAP'],
		['plain text', 'OK', 'ECGrid answered with text that is not XML'],
		['nothing', '', 'ECGrid answered with nothing'],
		['a tower of elements', inbox('<a>'.repeat(100_000) + '</a>'.repeat(100_000)), BROKEN],
		['a flood of elements', inbox('<a/>'.repeat(1_100_000)), TOO_MUCH],
		['an endless word', inbox(`<a>${'x'.repeat(20_000_000)}</a>`), TOO_MUCH],
	])('with %s is refused', async (_case, body, message) => {
		const { error, seconds, megabytes } = await failure({ status: 200, body });
		expect(error.message).toEqual(message);
		expect(error.description).toContain(message === TOO_MUCH ? 'Ask for less' : 'Check the URL');
		expect(seconds).toBeLessThan(10);
		expect(megabytes).toBeLessThan(300);
	});

	test.each([
		[200, 'ECGrid answered with a web page', 'Check the URL'],
		[404, 'ECGrid answered with a web page (HTTP 404)', 'Check the URL'],
		[502, 'ECGrid answered with a web page (HTTP 502)', 'Try again later'],
	])('that is a web page with HTTP %i is refused', async (status, message, advice) => {
		const { error } = await failure({ status, kind: 'html', contentType: 'text/html' });
		expect(error.message).toBe(message);
		expect(error.description).toContain(advice);
	});

	test.each([
		[200, 'Access Denied', '403'],
		[500, 'Access Denied (403, sent as HTTP 500)', '403'],
	])('that is a fault with HTTP %i is an error', async (status, message, httpCode) => {
		const { error } = await failure({
			status,
			body: envelope(
				'<soap:Fault><faultcode>soap:Client</faultcode><faultstring>Access Denied</faultstring>' +
					'<detail><ECGridOSSOAPErrorCode>Authorization</ECGridOSSOAPErrorCode></detail></soap:Fault>',
			),
		});
		expect(error).toMatchObject({ message, httpCode });
	});

	test('that breaks off is an error', async () => {
		const { error } = await failure({ kind: 'truncated' });
		expect(error.message).toBe(`${unreached()}: the connection was cut off`);
	});

	test('that redirects is not followed', async () => {
		const { error } = await failure({ kind: 'redirect' });
		expect(error.description).toContain('Redirects are not followed');
		expect(sandbox().control.statistics().foreign).toEqual([]);
	});

	test('without end is read no further than allowed', async () => {
		const { error, seconds } = await failure({ kind: 'endless' }, { largestAnswer: 5 });
		expect(error.message).toBe('ECGrid answered with more than 5 MB');
		expect(error.description).toContain('Increase Maximum Response Size under Options');
		expect(seconds).toBeLessThan(10);
	});

	test('that comes drop by drop is given up in time', async () => {
		const { error, seconds } = await failure({ kind: 'drip' }, { timeLimit: 1 });
		expect(error.message).toBe(
			'ECGrid answered with only part of a response within the time limit',
		);
		expect(seconds).toBeLessThan(5);
	});

	test('that never begins is given up in time', async () => {
		const { error, seconds } = await failure({ delayMilliseconds: 20_000 }, { timeLimit: 1 });
		expect(error.message).toBe(`${unreached()}: no answer within the time limit`);
		expect(seconds).toBeLessThan(5);
	});

	test('with a large list is read', async () => {
		const parcel = `<ParcelIDInfo>${'<A>1</A>'.repeat(25)}<ParcelID>7</ParcelID></ParcelIDInfo>`;
		const list = `<ParcelIDInfoList>${parcel.repeat(2000)}</ParcelIDInfoList>`;
		sandbox().control.fault({
			provider: 'ecgrid',
			operationId: 'ParcelInBox',
			status: 200,
			body: inbox(`<ParcelInBoxResult>${list}</ParcelInBoxResult>`),
		});
		expect(await run('parcel', 'ParcelInBox')).toHaveLength(2000);
	});

	test.each([429, 503])(
		'with HTTP %i is asked for again where the method only reads',
		async (status) => {
			sandbox().control.fault({
				provider: 'ecgrid',
				operationId: 'ParcelInBox',
				status,
				headers: { 'retry-after': '0' },
				times: 2,
			});
			expect(await run('parcel', 'ParcelInBox')).toHaveLength(3);
			const { operations, token } = sandbox().control.statistics().providers.ecgrid;
			expect(operations.ParcelInBox).toEqual({ [status]: 2, 200: 1 });
			expect(token.total).toBe(1);
		},
	);

	test('with HTTP 503 ends a method that changes something', async () => {
		sandbox().control.fault({
			provider: 'ecgrid',
			operationId: 'ParcelDownloadConfirm',
			status: 503,
			times: 'always',
		});
		await expect(run('parcel', 'ParcelDownloadConfirm', { ParcelID: '1' })).rejects.toMatchObject({
			description: expect.stringContaining('not known whether the request was carried out'),
		});
		const { operations } = sandbox().control.statistics().providers.ecgrid;
		expect(operations.ParcelDownloadConfirm).toEqual({ 503: 1 });
	});
});
