/** Find or Create of an ECGrid ID: by qualifier and ID, within one mailbox. */
import { afterAll, beforeEach, expect, test } from 'vitest';

import { Stage } from './stage.mts';

const stage = await Stage.open();

beforeEach(() => stage.begin());

afterAll(async () => await stage.sandbox.close());

const findOrCreate = async (more: object = {}) =>
	await stage.row('id findOrCreate', {
		mailboxId: await stage.myMailbox(),
		qualifier: '01',
		isaId: 'ACME',
		...more,
	});

test('it is added once, and found from then on', async () => {
	const created = await findOrCreate();
	expect(created).toMatchObject({ qualifier: '01', id: 'ACME', created: true });
	expect(await findOrCreate()).toEqual({ ...created, created: false });
});

test('somebody else adds it meanwhile: theirs is found', async () => {
	const { created: _, ...theirs } = await findOrCreate();
	stage.sandbox.control.fault({
		provider: 'ecgrid',
		operationId: 'findId',
		status: 200,
		body: { success: true, data: [] },
		times: 1,
	});
	expect(await findOrCreate()).toEqual({ ...theirs, created: false });
});

test('the same pair in another mailbox is none of this one, so that the refusal stands', async () => {
	await findOrCreate();
	await expect(findOrCreate({ mailboxId: await stage.otherMailbox() })).rejects.toThrow(
		'DuplicateObject',
	);
});
