// What a credential adds to a request of n8n's HTTP Request node.
import type { Credential } from '../../playground/client.mts';
import { startEndpoint } from './endpoint.mts';
import { takeTurns, type Bound, type Comparison } from './rounds.mts';
import { contender, type MeasuredNode } from './contender.mts';
import type { Stage } from '../e2e/support/stage.mts';
import { eCross, metabase, type CredentialKind } from '../e2e/support/tokenCases.mts';

const ITEMS = 200;
/** Many short turns rather than a few long ones: a burst of other load then spoils less. */
const TURNS_PER_ROUND = 6;
const ACCOUNT = 'bench-requests';

export const OURS = 'E-CROSS credential';
const THEIRS = 'Metabase credential';
export const FIXED = 'Fixed header';

const bounds: readonly Bound[] = [
	{
		title: "n8n's own credential of this kind (Metabase)",
		name: OURS,
		against: THEIRS,
		atMost: 0.95,
	},
	{ title: 'a fixed header (Header Auth)', name: OURS, against: FIXED, atMost: 1.35 },
];

/** The HTTP Request node with three credentials, at one endpoint that answers at once. */
export async function measureRequests(
	stage: Stage,
	rounds: number,
): Promise<readonly Comparison[]> {
	const endpoint = await startEndpoint();
	try {
		const nodes = await nodesFor(stage, endpoint.url);
		const contenders = await Promise.all(nodes.map((node) => contender(stage.client, node, ITEMS)));
		const series = await takeTurns(contenders, rounds * TURNS_PER_ROUND);
		return [{ items: ITEMS, series, bounds }];
	} finally {
		await endpoint.close();
	}
}

/** The node with each of the three credentials. */
export async function nodesFor(stage: Stage, url: string): Promise<MeasuredNode[]> {
	const fixed = await stage.client.createCredential({
		name: FIXED,
		type: 'httpHeaderAuth',
		data: { name: 'Authorization', value: 'Bearer fixed' },
	});
	return [
		requestNode(OURS, url, await loginCredential(stage, eCross, { productUrl: url })),
		requestNode(THEIRS, url, await loginCredential(stage, metabase, {})),
		requestNode(FIXED, url, fixed),
	];
}

/** Logs in at the sandbox; the calls go where the node sends them. */
async function loginCredential(
	{ client, sandbox }: Stage,
	kind: CredentialKind,
	changes: Readonly<Record<string, string>>,
): Promise<Credential> {
	const data = { ...kind.data(ACCOUNT, sandbox.addresses), ...changes };
	return await client.createCredential({ name: kind.type, type: kind.type, data });
}

function requestNode(name: string, url: string, credential: Credential): MeasuredNode {
	return {
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credential,
		parameters: {
			url,
			...(credential.type === 'httpHeaderAuth'
				? { authentication: 'genericCredentialType', genericAuthType: credential.type }
				: { authentication: 'predefinedCredentialType', nodeCredentialType: credential.type }),
			options: {},
		},
	};
}
