import { describe, expect, it } from 'vitest';
import { addressesAt } from '../../sandbox/addresses.mts';
import type { WorkflowInput } from '../../playground/client.mts';
import {
	readExamples,
	sandboxCredentialInputs,
	withCredentialIds,
} from '../../playground/contents.mts';

const SANDBOX = 'http://127.0.0.1:6010';
const inputs = sandboxCredentialInputs(addressesAt(SANDBOX, 'http://127.0.0.1:6011'));
const credentials = inputs.map(({ name, type }) => ({ id: `id of ${name}`, name, type }));

describe('examples', () => {
	it('name only credentials that the playground makes', async () => {
		for (const example of await readExamples(SANDBOX)) {
			for (const [type, named] of namedCredentials(example)) {
				expect(credentials, example.name).toContainEqual({
					id: `id of ${named.name}`,
					name: named.name,
					type,
				});
			}
		}
	});

	it('call the sandbox that was started, wherever it listens', async () => {
		const text = JSON.stringify(await readExamples(SANDBOX));
		expect(text).toContain(SANDBOX);
		expect(text).not.toContain('http://127.0.0.1:5710');
	});

	it('get the ids of the credentials of this n8n', async () => {
		for (const example of await readExamples(SANDBOX)) {
			const ids = namedCredentials(withCredentialIds(example, credentials)).map(([, { id }]) => id);
			expect(ids.every((id) => id?.startsWith('id of '))).toBe(true);
		}
	});
});

it('leaves a credential without an id when this n8n has one of that name, but of another type', () => {
	const workflow: WorkflowInput = {
		name: 'w',
		nodes: [
			{
				id: '1',
				name: 'n',
				type: 't',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
				credentials: { pledgApi: { id: 'elsewhere', name: 'Pledg Dashboard (sandbox)' } },
			},
		],
		connections: {},
	};
	const [linked] = namedCredentials(withCredentialIds(workflow, credentials));
	expect(linked).toEqual(['pledgApi', { id: null, name: 'Pledg Dashboard (sandbox)' }]);
});

function namedCredentials({ nodes }: WorkflowInput) {
	return nodes.flatMap((node) => Object.entries(node.credentials ?? {}));
}
