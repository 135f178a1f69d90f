/** An answer of unknown shape is an error of the operation: never an empty list, never a success. */
import type { INodeParameters, INodeType } from 'n8n-workflow';
import { afterAll, describe, expect, test } from 'vitest';

import { ECrossApi } from '../../credentials/ECrossApi.credentials';
import { EcartPayApi } from '../../credentials/EcartPayApi.credentials';
import { EcGridApi } from '../../credentials/EcGridApi.credentials';
import { EcGridSoapApi } from '../../credentials/EcGridSoapApi.credentials';
import { PledgApi } from '../../credentials/PledgApi.credentials';
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
import type { Operation, Parameters, Resource } from '../../nodes/shared/operation/operation';
import type { Fault } from '../../sandbox/faults.mts';
import { sandboxCredentials } from '../../sandbox/credentials.mts';
import { startSandbox } from '../../sandbox/server.mts';
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
		credentials: new CredentialStore([new PledgApi()], {
			pledgApi: {
				environment: 'custom',
				...pledg,
				apiKey: 'key-1',
				apiSecret: 'secret-of-key-1',
			},
		}),
		answerTo: oddAnswer,
	},
};

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

function literal(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** What some operations want to be filled in so that they send anything. */
const FITTING: Record<string, INodeParameters> = {
	'callback update': { additionalFields: { status: 'Suspended' } },
	'report getInterchangeStats': { endTime: '2026-01-03' },
	'report runByDate': { endDate: '2026-01-03' },
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
