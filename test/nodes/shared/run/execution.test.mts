import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { fixed } from '../../../../nodes/shared/fields/fixed';
import { integer, text } from '../../../../nodes/shared/fields';
import { body, local, path } from '../../../../nodes/shared/operation/locations';
import { operation, type Operation } from '../../../../nodes/shared/operation/operation';
import { jsonOf } from '../../harness.mts';
import { exampleNode, items, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

const parameters = { n: path(integer({ displayName: 'Number', required: true })) };

const read = operation({
	...NAMES,
	request: { method: 'GET', service: 'api', path: '/things/{n}' },
	parameters,
});

const write = operation({
	...NAMES,
	request: { method: 'POST', service: 'api', path: '/things/{n}' },
	parameters,
});

const ofItem = { n: '={{ $json.n }}' };

/** Holds answers back until this many requests are open, or no more come. */
function answerTogether(count: number): void {
	const waiting: Array<() => void> = [];
	server.answer = async ({ path: where }) => {
		await new Promise<void>((resolve) => {
			waiting.push(resolve);
			if (waiting.length >= count) for (const go of waiting.splice(0).reverse()) go();
		});
		return { body: { where } };
	};
}

describe('items at once', () => {
	test('reads run ten at a time, and come out in the order of the items', async () => {
		answerTogether(10);
		const outputs = await exampleNode(read, server).run({ items: items(20), parameters: ofItem });
		expect(server.mostAtOnce).toBe(10);
		expect(jsonOf(outputs)).toEqual(
			items(20).map(({ json: { n } }) => ({ where: `/things/${n}` })),
		);
		expect(outputs.map(({ pairedItem }) => pairedItem)).toEqual(
			items(20).map((_, item) => ({ item })),
		);
	});

	test('writes run one after the other', async () => {
		await exampleNode(write, server).run({ items: items(5), parameters: ofItem });
		expect(server.mostAtOnce).toBe(1);
		expect(server.seen.map(({ path: where }) => where)).toEqual(
			[0, 1, 2, 3, 4].map((n) => `/things/${n}`),
		);
	});

	test('operations that give out files run one after the other, though they are reads', async () => {
		const files = operation({ ...read, filesOut: true });
		server.answer = () => ({ status: 404 });
		const run = exampleNode(files, server).run({ items: items(5), parameters: ofItem });
		await expect(run).rejects.toThrow('HTTP 404');
		expect(server.seen, 'what begins before the first has ended').toHaveLength(1);
	});

	test('the user can choose another number', async () => {
		answerTogether(3);
		const chosen = { ...ofItem, options: { itemsAtOnce: 3 } };
		await exampleNode(write, server).run({ items: items(6), parameters: chosen });
		expect(server.mostAtOnce).toBe(3);
	});
});

describe('a failing item', () => {
	const failThird = () => {
		server.answer = ({ path: where }) =>
			where === '/things/2'
				? { status: 404, body: { error: 'There is no such thing' } }
				: { body: { where } };
	};

	test('stops the run, which names the items that were executed', async () => {
		failThird();
		const run = exampleNode(write, server).run({ items: items(5), parameters: ofItem });
		await expect(run).rejects.toMatchObject({
			message: 'There is no such thing (HTTP 404)',
			description: expect.stringContaining('Items already executed: 0 to 1 (of 0 to 4).'),
			httpCode: '404',
			context: { itemIndex: 2 },
		});
		expect(server.seen).toHaveLength(3);
	});

	test('waits for the items in flight before the run ends', async () => {
		let finish = (): void => undefined;
		server.answer = async ({ path: where }) => {
			if (where === '/things/0') return { status: 400, body: { error: 'No' } };
			await new Promise<void>((resolve) => (finish = resolve));
			return { body: {} };
		};
		const parameters2 = { ...ofItem, options: { itemsAtOnce: 2 } };
		const run = exampleNode(write, server).run({ items: items(4), parameters: parameters2 });
		const ended = run.then(
			() => 'ended',
			() => 'ended',
		);
		await expect.poll(() => server.seen.length).toBe(2);
		const first = await Promise.race([
			ended,
			new Promise((resolve) => setImmediate(resolve, 'open')),
		]);
		expect(first).toBe('open');
		finish();
		await expect(run).rejects.toMatchObject({
			description: expect.stringContaining('Items already executed: 1 (of 0 to 3).'),
		});
		expect(server.seen).toHaveLength(2);
	});

	test('becomes an item under Continue On Fail', async () => {
		failThird();
		const outputs = await exampleNode(write, server).run({
			items: items(4),
			parameters: ofItem,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(jsonOf(outputs)).toMatchObject([
			{ where: '/things/0' },
			{ where: '/things/1' },
			{ error: 'There is no such thing (HTTP 404)', httpStatus: 404 },
			{ where: '/things/3' },
		]);
		expect(outputs[2]?.json.message).toContain('Check the ID');
		expect(outputs[2]?.pairedItem).toEqual({ item: 2 });
	});

	test('fails before anything is sent if a field is wrong', async () => {
		const run = exampleNode(write, server).run({ parameters: { n: 'seven' } });
		await expect(run).rejects.toThrow('Number must be a number, such as 2, but is "seven"');
		expect(server.seen).toHaveLength(0);
	});
});

test('a cancelled execution starts no more items', async () => {
	const abort = new AbortController();
	server.answer = ({ path: where }) => {
		if (where === '/things/1') abort.abort();
		return { body: {} };
	};
	const run = exampleNode(write, server).run({
		items: items(5),
		parameters: ofItem,
		signal: abort.signal,
	});
	await expect(run).rejects.toThrow('canceled');
	expect(server.seen).toHaveLength(2);
});

describe('an operation that moves money', () => {
	const money = operation({ ...NAMES, ...write, value: 'do', name: 'Refund', movesMoney: true });
	const settings = { retryOnFail: true };

	test('refuses to run while Retry On Fail is on', async () => {
		const run = exampleNode(money, server).run({ parameters: { n: 1 }, settings });
		await expect(run).rejects.toThrow('Refund does not run while Retry On Fail is on');
		expect(server.seen).toHaveLength(0);
	});

	test('is an error of each item if the node continues on fail', async () => {
		const rows = await exampleNode(money, server).run({
			parameters: { n: 1 },
			items: items(2),
			settings: { ...settings, onError: 'continueRegularOutput' },
		});
		const refused = { error: 'Refund does not run while Retry On Fail is on' };
		expect(jsonOf(rows)).toMatchObject([refused, refused]);
		expect(server.seen).toHaveLength(0);
	});

	test('runs if the user allows it, or without Retry On Fail', async () => {
		const allowed = { n: 1, options: { allowRetryOnFail: true } };
		await exampleNode(money, server).run({ parameters: allowed, settings });
		await exampleNode(money, server).run({ parameters: { n: 1 } });
		expect(server.seen).toHaveLength(2);
	});

	test.each([
		['a member', { allowRetryOnFail: '={{ true }}' }],
		['the whole collection', '={{ { allowRetryOnFail: true } }}'],
		['a member that a model fills in', { allowRetryOnFail: "={{ $fromAI('again') }}" }],
	])('is not allowed by an expression: %s', async (_name, options) => {
		const run = exampleNode(money, server).run({ parameters: { n: 1, options }, settings });
		await expect(run).rejects.toThrow('Refund does not run while Retry On Fail is on');
		expect(server.seen).toHaveLength(0);
	});

	test('is not chosen by the data or an AI agent', async () => {
		// The only expression that n8n leaves alone in a field that takes none.
		const parameters = { n: 1, operation: "={{ $fromAI('operation') }}" };
		const run = exampleNode(money, server).run({
			parameters,
			items: [{ json: { operation: 'do' } }],
		});
		await expect(run).rejects.toThrow(
			'An operation that moves money must be a fixed value, not an expression',
		);
		expect(server.seen).toHaveLength(0);
	});

	test('takes no expression for a fixed guard, whatever it would give', async () => {
		const limit = local(fixed(integer({ displayName: 'Limit', default: 5 })));
		const guarded = operation({
			...NAMES,
			...write,
			value: 'do',
			parameters: { ...parameters, limit },
		});
		const node = exampleNode(guarded, server);
		for (const stored of ['={{ 5 }}', "={{ $fromAI('limit', '', 'number') }}", '{{ 5 }}']) {
			const run = node.run({ parameters: { n: 1, limit: stored } });
			await expect(run).rejects.toThrow('Limit must be a fixed value, not an expression');
		}
		expect(server.seen).toHaveLength(0);
		await node.run({ parameters: { n: 1, limit: 5 } });
		expect(server.seen).toHaveLength(1);
	});
});

describe('items that travel together', () => {
	const batch: Operation = operation({
		...NAMES,
		request: { method: 'PUT', service: 'api', path: '/batch' },
		parameters: {
			n: body(integer({ displayName: 'Number', required: true, minimum: 0 })),
			box: body(text({ displayName: 'Box', default: 'a' })),
		},
		group: {
			key: ({ box }) => box ?? '',
			atMost: 2,
			execute: async (context, members) => {
				const rows = members.map(({ request }) => request().body);
				await context.send({ ...context.request(), body: rows });
				return members.map(({ values }) => [{ json: { sent: values.n } }]);
			},
		},
	});

	const ofBoth = { n: '={{ $json.n }}', box: '={{ $json.n % 2 ? "odd" : "even" }}' };

	test('are grouped by their key, in batches, and come out in their own order', async () => {
		const outputs = await exampleNode(batch, server).run({ items: items(6), parameters: ofBoth });
		const sent = server.seen.map(({ body: rows }) =>
			(rows as Array<{ n: number }>).map(({ n }) => n),
		);
		expect(sent).toEqual([[0, 2], [1, 3], [4], [5]]);
		expect(outputs).toEqual(
			items(6).map((_, item) => ({ json: { sent: item }, pairedItem: { item } })),
		);
	});

	test('fail together, but a wrong field fails only its own item', async () => {
		server.answer = ({ body: rows }) =>
			JSON.stringify(rows).includes('odd') ? { status: 422, body: 'Odd box' } : {};
		const withWrong = [...items(3), { json: { n: -1 } }];
		const outputs = await exampleNode(batch, server).run({
			items: withWrong,
			parameters: ofBoth,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(jsonOf(outputs)).toMatchObject([
			{ sent: 0 },
			{ error: 'Odd box (HTTP 422)' },
			{ sent: 2 },
			{ error: 'Number must be at least 0, but is -1' },
		]);
	});

	test('are not sent at all if one has a wrong field, since nothing would come out', async () => {
		const run = exampleNode(batch, server).run({
			items: [...items(3), { json: { n: -1 } }],
			parameters: { ...ofBoth, options: { itemsAtOnce: 10 } },
		});
		await expect(run).rejects.toThrow('Number must be at least 0, but is -1');
		expect(server.seen).toHaveLength(0);
	});

	const failingAlone: Operation = operation({
		...NAMES,
		request: { method: 'PUT', service: 'api', path: '/batch' },
		parameters: { n: body(integer({ displayName: 'Number', required: true })) },
		group: {
			key: () => 'all',
			execute: async (context, members) =>
				await Promise.resolve(
					members.map(({ values: { n } }) =>
						n === 1 ? context.refuse('One is no good', 'Use two.') : [{ json: { n } }],
					),
				),
		},
	});

	test('can fail alone', async () => {
		const outputs = await exampleNode(failingAlone, server).run({
			items: items(3),
			parameters: { n: '={{ $json.n }}' },
			settings: { onError: 'continueRegularOutput' },
		});
		expect(outputs).toMatchObject([
			{ json: { n: 0 }, pairedItem: { item: 0 } },
			{ json: { error: 'One is no good' }, pairedItem: { item: 1 } },
			{ json: { n: 2 }, pairedItem: { item: 2 } },
		]);
	});

	test('that fail alone end the run if Continue On Fail is off, and are named', async () => {
		const run = exampleNode(failingAlone, server).run({
			items: items(3),
			parameters: { n: '={{ $json.n }}' },
		});
		await expect(run).rejects.toMatchObject({
			message: 'One is no good',
			context: { itemIndex: 1 },
		});
	});
});
