import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sandboxCredentials, startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { get, post, send, type Headers } from './client.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const key: Headers = { 'x-api-key': sandboxCredentials.ecgrid.apiKey };
const keyOf = (name: string): Headers => ({ 'x-api-key': `key-of-${name}@example.com` });
const at = (path: string) => sandbox.addresses.ecgrid.baseUrl + path;
const call = async (path: string, body: object = {}, headers = key) =>
	(await post(at(path), body, headers)).json;

/** The account's own ID and that of its partner. */
async function ids() {
	const { data } = await call('/v2/ids/list');
	return { own: Number(data?.[0]?.['ecGridId']), partner: Number(data?.[1]?.['ecGridId']) };
}

async function pendingIds(headers = key): Promise<number[]> {
	const { data } = await call('/v2/parcels/pending-inbox-list', {}, headers);
	return (data as unknown as Array<{ parcelId: number }>).map(({ parcelId }) => parcelId);
}

describe('parcels', () => {
	it('stay pending after a download, leave on confirmation, and come back on reset', async () => {
		const [parcelId] = await pendingIds();
		await call('/v2/parcels/download', { parcelId });
		expect(await pendingIds()).toContain(parcelId);
		for (let time = 1; time <= 2; time += 1) {
			expect(await call('/v2/parcels/confirm', { parcelId })).toMatchObject({ success: true });
			expect(await pendingIds()).not.toContain(parcelId);
		}
		await send('POST', at(`/v2/parcels/reset-to-inbox/${parcelId}`), { headers: key });
		expect(await pendingIds()).toContain(parcelId);
	});

	it('arrive in the mailbox of the receiver with the content that was sent', async () => {
		const { own, partner } = await ids();
		const content = Buffer.from([0, 255, 10]).toString('base64');
		const sent = { fileName: 'a.bin', content, ecGridIdFrom: own, ecGridIdTo: partner };
		await call('/v2/parcels/upload', sent);
		const { data } = await call('/v2/mailboxes/list');
		const { mailboxId } = (data?.['mailboxes'] as never)[1];
		const arrived = await call('/v2/parcels/pending-inbox-list', { mailboxId });
		const parcelId = Number(arrived.data?.[0]?.['parcelId']);
		expect(await call('/v2/parcels/download', { parcelId })).toMatchObject({
			data: { parcelId, fileName: 'a.bin', content, bytes: 3 },
		});
	});

	it.each([
		['no route', {}, 'no route'],
		['no interconnect', { ecGridIdFrom: 'own', ecGridIdTo: 'own' }, 'no interconnect'],
		['a wrong size', { bytes: 9 }, 'bytes is not the size'],
		['content that is not Base64', { content: '*' }, 'not Base64'],
	])('are refused with %s', async (_name, change, message) => {
		const { own } = await ids();
		const routed = Object.entries(change).map(([name, value]) => [
			name,
			value === 'own' ? own : value,
		]);
		const body = { fileName: 'a', content: 'eA==', ...Object.fromEntries(routed) };
		const { status, json } = await post(at('/v2/parcels/upload'), body, key);
		expect(status).toBe(400);
		expect(json).toMatchObject({ success: false, message: expect.stringContaining(message) });
	});

	it('of one account are not seen by another', async () => {
		const [parcelId] = await pendingIds(keyOf('a'));
		const { status } = await get(at(`/v2/parcels/${parcelId}`), keyOf('b'));
		expect(status).toBe(404);
		expect(await pendingIds(keyOf('b'))).not.toContain(parcelId);
	});

	it('come by the hundred on demand', async () => {
		const account = 'many@example.com';
		const { status, json } = await post(`${sandbox.addresses.control}/ecgrid/receive`, {
			account,
			count: 200,
		});
		expect(status).toBe(200);
		expect(json['parcelIds']).toHaveLength(200);
		const list = await post(`${sandbox.addresses.control}/ecgrid/parcels`, { account });
		expect(list.json).toHaveLength(203);
		const wrong = { account, count: 0 };
		expect((await post(`${sandbox.addresses.control}/ecgrid/receive`, wrong)).status).toBe(400);
	});
});

describe('callbacks', () => {
	interface Received {
		readonly headers: IncomingHttpHeaders;
		readonly body: string;
	}

	let receiver: Server;
	let received: Received[];
	let status: number;

	beforeEach(async () => {
		received = [];
		status = 200;
		receiver = createServer((request, response) => {
			let body = '';
			request.on('data', (chunk: Buffer) => {
				body += chunk.toString();
			});
			request.on('end', () => {
				received.push({ headers: request.headers, body });
				response.writeHead(status).end('heard');
			});
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	});
	afterEach(() => {
		receiver.closeAllConnections();
		receiver.close();
	});

	const register = async (more: object = {}) => {
		const { port } = receiver.address() as AddressInfo;
		const url = `https://127.0.0.1:${port}/hook`;
		const { data } = await call('/v2/callbacks/create', { url, event: 'Parcel', ...more });
		return Number(data?.['callbackId']);
	};

	it('are called when a parcel arrives, with the credentials they were given', async () => {
		await register({ httpAuthType: 'Basic', username: 'n8n', password: 'pass' });
		const [parcelId] = await sandbox.control.ecgrid.receive();
		expect(received).toHaveLength(1);
		expect(received[0]?.headers.authorization).toBe(
			`Basic ${Buffer.from('n8n:pass').toString('base64')}`,
		);
		expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ parcelId, status: 'InBoxReady' });
	});

	it('tell how the calls went', async () => {
		status = 503;
		const callbackId = await register();
		await sandbox.control.ecgrid.receive();
		const events = await call('/v2/callbacks/event-list');
		expect(events.data).toMatchObject({ totalRecords: 1, events: [{ httpStatus: 503 }] });
		const queue = await get(at(`/v2/callbacks/get-queue-by-id?callbackId=${callbackId}`), key);
		expect(queue.json.data).toMatchObject({ attempts: 1, lastHttpStatus: 503 });
	});

	it('are not called while suspended, nor after they were removed', async () => {
		const callbackId = await register();
		await call('/v2/callbacks/update', { callbackId, status: 'Suspended' });
		await sandbox.control.ecgrid.receive();
		await call('/v2/callbacks/update', { callbackId, status: 'Active' });
		await send('DELETE', at('/v2/callbacks'), { headers: key, json: { callbackId } });
		await sandbox.control.ecgrid.receive();
		expect(received).toEqual([]);
	});

	it('can be tried out', async () => {
		const callbackId = await register();
		expect(await call('/v2/callbacks/test', { callbackId })).toMatchObject({
			data: { httpStatus: 200, responseBody: 'heard' },
		});
	});
});

describe('the documented forms', () => {
	const parcel = async () => (await call('/v2/parcels/pending-inbox-list')).data?.[0];

	it.each([
		[{}, ['bytes', 'created', 'ecGridIdFrom', 'mailboxId', 'parcelId']],
		[{ memberCase: 'upperId' }, ['ecGridIDFrom', 'mailboxID', 'parcelID']],
		[{ memberForm: 'guide' }, ['fromECGridId', 'receivedDate', 'size', 'toECGridId']],
	] as const)('%j of a parcel', async (settings, members) => {
		sandbox.control.settings('ecgrid', settings);
		expect(Object.keys((await parcel()) ?? {})).toEqual(expect.arrayContaining([...members]));
	});

	it.each([
		['reference', { data: { mailboxes: expect.any(Array), totalRecords: 2 } }],
		['plain', { data: expect.any(Array) }],
		['beside', { data: expect.any(Array), totalRecords: 2 }],
	] as const)('%s of a list', async (listForm, expected) => {
		sandbox.control.settings('ecgrid', { listForm });
		expect(await call('/v2/mailboxes/list')).toMatchObject(expected);
	});

	it('a key as a named value', async () => {
		sandbox.control.settings('ecgrid', { keyForm: 'quickStart' });
		const named = {
			key: 'k',
			systemObject: 'Mailbox',
			objectId: 11,
			visibility: 'Shared',
			value: 'v',
		};
		const { data } = await call('/v2/keys/create', named);
		expect(data).toEqual({
			key: 'k',
			value: 'v',
			meta: '',
			visibility: 'Shared',
			created: expect.any(String),
			expires: null,
		});
	});
});
