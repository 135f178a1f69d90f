import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { text } from '../../../../nodes/shared/fields';
import { path } from '../../../../nodes/shared/operation/locations';
import { operation } from '../../../../nodes/shared/operation/operation';
import { exampleNode, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

describe('half an emoji in a path', () => {
	test.each([['cut \uD83E'], ['\uDDFE cut'], ['\uD83E']])('names its field: %j', async (id) => {
		const get = operation({
			...NAMES,
			request: { method: 'GET', service: 'api', path: '/things/{id}' },
			parameters: { id: path(text({ displayName: 'Thing', required: true })) },
		});
		const run = exampleNode(get, server).run({
			items: [{ json: { id } }],
			parameters: { id: '={{ $json.id }}' },
		});
		await expect(run).rejects.toThrow('Thing contains half a character');
		expect(server.seen).toHaveLength(0);
	});
});
