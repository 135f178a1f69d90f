/** Files come back byte for byte, whatever is in them, through both pairs of methods. */
import { randomBytes } from 'node:crypto';

import type { INodeParameters } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { itemWithFile } from '../harness.mts';
import { credentials, run, useSandbox } from './stage.mts';

useSandbox();

const MEGABYTE = 1024 * 1024;

async function route(): Promise<INodeParameters> {
	const [first, second] = await run('tradingPartner', 'TPList');
	return {
		ECGridIDFrom: Number(first?.json.ECGridID),
		ECGridIDTo: Number(second?.json.ECGridID),
	};
}

const files: Array<[string, Buffer]> = [
	['X12', Buffer.from('ISA*00*          *00*          *ZZ*A~\r\nGS*PO~')],
	['EDIFACT', Buffer.from("UNA:+.? 'UNB+UNOA:1+A+B+260102:0304+1'")],
	['UTF-8', Buffer.from('Grüße, 価格 <&>]]>')],
	['Latin-1', Buffer.from('Grüße', 'latin1')],
	['NUL bytes', Buffer.from([0, 1, 2, 0, 255, 254, 0])],
	['no bytes', Buffer.alloc(0)],
	['random bytes', randomBytes(100_001)],
];

const pairs = [
	['ParcelUploadMft', 'Content', 'ParcelDownload'],
	['ParcelUploadMftA', 'ContentBase64', 'ParcelDownloadA'],
] as const;

describe.each(pairs)('%s (%s) and %s', (upload, field, download) => {
	async function roundTrip(content: Buffer) {
		const settings = { credentials: credentials('apiKey') };
		const items = [itemWithFile(content, 'application/octet-stream', 'file.edi')];
		const parameters = { ...(await route()), [field]: 'data' };
		const [sent] = await run('parcel', upload, parameters, { ...settings, items });
		const [got] = await run('parcel', download, { ParcelID: String(sent?.json.result) }, settings);
		return { row: got?.json, file: got?.binary?.data };
	}

	test.each(files)('%s', async (_name, content) => {
		const { row, file } = await roundTrip(content);
		expect(Buffer.from(file?.data ?? '', 'base64').equals(content)).toBe(true);
		expect(file?.fileName).toBe('file.edi');
		expect(row).toMatchObject({ FileName: 'file.edi', Bytes: String(content.length) });
	});

	test('20 MB', async () => {
		const content = randomBytes(20 * MEGABYTE);
		const { file } = await roundTrip(content);
		expect(Buffer.from(file?.data ?? '', 'base64').equals(content)).toBe(true);
	}, 60_000);
});

test('a file that is not in the item is named before anything is sent', async () => {
	await expect(
		run('parcel', 'ParcelUpload', { Content: 'nothing' }, { items: [{ json: {} }] }),
	).rejects.toMatchObject({
		message: 'Input Data Field Name does not name a file of the item: "nothing"',
	});
});

test('an interconnect note needs no attachment', async () => {
	const note = { InterconnectID: 1, AuthLevel: 'General', Note: 'Hello', EMailTo: 'NoEMail' };
	const rows = await run('interconnect', 'InterconnectNote', note);
	expect(rows[0]?.json).toEqual({ result: true });
});
