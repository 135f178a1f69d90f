// n8n's AI Agent with a model of the sandbox that follows a script: what reaches the model, what
// the model can do with our nodes and credentials, and what it cannot.
import type { INodeParameters } from 'n8n-workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { outputOf, type Credential } from '../../playground/client.mts';
import { readExamples, withCredentialIds } from '../../playground/contents.mts';
import { sandboxCredentials } from '../../sandbox/credentials.mts';
import type { Turn } from '../../sandbox/openai/chat.mts';
import {
	httpTool,
	ourTool,
	runAgent,
	type AgentOutcome,
	type AgentTool,
} from './support/agentRun.mts';
import { caseOf, createCredential, credentialInput } from './support/credentialCases.mts';
import { sharedStage } from './support/sharedStage.mts';

const stage = await sharedStage();
const { client, sandbox } = stage;

const ACCOUNT = 'client-agent';
const PAYER = 'pub-agent';
const SECRETS = [`secret-of-${ACCOUNT}`, `secret-of-${PAYER}`, sandboxCredentials.openai.apiKey];

let openAi: Credential;
let eCross: Credential;
let ecartPay: Credential;
let orderId = '';
/** Everything that any model was sent in this suite. */
const received: unknown[] = [];

beforeAll(async () => {
	await sandbox.reset();
	const { addresses } = sandbox;
	openAi = await client.createCredential({
		name: 'OpenAI (sandbox)',
		type: 'openAiApi',
		data: { apiKey: sandboxCredentials.openai.apiKey, url: addresses.openai.url },
	});
	eCross = await createCredential(stage, 'E-CROSS API', 'agent');
	// The example workflow asks for it by this name.
	ecartPay = await client.createCredential({
		...credentialInput(caseOf('Ecart Pay API'), 'agent', addresses),
		name: 'Ecart Pay (sandbox)',
	});
	const { orders } = await sandbox.seedECross({ account: ACCOUNT, orders: 1 });
	orderId = orders[0] ?? '';
});

async function run(tool: AgentTool, ...turns: Turn[]): Promise<AgentOutcome> {
	const outcome = await runAgent(stage, { model: openAi, tools: [tool], turns });
	received.push(outcome.received);
	return outcome;
}

const getOrder = () =>
	ourTool('eCross', {
		name: 'Get order',
		credential: eCross,
		parameters: {
			resource: 'order',
			operation: 'get',
			orderId: leftToModel('order_id', 'ID of the order', 'string'),
		},
	});

describe('an AI agent', () => {
	it('calls one of our nodes as a tool, and gets its result back', async () => {
		const outcome = await run(
			getOrder(),
			{ tool: 'Get_order', arguments: { order_id: orderId } },
			{ answer: 'Found: {result}' },
		);
		expect(outcome.message).toBeUndefined();
		expect(outcome.status).toBe('success');
		expect(JSON.parse(outcome.toolResult)).toMatchObject([{ orderId, status: expect.any(String) }]);
		expect(outcome.answer).toContain(orderId);
	});

	it('is told what the tool does, and which arguments it takes', async () => {
		const { received: requests } = await run(getOrder(), { answer: 'Nothing to do' });
		expect(requests).toHaveLength(1);
		expect(requests[0]?.tools).toMatchObject([
			{
				function: {
					name: 'Get_order',
					description: 'Get an order in E-CROSS',
					parameters: {
						properties: { order_id: { type: 'string', description: 'ID of the order' } },
						required: ['order_id'],
					},
				},
			},
		]);
	});

	it('calls an API by the HTTP Request tool with our credential', async () => {
		const tool = httpTool({
			name: 'List SKUs',
			credential: eCross,
			parameters: {
				toolDescription: 'Lists the SKUs of the merchant',
				url: `${sandbox.addresses.ecross.productUrl}/ext/merchant/skus`,
				options: {},
			},
		});
		const outcome = await run(
			tool,
			{ tool: 'List_SKUs', arguments: {} },
			{ answer: 'They are {result}' },
		);
		expect(outcome.message).toBeUndefined();
		expect(outcome.toolResult).toContain('skus');
		expect(outcome.answer).toContain('skus');
	});

	it('needs no token of its own: one served every call so far', async () => {
		expect((await sandbox.statisticsOf('ecross')).token).toMatchObject({ total: 1, granted: 1 });
	});

	it('reads in one sentence what is wrong with its arguments, and can say so', async () => {
		const outcome = await run(
			getOrder(),
			{ tool: 'Get_order', arguments: { order_id: 'no-such-order' } },
			{ answer: 'Sorry: {result}' },
		);
		expect(outcome.status).toBe('success');
		expect(outcome.toolResult).toContain('There is no order no-such-order (HTTP 404)');
		expect(outcome.answer).toContain('Sorry: ');
	});
});

describe('a tool that moves money', () => {
	const pay = async (parameters: INodeParameters, more: object = {}) => {
		const tool = ourTool('ecartPay', {
			name: 'Pay partner',
			credential: ecartPay,
			parameters: {
				resource: 'payout',
				operation: 'create',
				email: 'partner@example.com',
				amount: leftToModel('amount', 'In pesos', 'number'),
				maximumAmount: 100,
				...parameters,
			},
		});
		return await run(
			tool,
			{ tool: 'Pay_partner', arguments: { amount: 150, ...more } },
			{ answer: '{result}' },
		);
	};
	const payouts = async () =>
		(await sandbox.statisticsOf('ecartpay')).operations.createPayout ?? {};

	it('offers the model the amount, and none of the guards', async () => {
		const { received: requests } = await pay({ dryRun: true });
		const { parameters } = requests[0]?.tools?.[0]?.function ?? {};
		expect(Object.keys(parameters?.properties ?? {})).toEqual(['amount']);
	});

	it('holds the limit whatever the model asks for, and says so to the model', async () => {
		const outcome = await pay({});
		expect(outcome.toolResult).toContain('150 MXN is above the Maximum Amount of 100 MXN');
		expect(await payouts()).toEqual({});
	});

	it.each([
		['Maximum Amount', 'maximumAmount', 'number', 1_000],
		['Dry Run', 'dryRun', 'boolean', false],
	] as const)('refuses to run where %s was left to the model', async (label, name, type, value) => {
		const outcome = await pay({ [name]: leftToModel('guard', '', type) }, { guard: value });
		expect(outcome.toolResult).toContain(`${label} must be a fixed value, not an expression`);
		expect(await payouts()).toEqual({});
	});

	it('does not run where the operation was left to the model', async () => {
		const outcome = await pay(
			{ operation: leftToModel('operation', '', 'string') },
			{ operation: 'create', amount: 50 },
		);
		expect(outcome.toolResult).not.toMatch(/pending|paid/);
		expect(await payouts()).toEqual({});
	});

	it('pays once what is within the limit', async () => {
		const outcome = await pay({ maximumAmount: 150 });
		expect(JSON.parse(outcome.toolResult)).toMatchObject([{ status: 'pending', amount: 150 }]);
		expect(await payouts()).toEqual({ 200: 1 });
	});
});

it('does what the example shows, as it is', async () => {
	const examples = await readExamples(new URL(sandbox.addresses.control).origin);
	const example = examples.find(({ nodes }) => nodes.some(({ type }) => type.endsWith('.agent')));
	if (!example) throw new Error('There is no example with an agent');
	const { id } = await client.createWorkflow(withCredentialIds(example, [openAi, ecartPay]));
	const execution = await client.runWorkflow(id, 'Run once');
	expect(execution.data.resultData.error).toBeUndefined();
	const [order] = outputOf(execution, 'New order');
	const [answer] = outputOf(execution, 'AI Agent');
	expect(answer?.json.output).toMatch(/^The tool says: /);
	expect(answer?.json.output).toContain(order?.json.id);
});

it('shows the model no secret and no token', async () => {
	const sent = JSON.stringify(received);
	expect(sent).toContain(orderId);
	const providers = ['ecross', 'ecartpay'] as const;
	const issued = await Promise.all(providers.map((id) => sandbox.issuedTokens(id)));
	const secrets = [...SECRETS, ...issued.flat()];
	expect(secrets.length).toBeGreaterThan(SECRETS.length);
	for (const secret of secrets) expect(sent.includes(secret), 'a secret').toBe(false);
	expect(sent).not.toMatch(/authorization/i);
});

/** What n8n's editor writes into a field that is left to the model. */
function leftToModel(key: string, description: string, type: 'string' | 'number' | 'boolean') {
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;
}
