import { randomBytes } from 'node:crypto';

import type { INodeExecutionData } from 'n8n-workflow';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { itemWithFile, jsonOf } from '../harness.mts';
import { Stage } from './stage.mts';

const stage = await Stage.open();

beforeEach(() => stage.begin());

afterAll(async () => await stage.sandbox.close());

const contentOf = (output: INodeExecutionData | undefined) =>
	Buffer.from(output?.binary?.data?.data ?? '', 'base64');

const downloads = (parcelIds: unknown[]) =>
	parcelIds.map((parcelId) => ({ json: { parcelId: String(parcelId) } }));

const mapped = { parcelId: '={{ $json.parcelId }}' };

const continuing = { settings: { onError: 'continueRegularOutput' } } as const;

/** Gives the account a parcel with this content, as if a partner had sent it. */
async function receive(content: Buffer, fileName = 'file.edi'): Promise<number> {
	const [parcelId = 0] = await stage.sandbox.control.ecgrid.receive({
		account: stage.account,
		content: content.toString('base64'),
		fileName,
	});
	return parcelId;
}

function fault(
	operationId: string,
	body: unknown,
	times: number | 'always' = 'always',
	status = 200,
) {
	stage.sandbox.control.fault({ provider: 'ecgrid', operationId, status, body, times });
}

const pendingCount = () =>
	stage.sandbox.control.ecgrid.list(stage.account).filter(({ status }) => status === 'InBoxReady')
		.length;

const MEGABYTES = 1024 * 1024;

describe('a file comes out of ECGrid as it went in, byte for byte', () => {
	test.each([
		['X12', Buffer.from('ISA*00*          *00*~\r\nGS*PO*A*B~\n')],
		['EDIFACT', Buffer.from("UNA:+.? 'UNB+UNOC:3+SENDER:14+RECEIVER:14+260102:0304+1'")],
		['UTF-8', Buffer.from('Größe: 42 €, 日本語, 🧾')],
		['UTF-8 with a byte order mark', Buffer.from('\uFEFFGröße')],
		['Latin-1', Buffer.from('Größe: 42, Käse, ÿ', 'latin1')],
		['NUL bytes', Buffer.from([0, 0, 1, 0, 255, 0])],
		['a single NUL byte', Buffer.from([0])],
		['nothing', Buffer.alloc(0)],
		['every byte', Buffer.from(Array.from({ length: 256 }, (_, index) => index))],
		['20 MB', randomBytes(20 * MEGABYTES)],
	])(
		'%s',
		async (_name, content) => {
			const { own, partner } = await stage.ids();
			const additionalFields = { ecGridIdFrom: own, ecGridIdTo: partner };
			const items = [itemWithFile(content, 'application/octet-stream', 'orders.edi')];
			const [sent] = await stage.run('parcel upload', { additionalFields }, { items });
			expect(sent?.json).toMatchObject({ bytes: content.length, fileName: 'orders.edi' });

			const filters = { mailboxId: await stage.otherMailbox() };
			const [arrived] = await stage.run('parcel getPending', { filters });
			const parcelId = Number(arrived?.json.parcelId);
			const [output] = await stage.run('parcel download', { parcelId });
			expect(output?.binary?.data).toMatchObject({ fileName: 'orders.edi' });
			expect(contentOf(output).equals(content)).toBe(true);
		},
		30_000,
	);
});

describe('an upload', () => {
	const items = [itemWithFile(Buffer.from('x'), 'text/plain', 'orders.edi')];

	test('takes another name for the file', async () => {
		const { own, partner } = await stage.ids();
		const additionalFields = { ecGridIdFrom: own, ecGridIdTo: partner, fileName: 'other.edi' };
		const [sent] = await stage.run('parcel upload', { additionalFields }, { items });
		expect(sent?.json).toMatchObject({ fileName: 'other.edi' });
	});

	test('is routed by the envelope in the file where no IDs are given', async () => {
		const [seeded] = await stage.run('parcel download', { parcelId: await stage.pendingParcel() });
		const envelope = [itemWithFile(contentOf(seeded), 'text/plain', 'back.edi')];
		const [sent] = await stage.run('parcel upload', {}, { items: envelope });
		const { own } = await stage.ids();
		const parcel = await stage.row('parcel get', { parcelId: String(sent?.json.parcelId) });
		expect({ value: String(parcel.ecGridIdTo) }).toMatchObject({ value: Object(own).value });
	});

	test('without a route is an error that says so, and is not sent again', async () => {
		await expect(stage.run('parcel upload', {}, { items })).rejects.toThrow(
			'InvalidParameter: The parcel has no route and is held in suspense. (HTTP 400)',
		);
		const { operations } = stage.sandbox.control.statistics().providers.ecgrid;
		expect(operations.uploadParcel).toEqual({ 400: 1 });
	});

	test('without a name is refused before it is sent', async () => {
		const nameless = [{ json: {}, binary: { data: { data: 'eA==', mimeType: 'text/plain' } } }];
		await expect(stage.run('parcel upload', {}, { items: nameless })).rejects.toThrow(
			'The file has no name',
		);
	});

	test('that broke off leaves it open whether the file was sent', async () => {
		const { own, partner } = await stage.ids();
		stage.sandbox.control.fault({
			provider: 'ecgrid',
			operationId: 'uploadParcel',
			kind: 'executeThenReset',
			times: 'always',
		});
		const additionalFields = { ecGridIdFrom: own, ecGridIdTo: partner };
		await expect(stage.run('parcel upload', { additionalFields }, { items })).rejects.toMatchObject(
			{
				message: expect.stringContaining('could not be reached'),
				description: expect.stringContaining('It is not known whether'),
			},
		);
		const sent = stage.sandbox.control.ecgrid
			.list(stage.account)
			.filter(({ status }) => status === 'outboxPending');
		expect(sent).toHaveLength(1);
	});
});

describe('a download', () => {
	test.each([
		['text that is not Base64', 'ISA*00*', undefined, 'is not Base64'],
		['Base64 that breaks off', 'SVNBKjAwK', undefined, 'is not Base64'],
		['Base64 with something after it', 'SVNBKjAw==SVNB', undefined, 'is not Base64'],
		['no content', undefined, undefined, 'is not Base64'],
		['fewer bytes than it says', 'SVNBKjAw', 7, 'came with 6 bytes, but ECGrid says it has 7'],
	])('with %s is refused, and never confirmed', async (_name, content, bytes, message) => {
		const parcelId = await receive(Buffer.from('x'));
		fault('downloadParcel', { success: true, data: { parcelId, content, bytes } });
		for (const operation of ['download', 'downloadAndConfirm']) {
			const run = stage.run(`parcel ${operation}`, { parcelId });
			await expect(run).rejects.toThrow(message);
		}
		expect(stage.sandbox.control.statistics().providers.ecgrid.operations).not.toHaveProperty(
			'confirmParcelDownload',
		);
	});

	test('of another size is taken where the user says so', async () => {
		const parcelId = await receive(Buffer.from('x'));
		fault('downloadParcel', { success: true, data: { parcelId, content: 'SVNB', bytes: 99 } });
		const additionalFields = { verifySize: false };
		const [output] = await stage.run('parcel download', { parcelId, additionalFields });
		expect(contentOf(output).toString()).toBe('ISA');
	});

	test('takes Base64 with line breaks', async () => {
		const parcelId = await receive(Buffer.from('x'));
		fault('downloadParcel', { success: true, data: { parcelId, content: 'SVNB\r\nKjAw\r\n' } });
		const [output] = await stage.run('parcel download', { parcelId });
		expect(contentOf(output).toString()).toBe('ISA*00');
	});

	test.each([
		['../../etc/passwd', 'passwd'],
		['C:\\edi\\in.edi', 'in.edi'],
		['..', /^parcel-\d+$/],
		['', /^parcel-\d+$/],
		['plain name.edi', 'plain name.edi'],
	])('names the file without folders: %s', async (given, expected) => {
		const [output] = await stage.run('parcel download', {
			parcelId: await receive(Buffer.from('x'), given),
		});
		expect(output?.binary?.data?.fileName).toEqual(
			typeof expected === 'string' ? expected : expect.stringMatching(expected),
		);
	});
});

describe('Download and Confirm', () => {
	const parcelIds = async () =>
		(await stage.rows('parcel getPending')).map(({ parcelId }) => parcelId);

	test('confirms each parcel, in the order of the items', async () => {
		const ids = await parcelIds();
		const outputs = await stage.run('parcel downloadAndConfirm', mapped, {
			items: downloads(ids),
		});
		expect(outputs).toMatchObject(
			ids.map((parcelId, item) => ({
				json: { parcelId, confirmed: true },
				pairedItem: { item },
				binary: { data: expect.any(Object) },
			})),
		);
		expect(pendingCount()).toBe(0);
	});

	test('confirms nothing if one of the files cannot be fetched, since the node then gives out none', async () => {
		const items = downloads([...(await parcelIds()), 1]);
		const run = stage.run('parcel downloadAndConfirm', mapped, { items });
		await expect(run).rejects.toMatchObject({
			message: 'ObjectNotFound: Parcel not found. (HTTP 404)',
			context: { itemIndex: 3 },
		});
		expect(pendingCount()).toBe(3);
	});

	test('fetches one file after the other, so none behind one that cannot be fetched', async () => {
		const items = downloads([1, ...(await parcelIds())]);
		const run = stage.run('parcel downloadAndConfirm', mapped, { items });
		await expect(run).rejects.toThrow('ObjectNotFound: Parcel not found. (HTTP 404)');
		const { operations } = stage.sandbox.control.statistics().providers.ecgrid;
		expect(operations.downloadParcel).toEqual({ 404: 1 });
	});

	test('confirms nothing if the fields of one item are wrong', async () => {
		const items = downloads([...(await parcelIds()), 'no id']);
		const run = stage.run('parcel downloadAndConfirm', mapped, { items });
		await expect(run).rejects.toThrow('Parcel is not an ID: "no id"');
		expect(pendingCount()).toBe(3);
	});

	test('confirms the others under Continue On Fail', async () => {
		const [first, second] = await parcelIds();
		const items = downloads([first, 1, second]);
		const outputs = await stage.run('parcel downloadAndConfirm', mapped, { items, ...continuing });
		expect(outputs).toMatchObject([
			{ json: { parcelId: first, confirmed: true } },
			{ json: { error: 'ObjectNotFound: Parcel not found. (HTTP 404)' }, pairedItem: { item: 1 } },
			{ json: { parcelId: second, confirmed: true } },
		]);
		expect(pendingCount()).toBe(1);
	});

	test('gives the file out although its confirmation failed, and says so', async () => {
		const ids = await parcelIds();
		fault(
			'confirmParcelDownload',
			{ success: false, errorCode: 'Odd', message: 'Not now' },
			1,
			400,
		);
		const outputs = await stage.run('parcel downloadAndConfirm', mapped, {
			items: downloads(ids),
		});
		expect(outputs).toMatchObject([
			{ json: { confirmed: false, confirmationError: 'Odd: Not now (HTTP 400)' } },
			{ json: { confirmed: true } },
			{ json: { confirmed: true } },
		]);
		expect(contentOf(outputs[0]).length).toBeGreaterThan(100);
		expect(pendingCount()).toBe(1);
	});

	test('counts an answer "false" as not confirmed', async () => {
		fault('confirmParcelDownload', { success: true, data: false });
		const parcelId = await stage.pendingParcel();
		const [output] = await stage.run('parcel downloadAndConfirm', { parcelId });
		expect(output?.json).toMatchObject({ confirmed: false });
	});

	test('confirms nothing more once the execution is cancelled', async () => {
		const items = downloads(await parcelIds());
		const run = stage.run('parcel downloadAndConfirm', mapped, {
			items,
			signal: AbortSignal.abort(),
		});
		await expect(run).rejects.toThrow('canceled');
		expect(pendingCount()).toBe(3);
	});
});

describe('a parcel passes through its states', () => {
	test('on its way out, a step at each look', async () => {
		const parcelId = await stage.sentParcel();
		const states: unknown[] = [];
		for (let look = 1; look <= 4; look += 1) {
			states.push((await stage.row('parcel get', { parcelId })).status);
		}
		expect(states).toEqual([
			'outboxPending',
			'outboxSent',
			'outboxAcknowledged',
			'outboxAcknowledged',
		]);
	});

	test('and can be cancelled only before its delivery', async () => {
		const parcelId = await stage.sentParcel();
		await stage.run('parcel get', { parcelId });
		await expect(stage.run('parcel cancel', { parcelId })).rejects.toThrow(
			'The parcel can no longer be cancelled.',
		);
	});
});

test('a Dry Run of an upload shows what goes with the file, and only how long a large file is', async () => {
	const dryRun = async (content: Buffer) =>
		jsonOf(
			await stage.run(
				'parcel upload',
				{ dryRun: true },
				{ items: [itemWithFile(content, 'text/plain', 'a.edi')] },
			),
		);
	const request = (content: string) => ({
		method: 'POST',
		url: expect.stringMatching(/\/v2\/parcels\/upload$/),
		body: expect.objectContaining({ fileName: 'a.edi', content }),
	});
	expect(await dryRun(Buffer.from('ISA'))).toEqual([{ dryRun: true, request: request('SVNB') }]);
	const [shown] = await dryRun(Buffer.alloc(MEGABYTES));
	expect(shown).toEqual({ dryRun: true, request: request('(1398104 characters)') });
});
