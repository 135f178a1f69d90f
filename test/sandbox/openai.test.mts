import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatMessage, ChatTool } from '../../sandbox/openai/chat.mts';
import { sandboxCredentials, startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { bearer, get, post } from './client.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const key = bearer(sandboxCredentials.openai.apiKey);
const user = (content: string): ChatMessage => ({ role: 'user', content });
const tool = (name: string, properties: Record<string, { type: string }> = {}): ChatTool => ({
	type: 'function',
	function: { name, parameters: { type: 'object', properties } },
});

async function chat(model: string, messages: readonly ChatMessage[], tools: ChatTool[] = []) {
	const url = `${sandbox.addresses.openai.url}/chat/completions`;
	return await post(url, { model, messages, tools }, key);
}

const choice = async (...request: Parameters<typeof chat>) =>
	(await chat(...request)).json['choices']?.[0];

/** The messages of a call that has been answered. */
const answered = (content: string): ChatMessage[] => [
	{ role: 'assistant', content: null },
	{ role: 'tool', content, tool_call_id: 'call_1' },
];

describe('a model with a script', () => {
	const turns = [
		{ tool: 'Get_order', arguments: { id: '7' } },
		{ answer: 'It says {result}.' },
	] as const;

	it('takes turn by turn, in every conversation from the first one on', async () => {
		sandbox.control.openai.script({ model: 'm', turns });
		for (let conversation = 0; conversation < 2; conversation++) {
			expect(await choice('m', [user('a')])).toMatchObject({
				finish_reason: 'tool_calls',
				message: { tool_calls: [{ function: { name: 'Get_order', arguments: '{"id":"7"}' } }] },
			});
			expect(await choice('m', [user('a'), ...answered('"shipped"')])).toMatchObject({
				finish_reason: 'stop',
				message: { content: 'It says "shipped".' },
			});
		}
	});

	it('keeps what it was sent, apart from other models, and says when the script is over', async () => {
		sandbox.control.openai.script({ model: 'm', turns: [{ answer: 'Yes' }] });
		sandbox.control.openai.script({ model: 'other', turns: [{ answer: 'No' }] });
		await chat('m', [user('a')], [tool('Get_order')]);
		expect(sandbox.control.openai.received('m')).toMatchObject([
			{ messages: [user('a')], tools: [tool('Get_order')] },
		]);
		expect(sandbox.control.openai.received('other')).toEqual([]);
		const over = await chat('m', [user('a'), ...answered('b')]);
		expect(over).toMatchObject({ status: 400, json: { error: { message: /over/ } } });
	});
});

describe('the stand-in', () => {
	it('calls the tool that the prompt names, with what the prompt quotes and counts', async () => {
		const refund = tool('Refund_order', { id: { type: 'string' }, amount: { type: 'number' } });
		const said = await choice('any', [user('Refund 12.5 of order "A7"')], [tool('List'), refund]);
		expect(said).toMatchObject({
			message: {
				tool_calls: [
					{ function: { name: 'Refund_order', arguments: '{"id":"A7","amount":12.5}' } },
				],
			},
		});
	});

	it('repeats what the tool gave back', async () => {
		const said = await choice('any', [user('List'), ...answered('[1]')], [tool('List')]);
		expect(said).toMatchObject({ message: { content: 'The tool says: [1]' } });
	});
});

it('wants its key, and lists its models', async () => {
	const url = `${sandbox.addresses.openai.url}/models`;
	expect((await get(url)).status).toBe(401);
	expect((await get(url, bearer('wrong'))).status).toBe(401);
	const { json } = await get(url, key);
	expect(json['data']).toMatchObject([{ id: 'stand-in', object: 'model' }]);
	expect(sandbox.control.statistics().providers.openai.refused).toMatchObject({
		none: 1,
		unknown: 1,
	});
});

it('does not stream', async () => {
	const url = `${sandbox.addresses.openai.url}/chat/completions`;
	const { status } = await post(url, { model: 'm', messages: [], stream: true }, key);
	expect(status).toBe(400);
});
