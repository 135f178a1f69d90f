/** An answer of unknown shape is an error of the operation: never an empty list, never a success. */
import type { INodeParameters, INodeType } from 'n8n-workflow';
import { afterAll, describe, expect, test } from 'vitest';

import { ECrossApi } from '../../credentials/ECrossApi.credentials';
import { EcartPayApi } from '../../credentials/EcartPayApi.credentials';
import { EcGridApi } from '../../credentials/EcGridApi.credentials';
import { EcGridSoapApi } from '../../credentials/EcGridSoapApi.credentials';
import { PledgApi } from '../../credentials/PledgApi.credentials';
import { PledgSignatureApi } from '../../credentials/PledgSignatureApi.credentials';
import { ECross } from '../../nodes/ECross/ECross.node';
import { resources as eCrossResources } from '../../nodes/ECross/resources/index';
import { EcartPay } from '../../nodes/EcartPay/EcartPay.node';
import { resources as ecartPayResources } from '../../nodes/EcartPay/resources/index';
import { EcGrid } from '../../nodes/EcGrid/EcGrid.node';
import { resources as ecGridResources } from '../../nodes/EcGrid/resources/index';
import { signatures, type Signature } from '../../nodes/EcGridSoap/contract/signatures';
import { EcGridSoap } from '../../nodes/EcGridSoap/EcGridSoap.node';
import { resources as soapResources } from '../../nodes/EcGridSoap/resources';
import { Pledg } from '../../nodes/Pledg/Pledg.node';
import { resources as pledgResources } from '../../nodes/Pledg/resources/index';
import {
	isDeletion,
	isRepeatable,
	type Operation,
	type Parameters,
	type Resource,
} from '../../nodes/shared/operation/operation';
import { documentedOperations } from '../../packages/schemas/documented.mts';
import type { Fault } from '../../sandbox/faults.mts';
import { sandboxCredentials } from '../../sandbox/credentials.mts';
import { startSandbox } from '../../sandbox/server.mts';
import { nodesUnderContract } from '../contract/nodes.mts';
import { actionNodes } from './everyNode.mts';
import { byId, CredentialStore, runNode } from './harness.mts';
import { answerWith } from './EcGridSoap/stage.mts';

const sandbox = await startSandbox();
afterAll(async () => await sandbox.close());

const { ecross, ecartpay, ecgrid, pledg } = sandbox.addresses;
const CONFIDENTIAL = 'value that no message shows';
const ODD_OBJECT = { records: [{ a: CONFIDENTIAL }], more: [{ b: 1 }], note: CONFIDENTIAL };

interface Table {
	provider: Fault['provider'];
	node: INodeType;
	resources: Resource[];
	credentials: CredentialStore;
	/** What an operation is answered with; nothing for those without a known shape. */
	answerTo(operation: Operation): unknown;
}

/** An object for what should be a list or a plain value, a text for what should be an object. */
function oddAnswer({ pages, read }: Operation): unknown {
	if (pages) return ODD_OBJECT;
	return [ODD_OBJECT, CONFIDENTIAL].find((body) => read?.(body).problem !== undefined);
}

const LIST_TYPE = /^ArrayOf|Collection$|^DataSet$/;
const methods = new Map<string, Signature>(
	Object.values(signatures).flatMap((section) => Object.entries(section)),
);

function oddSoapAnswer({ value }: Operation): unknown {
	if (!LIST_TYPE.test(methods.get(value)?.result ?? '')) return undefined;
	const inner = `<Odd><A>${CONFIDENTIAL}</A></Odd><More><B>1</B></More>`;
	return answerWith(value, `<${value}Result>${inner}</${value}Result>`);
}

const tables: Record<string, Table> = {
	'E-CROSS': {
		provider: 'ecross',
		node: new ECross(),
		resources: eCrossResources,
		credentials: new CredentialStore([new ECrossApi()], {
			eCrossApi: {
				environment: 'custom',
				...ecross,
				...sandboxCredentials.ecross,
				clientId: 'client-1',
				clientSecret: 'secret-of-client-1',
			},
		}),
		answerTo: oddAnswer,
	},
	'Ecart Pay': {
		provider: 'ecartpay',
		node: new EcartPay(),
		resources: ecartPayResources,
		credentials: new CredentialStore([new EcartPayApi()], {
			ecartPayApi: {
				environment: 'custom',
				...ecartpay,
				publicKey: 'pub-1',
				privateKey: 'secret-of-pub-1',
			},
		}),
		answerTo: oddAnswer,
	},
	ECGrid: {
		provider: 'ecgrid',
		node: new EcGrid(),
		resources: ecGridResources,
		credentials: new CredentialStore([new EcGridApi()], {
			ecGridApi: { baseUrl: ecgrid.baseUrl, apiKey: 'key-of-user-1@example.com' },
		}),
		answerTo: oddAnswer,
	},
	'ECGrid SOAP': {
		provider: 'ecgrid',
		node: new EcGridSoap(),
		resources: soapResources,
		credentials: new CredentialStore([new EcGridSoapApi()], {
			ecGridSoapApi: {
				authentication: 'apiKey',
				url: ecgrid.soapUrl,
				namespace: 'https://os.ecgrid.io/',
				apiKey: 'key-of-user-1@example.com',
			},
		}),
		answerTo: oddSoapAnswer,
	},
	Pledg: {
		provider: 'pledg',
		node: new Pledg(),
		resources: pledgResources,
		credentials: new CredentialStore([new PledgApi(), new PledgSignatureApi()], {
			pledgApi: {
				environment: 'custom',
				...pledg,
				apiKey: 'key-1',
				apiSecret: 'secret-of-key-1',
			},
			pledgSignatureApi: {
				environment: 'custom',
				...pledg,
				merchantUid: 'mer_1',
				secretKey: 'secret-of-mer_1',
			},
		}),
		answerTo: oddAnswer,
	},
};

test('every node is in the table', () => {
	expect(Object.keys(tables).sort()).toEqual(actionNodes.map(({ name }) => name).sort());
});

describe.each(Object.entries(tables))('%s', (name, table) => {
	const cases = table.resources.flatMap((resource) =>
		resource.operations.flatMap((operation) => {
			const body = table.answerTo(operation);
			return body === undefined
				? []
				: [{ name: `${resource.value} ${operation.value}`, resource, operation, body }];
		}),
	);

	test('has operations whose answers have a known shape, all lists among them', () => {
		const lists = table.resources.flatMap(({ operations }) =>
			operations.filter(({ pages }) => pages),
		);
		expect(cases.map(({ operation }) => operation)).toEqual(expect.arrayContaining(lists));
		expect(cases.length).toBeGreaterThan(0);
	});

	test.each(cases)(
		'$name fails by its name on an answer of unknown shape',
		async ({ resource, operation, body }) => {
			for (const fault of READ_FIRST[`${resource.value} ${operation.value}`] ?? []) {
				sandbox.control.fault({ provider: table.provider, status: 200, ...fault });
			}
			sandbox.control.fault({
				provider: table.provider,
				operationId:
					name === 'ECGrid SOAP' ? operation.value : String([operation.contract].flat()[0]),
				status: 200,
				body: typeof body === 'string' && name !== 'ECGrid SOAP' ? JSON.stringify(body) : body,
				contentType: name === 'ECGrid SOAP' ? 'text/xml' : 'application/json',
				times: 1,
			});
			const failure = await runNode({
				node: table.node,
				parameters: {
					resource: resource.value,
					operation: operation.value,
					...parametersOf(operation.parameters),
					...(operation.changes ? { additionalFields: change(operation.optional) } : {}),
					...FITTING[`${resource.value} ${operation.value}`],
				},
				credentials: table.credentials,
			}).then(
				(items) => ({ items }),
				(error: Error & { description?: string }) => error,
			);
			expect(failure).toMatchObject({
				message: expect.stringMatching(
					name === 'ECGrid SOAP' ? operation.value : new RegExp(`^${literal(operation.name)}: `),
				),
			});
			expect(failure).toMatchObject({
				message: expect.stringMatching(/members (records, more, note|Odd, More)|It sent string/),
			});
			expect(JSON.stringify([failure, Object(failure).message])).not.toContain(CONFIDENTIAL);
		},
	);
});

/**
 * Which have no shape of their own: the resource Connection tells whether there was any answer, own
 * code reads the others member by member (tests of their own), and changes of ECGrid answer "done".
 */
const hasOwnCode = ({ execute, group }: Operation) => (execute ?? group) !== undefined;
const isDone = (contract: string, operation: Operation) =>
	contract === 'ecgrid' && (!isRepeatable(operation) || operation.output !== undefined);

/** Its members are named by the countries' taxes. */
const ANY_OBJECT = ['tax simulate'];

test.each(nodesUnderContract)(
	'every operation of $contract whose answer is documented knows its shape',
	({ contract, resources: all }) => {
		const documented = new Set(documentedOperations(contract, all));
		const unheld = all.flatMap(({ value, operations }) =>
			operations
				.filter(({ pages, read }) => !pages && !read)
				.filter((one) => !isDeletion(one) && !hasOwnCode(one) && !isDone(contract, one))
				.map((operation) => `${value} ${operation.value}`)
				.filter((name) => documented.has(name)),
		);
		expect(unheld, 'operations without `read`').toEqual([]);
	},
);

/** Some answers of ECGrid have no documented members. */
const documentedInFull = nodesUnderContract.filter(({ contract }) => contract !== 'ecgrid');

test.each(documentedInFull)('no documented record of $contract is an object of any kind', (of) => {
	const { contract, resources: all } = of;
	const documented = new Set(documentedOperations(contract, all));
	const lax = all.flatMap(({ value, operations }) =>
		operations
			.filter(({ read }) => read !== undefined && read(ODD_OBJECT).problem === undefined)
			.map((operation) => `${value} ${operation.value}`)
			.filter((name) => documented.has(name) && !ANY_OBJECT.includes(name)),
	);
	expect(lax).toEqual([]);
});

test('an object is no invoice', async () => {
	sandbox.control.fault({
		provider: 'ecartpay',
		operationId: 'downloadCfdi',
		status: 200,
		body: ODD_OBJECT,
		times: 1,
	});
	const { node, credentials } = tables['Ecart Pay']!;
	const parameters = { resource: 'invoice', operation: 'download', id: byId('1') };
	await expect(runNode({ node, parameters, credentials })).rejects.toThrow(
		'Download: Ecart Pay answered without a file. It has the members records, more, note.',
	);
});

function literal(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const ITEMS = '[{ "name": "Cup", "quantity": 1, "price": 1 }]';
const PAYOUT = { id: '1', status: 'pending', amount: 1, currency: 'ARS' };
const pendingPayout = { operationId: 'getPayout', body: PAYOUT };
const subscription = {
	operationId: 'getSubscription',
	body: { id: '1', status: 'active', amount: 1, currency: 'ARS' },
};

/** What an operation looks up before it sends anything. */
const READ_FIRST: Record<string, Array<{ operationId: string; body: unknown }>> = {
	'payout confirm': [pendingPayout],
	'payout update': [pendingPayout],
	'subscription update': [subscription],
	'subscription updateFromCustomer': [subscription],
	'chargeback create': [pendingPayout],
	'shipment findOrCreate': [{ operationId: 'getParcel', body: { parcelId: '1' } }],
};

/** What some operations want to be filled in so that they send anything. */
const FITTING: Record<string, INodeParameters> = {
	'callback update': { additionalFields: { status: 'Suspended' } },
	'order chargeCard': { itemsFrom: 'json', itemsJson: ITEMS },
	'order create': { itemsFrom: 'json', itemsJson: ITEMS },
	'order update': { additionalFields: { city: 'Lima' } },
	'paymentLink create': { itemsFrom: 'json', itemsJson: ITEMS },
	'paymentLink update': { itemsFrom: 'json', itemsJson: ITEMS },
	'payout update': { itemsFrom: 'json', itemsJson: ITEMS },
	'report getInterchangeStats': { endTime: '2026-01-03' },
	'report runByDate': { endDate: '2026-01-03' },
	'subscription create': { template_id: byId('') },
	'tax simulate': {
		items: { values: [{ id: '1', skuId: '1', quantity: 1, unitPriceWithDiscount: 1 }] },
	},
	'user create': { password: 'Sandbox-Pass1!' },
	'user move': { additionalFields: { networkId: byId('1') } },
};

/** One field of an update. */
function change(optional: Parameters): INodeParameters {
	return parametersOf(Object.fromEntries(Object.entries(optional).slice(0, 1)));
}

/** Something in each field that is always shown, fit to be sent. */
function parametersOf(parameters: Parameters): INodeParameters {
	return Object.fromEntries(
		Object.entries(parameters).map(([name, { type }]) => [name, valueFor(type.property)]),
	);
}

function valueFor({
	type,
	options = [],
	default: preset,
}: Parameters[string]['type']['property']): INodeParameters[string] {
	const [first] = options;
	switch (type) {
		case 'resourceLocator':
			return byId('1');
		case 'number':
			return 1;
		case 'options':
			return first && 'value' in first ? first.value : '';
		case 'multiOptions':
			return first && 'value' in first ? [first.value] : [];
		case 'dateTime':
			return '2026-01-02';
		case 'string':
			return '1';
		default:
			return preset as INodeParameters[string];
	}
}
