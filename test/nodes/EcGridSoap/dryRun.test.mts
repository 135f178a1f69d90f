/** Dry Run of ECGrid SOAP: what is costly is shown, and nothing is sent. */
import { expect, test } from 'vitest';

import { credentials, run, sandbox, useSandbox } from './stage.mts';

useSandbox();

const file = { mimeType: 'text/plain', fileName: 'note.txt' };
const itemWith = (bytes: number) => [
	{ json: {}, binary: { data: { ...file, data: Buffer.alloc(bytes, 'a').toString('base64') } } },
];

const upload = { ECGridIDFrom: '123', ECGridIDTo: '456', Content: 'data' };

/** What the service was asked, logins included. */
const asked = () => {
	const { operations, token } = sandbox().control.statistics().providers.ecgrid;
	return { operations, logins: token };
};

test('shows the method and its parameters, and asks the service for nothing', async () => {
	const before = asked();
	const [shown] = await run(
		'parcel',
		'ParcelUploadMft',
		{ ...upload, dryRun: true },
		{ items: itemWith(9), credentials: credentials('session') },
	);
	expect(shown?.json).toEqual({
		dryRun: true,
		request: {
			method: 'POST',
			url: sandbox().addresses.ecgrid.soapUrl,
			body: {
				ParcelUploadMft: {
					ECGridIDFrom: '123',
					ECGridIDTo: '456',
					FileName: 'note.txt',
					Bytes: 9,
					Content: Buffer.alloc(9, 'a').toString('base64'),
				},
			},
		},
	});
	expect(shown?.pairedItem).toEqual({ item: 0 });
	expect(asked()).toEqual(before);
});

test('tells only the length of a large file', async () => {
	const [shown] = await run(
		'parcel',
		'ParcelUploadMft',
		{ ...upload, dryRun: true },
		{ items: itemWith(30_000) },
	);
	expect(shown?.json).toHaveProperty('request.body.ParcelUploadMft.Content', '(40000 characters)');
});

test('checks the fields as for a call', async () => {
	const result = run('user', 'UserTerminate', { UserID: 'x', dryRun: true });
	await expect(result).rejects.toThrow('User ID');
});

test('can be decided by the workflow alone, not by an expression', async () => {
	const result = run('user', 'UserTerminate', { UserID: 1, dryRun: '={{ false }}' });
	await expect(result).rejects.toThrow('Dry Run');
});
