import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credential } from '../../playground/client.mts';
import { runNode, type NodeOutcome, type NodeRun } from './support/nodeRun.mts';
import { sharedStage } from './support/sharedStage.mts';

const stage = await sharedStage();
const { client, sandbox } = stage;

const NAMESPACES = ['https://os.ecgrid.io/', 'http://www.ecgridos.net/'] as const;
const VERSIONS = ['1.1', '1.2'] as const;
const AUTHENTICATIONS = ['session', 'apiKey'] as const;

/** Every way to speak to the service, each with a user of its own. */
const MANNERS = NAMESPACES.flatMap((namespace) =>
	VERSIONS.flatMap((soapVersion) =>
		AUTHENTICATIONS.map((authentication) => ({ namespace, soapVersion, authentication })),
	),
);

let users = 0;

beforeAll(async () => await sandbox.reset());
afterAll(async () => await sandbox.reset());

describe('the ECGrid SOAP node', () => {
	it.each(MANNERS)(
		'fetches and confirms a file in $namespace by SOAP $soapVersion with $authentication',
		async ({ namespace, soapVersion, authentication }) => {
			const credential = await createCredential({ namespace, authentication });
			const options = { soapVersion };
			const inbox = await run(credential, 'parcel', 'ParcelInBox', { options });
			const ParcelID = String(jsonOf(inbox)[0]?.ParcelID);
			const file = await run(credential, 'parcel', 'ParcelDownload', { ParcelID, options });
			expect(file.items[0]?.binary?.data).toMatchObject({ fileName: jsonOf(inbox)[0]?.FileName });
			const confirmed = await run(credential, 'parcel', 'ParcelDownloadConfirm', {
				ParcelID,
				options,
			});
			expect(jsonOf(confirmed)).toEqual([{ result: true }]);
			const left = await run(credential, 'parcel', 'ParcelInBox', { options });
			expect(jsonOf(left).map((parcel) => parcel.ParcelID)).not.toContain(ParcelID);
			expect(jsonOf(left)).toHaveLength(jsonOf(inbox).length - 1);
		},
	);

	it('has forms for partners, mailboxes and interchanges', async () => {
		const credential = await createCredential();
		const [partner] = jsonOf(await run(credential, 'tradingPartner', 'TPList'));
		const { ECGridID, Qualifier, ID } = partner ?? {};
		const found = await run(credential, 'tradingPartner', 'TPSearch', {
			Qualifier: String(Qualifier),
			ID: String(ID),
		});
		expect(jsonOf(found)).toMatchObject([{ ECGridID }]);
		const [mailbox] = jsonOf(await run(credential, 'mailbox', 'MailboxList'));
		const read = await run(credential, 'mailbox', 'MailboxInfo', {
			MailboxID: Number(mailbox?.MailboxID),
		});
		expect(jsonOf(read)).toMatchObject([{ MailboxID: mailbox?.MailboxID }]);
		const [parcel] = jsonOf(await run(credential, 'parcel', 'ParcelInBox'));
		const [interchange] = parcel?.Interchanges as IDataObject[];
		const InterchangeID = String(interchange?.InterchangeID);
		const manifest = await run(credential, 'interchange', 'InterchangeInfo', { InterchangeID });
		expect(jsonOf(manifest)).toMatchObject([{ InterchangeID }]);
	});

	it('makes a field of each parameter where a method has no form of its own', async () => {
		const credential = await createCredential();
		const renamed = await run(credential, 'network', 'NetworkUpdate', {
			NetworkID: 1,
			Name: 'Grüße & <Co>',
			Location: '',
		});
		expect(jsonOf(renamed)).toEqual([{ result: true }]);
		expect(jsonOf(await run(credential, 'session', 'StatusList'))).not.toHaveLength(0);
		const before = await calls('CallBackEventInfo');
		const wrong = await run(credential, 'callback', 'CallBackEventInfo', {
			CallBackEventID: 2 ** 31,
		});
		expect(wrong).toMatchObject({ status: 'error', message: expect.stringContaining('Event') });
		expect(await calls('CallBackEventInfo')).toBe(before);
	});
});

describe('a fault', () => {
	it('is shown with what to do about it, and costs no session', async () => {
		const credential = await createCredential();
		const logins = await sandbox.tokenRequests('ecgrid');
		const refused = await run(credential, 'parcel', 'ParcelInfo', { ParcelID: '1' });
		expect(refused).toMatchObject({
			status: 'error',
			message: 'Object not found (404, sent as HTTP 500)',
			description: expect.stringContaining('Check ParcelID'),
		});
		expect((await sandbox.tokenRequests('ecgrid')) - logins).toBe(1);
	});

	it('of one item leaves the others alone with Continue On Fail', async () => {
		const credential = await createCredential();
		const [first, second] = jsonOf(await run(credential, 'parcel', 'ParcelInBox'));
		const ids = [first?.ParcelID, '1', second?.ParcelID];
		const outcome = await runNode(stage, {
			type: 'ecGridSoap',
			credential,
			items: ids.map((parcelId) => ({ parcelId })),
			continueOnFail: true,
			parameters: {
				resource: 'parcel',
				operation: 'ParcelInfo',
				ParcelID: '={{ $json.parcelId }}',
			},
		});
		expect(outcome.status).toBe('success');
		expect(jsonOf(outcome)).toMatchObject([
			{ ParcelID: first?.ParcelID },
			{ error: expect.stringContaining('Object not found') },
			{ ParcelID: second?.ParcelID },
		]);
		expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((item) => ({ item })),
		);
	});
});

describe('a session', () => {
	it('is opened once, and kept for the next run', async () => {
		const credential = await createCredential();
		const logins = await sandbox.tokenRequests('ecgrid');
		for (let times = 0; times < 3; times += 1) await run(credential, 'session', 'WhoAmI');
		expect((await sandbox.tokenRequests('ecgrid')) - logins).toBe(1);
	});

	it.each([
		['A', 500],
		['B', 200],
		['C', 500],
	] as const)(
		'that has ended (fault %s, HTTP %i) is replaced by one login for all items, each sent once more',
		async (faultForm, faultStatus) => {
			const credential = await createCredential();
			const items = Array.from({ length: 10 }, () => ({}));
			await run(credential, 'session', 'WhoAmI');
			await sandbox.settings('ecgrid', { faultForm, faultStatus });
			await sandbox.revoke('ecgrid');
			const [logins, sent] = [await sandbox.tokenRequests('ecgrid'), await calls('TPList')];
			const outcome = await run(credential, 'tradingPartner', 'TPList', {}, { items });
			await sandbox.settings('ecgrid', { faultForm: 'C', faultStatus: 500 });
			expect(jsonOf(outcome).length).toBeGreaterThanOrEqual(items.length);
			expect((await sandbox.tokenRequests('ecgrid')) - logins).toBe(1);
			expect((await calls('TPList')) - sent).toBe(2 * items.length);
		},
	);

	it('is ended and forgotten by Log Out, and the next run logs in again', async () => {
		const credential = await createCredential();
		await run(credential, 'session', 'WhoAmI');
		const before = await sandbox.statisticsOf('ecgrid');
		const ended = await run(credential, 'session', 'Logout');
		expect(jsonOf(ended)).toEqual([{ loggedOut: true, result: 1 }]);
		const again = await run(credential, 'session', 'Logout');
		expect(jsonOf(again)).toMatchObject([{ loggedOut: false }]);
		await run(credential, 'session', 'WhoAmI');
		const after = await sandbox.statisticsOf('ecgrid');
		expect(after.logout - before.logout).toBe(1);
		expect(after.token.total - before.token.total).toBe(1);
		expect(after.refused).toEqual(before.refused);
	});

	it('is not what an API key has: nothing logs in or out', async () => {
		const credential = await createCredential({ authentication: 'apiKey' });
		const before = await sandbox.statisticsOf('ecgrid');
		await run(credential, 'session', 'WhoAmI');
		const refused = await run(credential, 'session', 'Logout');
		expect(jsonOf(refused)).toMatchObject([{ loggedOut: false }]);
		const after = await sandbox.statisticsOf('ecgrid');
		expect([after.token.total, after.logout]).toEqual([before.token.total, before.logout]);
	});
});

/** A credential of a new user, for a session unless told otherwise. */
async function createCredential(change: ICredentialDataDecryptedObject = {}): Promise<Credential> {
	users += 1;
	const name = `soap-on-n8n-${users}`;
	return await client.createCredential({
		name: `ECGrid SOAP ${users}`,
		type: 'ecGridSoapApi',
		data: {
			url: sandbox.addresses.ecgrid.soapUrl,
			namespace: NAMESPACES[0],
			authentication: 'session',
			email: `${name}@example.com`,
			password: `Secret-of-${name}1!`,
			apiKey: `key-of-${name}@example.com`,
			...change,
		},
	});
}

async function run(
	credential: Credential,
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	more: Partial<NodeRun> = {},
): Promise<NodeOutcome> {
	return await runNode(stage, {
		type: 'ecGridSoap',
		credential,
		parameters: { resource, operation, ...parameters },
		...more,
	});
}

/** How many calls of a method have reached the service, whatever became of them. */
async function calls(method: string): Promise<number> {
	const { operations } = await sandbox.statisticsOf('ecgrid');
	return Object.values(operations[method] ?? {}).reduce((sum, count) => sum + count, 0);
}

function jsonOf({ items, message }: NodeOutcome): IDataObject[] {
	expect(message).toBeUndefined();
	return items.map(({ json }) => json);
}
