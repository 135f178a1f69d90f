import type { INode } from 'n8n-workflow';
import type { Secret } from './leakSearch.mts';
import { manualTrigger } from './manualTrigger.mts';
import type { Stage } from './stage.mts';

const TRIGGER = 'Planted';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const base64url = (text: string) => Buffer.from(text).toString('base64url');
const lower = (text: string) => text.replace(/%../g, (code) => code.toLowerCase());
const throughout = (text: string) =>
	encodeURIComponent(text).replace(
		/[!'()*._~-]/g,
		(c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
	);

/** How a secret gets into a text, made without the search's own means. */
const ways: ReadonlyArray<readonly [how: string, write: (secret: string) => string]> = [
	['raw', (secret) => secret],
	['percent-encoded', encodeURIComponent],
	['percent-encoded in lower case', (secret) => lower(encodeURIComponent(secret))],
	['percent-encoded throughout', throughout],
	['with + for blanks', (secret) => encodeURIComponent(secret).replaceAll('%20', '+')],
	['as form data', (secret) => new URLSearchParams({ secret }).toString()],
	['in JSON', (secret) => JSON.stringify({ secret })],
	['in JSON inside JSON', (secret) => JSON.stringify({ body: JSON.stringify({ secret }) })],
	['in XML', (secret) => secret.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')],
	['in base64', base64],
	['in base64 without padding', (secret) => base64(secret).replaceAll('=', '')],
	['as HTTP Basic', (secret) => base64(`user:${secret}`)],
	['as HTTP Basic of another user', (secret) => base64(`users:${secret}`)],
	['in base64url', base64url],
	['in base64 in an address', (secret) => encodeURIComponent(base64(`id:${secret}`))],
	['in JSON in base64', (secret) => base64(JSON.stringify({ secret, more: 1 }))],
	[
		'in a JWT',
		(secret) => `${base64url('{"alg":"none"}')}.${base64url(JSON.stringify({ secret }))}.`,
	],
	['in hex', (secret) => Buffer.from(secret).toString('hex')],
	['in upper-case hex', (secret) => Buffer.from(secret).toString('hex').toUpperCase()],
];

/** A secret of nobody's, in a text that the search has to find it in. */
export interface Plant {
	readonly secret: Secret;
	readonly text: string;
}

/** One for each way, each with a secret of its own and characters that mean something somewhere. */
export const plants: readonly Plant[] = ways.map(([how, write], index) => {
	const value = `Pl~nt "${index + 10}" & <ü>/+?`;
	return { secret: { name: `a plant ${how}`, value }, text: write(value) };
});

/**
 * Puts all plants wherever n8n keeps or shows anything: as a node's name (the log, the workflow and
 * its exports, executions, push messages), as data and a file of an execution, and as names of credentials.
 */
export async function plantEverywhere({ client }: Stage): Promise<void> {
	for (const { text } of plants) {
		const data = { name: 'x-unused', value: 'unused' };
		await client.createCredential({ name: text, type: 'httpHeaderAuth', data });
	}
	const text = plants.map((plant) => plant.text).join(' ');
	const file: INode = {
		id: 'file',
		name: text,
		type: 'n8n-nodes-base.convertToFile',
		typeVersion: 1.1,
		position: [220, 0],
		parameters: { operation: 'toText', sourceProperty: 'text', options: {} },
	};
	const workflow = await client.createWorkflow({
		name: TRIGGER,
		nodes: [manualTrigger(TRIGGER), file],
		connections: { [TRIGGER]: { main: [[{ node: file.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		pinData: { [TRIGGER]: [{ json: { text } }] },
	});
	const { status } = await client.runWorkflow(workflow.id, TRIGGER);
	if (status !== 'success') throw new Error(`The workflow with the plants ended with ${status}`);
}
