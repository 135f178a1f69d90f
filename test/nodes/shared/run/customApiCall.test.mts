/** n8n adds Custom API Call to every list of resources and operations. */
import { afterEach, beforeEach, expect, test } from 'vitest';

import { operation } from '../../../../nodes/shared/operation/operation';
import { exampleNode, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

const read = operation({ ...NAMES, request: { method: 'GET', service: 'api', path: '/' } });

test.each(['resource', 'operation'])('chosen as the %s, it says where to go', async (list) => {
	const run = exampleNode(read, server).run({ parameters: { [list]: '__CUSTOM_API_CALL__' } });
	await expect(run).rejects.toMatchObject({
		message: expect.stringContaining('Custom API Call runs in the HTTP Request node'),
		description: expect.stringContaining('Predefined Credential Type'),
	});
	expect(server.seen).toEqual([]);
});
