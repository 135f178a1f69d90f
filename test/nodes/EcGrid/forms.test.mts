/** The documented forms of the same answers, pairwise, on one operation per family of shapes. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import type { EcGridSettings } from '../../../sandbox/settings.mts';
import { itemWithFile } from '../harness.mts';
import { Stage } from './stage.mts';

const stage = await Stage.open();

beforeEach(() => stage.begin());

afterAll(async () => await stage.sandbox.close());

type Forms = Pick<
	EcGridSettings,
	'memberCase' | 'memberForm' | 'listForm' | 'keyForm' | 'errorForm'
> & { authentication: 'apiKey' | 'login' };

const VALUES: { readonly [F in keyof Forms]: ReadonlyArray<Forms[F]> } = {
	memberCase: ['reference', 'upperId', 'pascal'],
	listForm: ['reference', 'plain', 'beside'],
	memberForm: ['reference', 'guide'],
	keyForm: ['reference', 'quickStart'],
	errorForm: ['envelope', 'problem'],
	authentication: ['apiKey', 'login'],
};

/** Every pair of values of two forms is in one of these rows; the test below holds them to it. */
const PAIRWISE = [
	['reference', 'reference', 'reference', 'reference', 'envelope', 'apiKey'],
	['reference', 'plain', 'guide', 'quickStart', 'problem', 'login'],
	['reference', 'beside', 'guide', 'reference', 'envelope', 'login'],
	['upperId', 'reference', 'guide', 'quickStart', 'envelope', 'login'],
	['upperId', 'plain', 'reference', 'reference', 'envelope', 'apiKey'],
	['upperId', 'beside', 'reference', 'quickStart', 'problem', 'apiKey'],
	['pascal', 'reference', 'guide', 'reference', 'problem', 'apiKey'],
	['pascal', 'plain', 'reference', 'quickStart', 'envelope', 'login'],
	['pascal', 'beside', 'guide', 'reference', 'problem', 'login'],
	['pascal', 'reference', 'reference', 'quickStart', 'problem', 'login'],
] as const;

const NAMES = [
	'memberCase',
	'listForm',
	'memberForm',
	'keyForm',
	'errorForm',
	'authentication',
] as const;

const ROWS = PAIRWISE.map(
	(values) =>
		Object.fromEntries(NAMES.map((name, index) => [name, values[index]])) as unknown as Forms,
);

test('the rows below hold every pair of values', () => {
	const missing = NAMES.flatMap((a, index) =>
		NAMES.slice(index + 1).flatMap((b) =>
			VALUES[a].flatMap((one) =>
				VALUES[b]
					.filter((other) => !ROWS.some((row) => row[a] === one && row[b] === other))
					.map((other) => `${a} ${one}, ${b} ${other}`),
			),
		),
	);
	expect(missing).toEqual([]);
});

interface Family {
	name: string;
	/** The operation that stands for the family. */
	operation: string;
	parameters?(): INodeParameters | Promise<INodeParameters>;
	/** What must come out in every form. */
	expected: IDataObject;
}

const file = [itemWithFile(Buffer.from('ISA'), 'text/plain', 'orders.edi')];

const FAMILIES: Family[] = [
	{
		name: 'list in an object',
		operation: 'mailbox getAll',
		expected: { mailboxId: expect.any(Number), companyName: 'Example Trading' },
	},
	{
		name: 'list in an object, of interchanges',
		operation: 'interchange getInbox',
		expected: { interchangeId: expect.any(Number), status: 'Active' },
	},
	{
		name: 'bare list, of parcels',
		operation: 'parcel getPending',
		expected: {
			parcelId: expect.any(Number),
			bytes: expect.any(Number),
			ecGridIdFrom: expect.any(Number),
			created: expect.stringMatching(/^20/),
		},
	},
	{
		name: 'bare list, of IDs',
		operation: 'id getAll',
		expected: { ecGridId: expect.any(Number), qualifier: 'ZZ', id: expect.stringMatching(/^OWN/) },
	},
	{
		name: 'list with numbers beside it',
		operation: 'carbonCopy getAll',
		parameters: async () => {
			await stage.copyRule();
			return {};
		},
		expected: {
			ccId: expect.any(Number),
			fromMailboxId: expect.any(Number),
			toMailboxId: expect.any(Number),
		},
	},
	{
		name: 'object',
		operation: 'user getMe',
		expected: { userId: expect.any(Number), login: expect.stringMatching(/^user-/) },
	},
	{
		name: 'number or object',
		operation: 'parcel upload',
		parameters: async () => {
			const { own, partner } = await stage.ids();
			return { additionalFields: { ecGridIdFrom: own, ecGridIdTo: partner } };
		},
		expected: { parcelId: expect.any(Number), fileName: 'orders.edi', bytes: 3 },
	},
	{
		name: 'true or object',
		operation: 'parcel confirm',
		parameters: async () => ({ parcelId: await stage.pendingParcel() }),
		expected: { parcelId: expect.any(Number), confirmed: true, success: true },
	},
	{
		name: 'file',
		operation: 'parcel downloadAndConfirm',
		parameters: async () => ({ parcelId: await stage.pendingParcel() }),
		expected: { parcelId: expect.any(Number), fileName: '850-1.edi', confirmed: true },
	},
	{
		name: 'key',
		operation: 'key create',
		parameters: async () => ({ userId: await stage.myself() }),
		expected: { key: expect.stringMatching(/^ek_/), visibility: 'Private' },
	},
	{
		name: 'nothing',
		operation: 'mailbox updateConfig',
		parameters: async () => ({
			mailboxId: await stage.myMailbox(),
			additionalFields: { deleteOnDownload: false },
		}),
		expected: { mailboxId: expect.any(Number), success: true },
	},
];

describe.each(ROWS)(
	'members $memberCase, lists $listForm, names $memberForm, keys $keyForm, errors $errorForm, $authentication',
	({ authentication, ...settings }) => {
		test.each(FAMILIES)('$name: $operation', async ({ operation, parameters, expected }) => {
			const given = (await parameters?.()) ?? {};
			stage.sandbox.control.settings('ecgrid', settings);
			const items = operation === 'parcel upload' ? { items: file } : {};
			const [output] = await stage.run(operation, { ...given, authentication }, items);
			expect(output?.json).toMatchObject(expected);
		});

		test('refusal', async () => {
			stage.sandbox.control.settings('ecgrid', settings);
			const run = stage.run('parcel get', { parcelId: '1', authentication });
			await expect(run).rejects.toMatchObject({
				message: expect.stringMatching(/^ObjectNotFound: Parcel not found\./),
				httpCode: '404',
			});
		});
	},
);

describe.each(['email', 'login', 'username'] as const)('a login by the member %s', (loginForm) => {
	test.each(['AUTH', 'REF', 'HELP', 'QUICK'] as const)(
		'with the answer of %s',
		async (answerForm) => {
			stage.sandbox.control.settings('ecgrid', { loginForm, answerForm });
			const [me] = await stage.run('user getMe', { authentication: 'login' });
			expect(me?.json).toMatchObject({ login: stage.account });
		},
	);
});
