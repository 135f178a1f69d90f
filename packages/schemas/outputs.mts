/** The output schemas of a node: for each operation what its items have, as far as it is documented. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { readContract } from './answers.mts';
import type { TokenStatus } from '../../credentials/tokens/lifecycle/tokenTimes.ts';
import type { Json } from './example.mts';
import { inferSchema, type OutputSchema } from './infer.mts';
import type { Runnable } from './nodes.mts';
import { runOperation, type Task } from './run.mts';

export interface NodeOutputs {
	/** By "resource operation". */
	readonly schemas: ReadonlyMap<string, OutputSchema>;
	/** Why an operation could not be run on its answer, by "resource operation". */
	readonly failures: ReadonlyMap<string, string>;
}

/** An answer has words for one state, and some of them leave members out. */
const VARIANTS = [0, 1, 2];

/** Where none of those fits the operation, such as a payment of an order that is paid. */
const FURTHER_VARIANTS = [3, 4, 5, 6, 7];

/** What an operation needs so that it goes on to its end. */
interface Fit {
	/** Fields that must fit each other. */
	readonly parameters?: INodeParameters;
	/** Values of members of the answers. */
	readonly members?: Json;
	/** It looks for an earlier one of its kind and stops there, so none is found. */
	readonly findsNone?: true;
}

/** By "resource operation". */
const FITTING: Readonly<Record<string, Fit>> = {
	'callback update': { parameters: { additionalFields: { status: 'Suspended' } } },
	'funnel getCompanyUrl': { parameters: { additionalFields: { currency: 'EUR' } } },
	'order chargeCard': { findsNone: true },
	'payout confirm': { members: { status: 'pending' } },
	'payout create': { findsNone: true },
	'refund create': { members: { status: 'paid' } },
	'sandboxOrder findOrCreate': { parameters: { order: '{"salesChannelOrderId":"1"}' } },
	'shipment findOrCreate': { members: { shipmentId: '' } },
	'sku upsert': { parameters: { deleteMissing: true }, members: { skuId: '1' } },
	'user move': {
		parameters: { additionalFields: { networkId: { __rl: true, mode: 'id', value: '1' } } },
	},
};

/** What Connection: Check tells of a token that there is; the credential of these runs has none. */
const TOKEN_TIMES: Omit<Required<TokenStatus>, 'gate' | 'state' | 'tokenRequests'> = {
	ageSeconds: 0,
	lifetimeSeconds: 0,
	renewsInSeconds: 0,
	expiresInSeconds: 0,
};

/** Addresses of these are known; not everything has one in production. */
const ENVIRONMENTS: Readonly<Record<string, string>> = { ecartpay: 'sandbox' };

/** Runs every operation of a node on the answers of its contract. */
export async function outputsOf({ node, resources, contract }: Runnable): Promise<NodeOutputs> {
	const environment = ENVIRONMENTS[contract] ?? 'production';
	const { answers } = readContract(contract);
	const schemas = new Map<string, OutputSchema>();
	const failures = new Map<string, string>();
	for (const { value: resource, operations } of resources) {
		for (const operation of operations) {
			const name = `${resource} ${operation.value}`;
			const outcome = await rowsOf({
				...{ node, environment, answers, resource, operation },
				...{ parameters: {}, members: {}, findsNone: false, ...FITTING[name] },
			});
			if (typeof outcome === 'string') failures.set(name, outcome);
			else if (hasMembers(inferSchema(outcome))) {
				schemas.set(name, inferSchema(outcome.map(withTokenTimes)));
			}
		}
	}
	return { schemas, failures };
}

/** The items that come out of all variants of an answer, or why there are none. */
async function rowsOf(task: Omit<Task, 'variant'>): Promise<IDataObject[] | string> {
	const attempt = async (variant: number) =>
		await runOperation({ ...task, variant }).catch((error: unknown) => String(error));
	const outcomes = await Promise.all(VARIANTS.map(attempt));
	const rows = outcomes.flatMap((one) => (typeof one === 'string' ? [] : one));
	if (rows.length > 0) return rows;
	for (const variant of FURTHER_VARIANTS) {
		const outcome = await attempt(variant);
		if (typeof outcome !== 'string') return outcome;
	}
	return outcomes.find((one) => typeof one === 'string') ?? [];
}

function withTokenTimes(row: IDataObject): IDataObject {
	const { accepted, token } = row;
	const isCheck = accepted !== undefined && typeof token === 'object';
	return isCheck ? { ...row, token: { ...token, ...TOKEN_TIMES } } : row;
}

/** n8n refuses a schema without. */
function hasMembers({ properties = {} }: OutputSchema): boolean {
	return Object.keys(properties).length > 0;
}
