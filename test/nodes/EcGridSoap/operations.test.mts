/** The operations with forms of their own, each once well and once refused. */
import type { INodeParameters } from 'n8n-workflow';
import { expect } from 'vitest';

import { resources } from '../../../nodes/EcGridSoap/resources';
import type { Resource } from '../../../nodes/shared/operation/operation';
import { testOperations } from '../operationCases.mts';
import { credentials, envelope, run, sandbox, node, useSandbox } from './stage.mts';

useSandbox();

interface Interchange {
	InterchangeID: string;
	TPFrom: { ECGridID: string; Qualifier: string; ID: string };
	TPTo: { ECGridID: string };
}

/** A parcel in the inbox, as the list tells it. */
async function parcel(): Promise<{ id: string; interchange: Interchange; network: number }> {
	const [first] = await run('parcel', 'ParcelInBox', {}, { credentials: credentials('apiKey') });
	const { ParcelID, Interchanges, NetworkIDTo } = first?.json ?? {};
	const [interchange] = Interchanges as Interchange[];
	if (!interchange) throw new Error('The parcel has no interchange');
	return { id: String(ParcelID), interchange, network: Number(NetworkIDTo) };
}

/** The two IDs of the parcel, from here to there. */
async function route(): Promise<INodeParameters> {
	const { interchange } = await parcel();
	return {
		ECGridIDFrom: Number(interchange.TPTo.ECGridID),
		ECGridIDTo: Number(interchange.TPFrom.ECGridID),
	};
}

const always = { BeginDate: '2020-01-01T00:00:00Z', EndDate: '2099-01-01T00:00:00Z' };
const file = { data: Buffer.from('any bytes').toString('base64'), mimeType: 'text/plain' };
const items = [{ json: {}, binary: { data: { ...file, fileName: 'note.txt' } } }];

async function upload(): Promise<string> {
	const parameters = await route();
	const [sent] = await run('parcel', 'ParcelUploadMft', parameters, {
		items,
		credentials: credentials('apiKey'),
	});
	return String(sent?.json.result);
}

/** An EDI file whose header has a route: the one of a parcel that came in. */
async function ediFile() {
	const { id } = await parcel();
	const [downloaded] = await run(
		'parcel',
		'ParcelDownload',
		{ ParcelID: id },
		{ credentials: credentials('apiKey') },
	);
	return downloaded?.binary;
}

const isParcel = expect.objectContaining({ ParcelID: expect.stringMatching(/^\d+$/) });
const isDone = (rows: unknown) => expect(rows).toEqual([{ result: true }]);
const isNumber = (rows: unknown) => expect(rows).toEqual([{ result: expect.any(Number) }]);

const cases: Parameters<typeof testOperations>[0]['cases'] = {
	'parcel ParcelInBox': {
		parameters: () => ({}),
		check: (rows) => expect(rows).toEqual([isParcel, isParcel, isParcel]),
	},
	'parcel ParcelInBoxEx': {
		parameters: async () => ({ NetworkID: (await parcel()).network }),
		check: (rows) => expect(rows).toEqual([isParcel, isParcel, isParcel]),
	},
	'parcel ParcelInBoxArchive': {
		parameters: () => ({ ...always, limit: 2 }),
		check: (rows) => expect(rows).toEqual([isParcel, isParcel]),
	},
	'parcel ParcelOutBoxArchive': {
		parameters: async () => {
			await upload();
			return { ...always, returnAll: true };
		},
		check: (rows) => expect(rows).toMatchObject([{ FileName: 'note.txt', Direction: 'OutBox' }]),
	},
	'parcel ParcelOutBoxInProcess': {
		parameters: async () => {
			await upload();
			return {};
		},
		check: (rows) => expect(rows).toMatchObject([{ StatusCode: 'outboxPending' }]),
	},
	'parcel ParcelOutBoxError': {
		parameters: () => always,
		check: (rows) => expect(rows).toEqual([]),
	},
	'parcel ParcelInfo': {
		parameters: async () => ({ ParcelID: (await parcel()).id }),
		check: (rows) => expect(rows).toEqual([isParcel]),
	},
	'parcel ParcelManifest': {
		parameters: async () => ({ ParcelID: (await parcel()).id }),
		check: (rows) => expect(rows).toMatchObject([{ StatusCode: 'M1000' }]),
	},
	'parcel ParcelDownload': {
		parameters: async () => ({ ParcelID: (await parcel()).id, outputField: 'edi' }),
		check: ([row], [output]) => {
			expect(row).toMatchObject({ Standard: 'X12', FileName: output?.binary?.edi?.fileName });
			expect(row).not.toHaveProperty('Content');
			const content = Buffer.from(output?.binary?.edi?.data ?? '', 'base64');
			expect(content.toString()).toMatch(/^ISA\*/);
			expect(Number(row?.Bytes)).toBe(content.length);
		},
	},
	'parcel ParcelDownloadNoUpdate': {
		parameters: async () => ({ ParcelID: (await parcel()).id }),
		check: (_rows, [output]) => expect(output?.binary).toHaveProperty('data'),
	},
	'parcel ParcelDownloadConfirm': {
		parameters: async () => ({ ParcelID: (await parcel()).id }),
		check: async (rows) => {
			isDone(rows);
			expect(await run('parcel', 'ParcelInBox')).toHaveLength(2);
		},
	},
	'parcel ParcelDownloadReset': {
		parameters: async () => {
			const { id } = await parcel();
			await run('parcel', 'ParcelDownloadConfirm', { ParcelID: id });
			return { ParcelID: id };
		},
		check: async (rows) => {
			isDone(rows);
			expect(await run('parcel', 'ParcelInBox')).toHaveLength(3);
		},
	},
	'parcel ParcelUpload': {
		parameters: async () => {
			items[0] = { json: {}, binary: (await ediFile()) as (typeof items)[0]['binary'] };
			return { FileName: 'other.edi' };
		},
		items,
		check: isNumber,
	},
	'parcel ParcelUploadEx': {
		parameters: async () => {
			items[0] = { json: {}, binary: (await ediFile()) as (typeof items)[0]['binary'] };
			return { NetworkID: (await parcel()).network, MailboxID: 0 };
		},
		items,
		check: isNumber,
	},
	'parcel ParcelUploadMft': { parameters: route, items, check: isNumber },
	'parcel ParcelTest': {
		parameters: async () => ({ ...(await route()), DocumentType: 'EDIFACT' }),
		check: isNumber,
	},
	'interchange InterchangeInfo': {
		parameters: async () => ({ InterchangeID: (await parcel()).interchange.InterchangeID }),
		check: (rows) => expect(rows).toMatchObject([{ Standard: 'X12', TPFrom: { Qualifier: 'ZZ' } }]),
	},
	'interchange InterchangeManifest': {
		parameters: async () => ({ InterchangeID: (await parcel()).interchange.InterchangeID }),
		check: (rows) => expect(rows).toMatchObject([{ Type: 'System' }]),
	},
	'tradingPartner TPInfo': {
		parameters: async () => ({ ECGridID: (await route()).ECGridIDTo ?? 0 }),
		check: (rows) => expect(rows).toMatchObject([{ Status: 'Active' }]),
	},
	'tradingPartner TPSearch': {
		parameters: async () => {
			const { Qualifier, ID } = (await parcel()).interchange.TPFrom;
			return { Qualifier, ID, ShowInactive: false };
		},
		check: (rows) => expect(rows).toMatchObject([{ Qualifier: 'ZZ' }]),
	},
	'tradingPartner TPList': {
		parameters: () => ({ ShowInactive: true }),
		check: (rows) => expect(rows).toHaveLength(2),
	},
	'mailbox MailboxList': {
		parameters: () => ({}),
		check: (rows) => expect(rows).toHaveLength(2),
	},
	'mailbox MailboxInfo': {
		parameters: () => ({ MailboxID: 0 }),
		check: (rows) => expect(rows).toMatchObject([{ Status: 'Active' }]),
	},
	'session WhoAmI': {
		parameters: () => ({}),
		check: ([row]) => {
			expect(row).toMatchObject({ AuthLevel: 'NetworkAdmin', TimeOut: '3600' });
			expect(row).not.toHaveProperty('SessionID');
		},
	},
};

testOperations({
	node,
	resources: withCases(resources),
	sandbox,
	credentials: () => credentials('apiKey'),
	provider: 'ecgrid',
	refusal: {
		body: envelope(
			'<soap:Fault><faultcode>soap:Client</faultcode><faultstring>x</faultstring><detail><details>' +
				'<ErrorCode>9</ErrorCode><ErrorString>DataError</ErrorString><ErrorItem></ErrorItem>' +
				'<ErrorMessage>Refused by the test.</ErrorMessage></details></detail></soap:Fault>',
		),
		message: 'Refused by the test.',
	},
	cases,
});

/** The other methods have no form of their own; `methods.test.mts` runs them. */
function withCases(all: Resource[]): Resource[] {
	return all.map((one) => ({
		...one,
		operations: one.operations.filter(({ value }) => `${one.value} ${value}` in cases),
	}));
}
