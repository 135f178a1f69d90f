import type { ICredentialType } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { ECrossApi } from '../../credentials/ECrossApi.credentials';
import { sources } from '../../credentials/tokens/sources';
import { ECross } from '../../nodes/ECross/ECross.node';
import { credentialTypes } from '../nodes/everyNode.mts';
import { CredentialStore, runNode } from '../nodes/harness.mts';
import { engineLogin } from './engine.mts';

describe('Engine 2.0 of n8n', () => {
	it.each(credentialTypes.filter(logsIn))(
		'refuses $displayName, which logs in for tokens',
		async (type) => {
			await expect(engineLogin(type)).rejects.toThrow(
				`Engine 2.0 does not support credentials with an expirable property yet (credential type "${type.name}")`,
			);
		},
	);

	it.each(credentialTypes.filter((type) => !logsIn(type)))(
		'takes $displayName, which fetches nothing',
		async (type) => {
			await expect(engineLogin(type)).resolves.toBeUndefined();
		},
	);
});

function logsIn({ name }: ICredentialType): boolean {
	const source = Object.entries(sources).find(([one]) => one === name)?.[1];
	return source !== undefined && 'login' in source;
}

/** Credentials as that engine hands them out. */
class EngineStore extends CredentialStore {
	override async preAuthentication(): Promise<undefined> {
		await engineLogin(new ECrossApi());
	}
}

it('is named by our nodes, with what to do', async () => {
	const credentials = new EngineStore([new ECrossApi()], {
		eCrossApi: { environment: 'production', clientId: 'client', clientSecret: 'secret' },
	});
	const run = runNode({
		node: new ECross(),
		parameters: { resource: 'sku', operation: 'getAll' },
		credentials,
	});
	await expect(run).rejects.toMatchObject({
		message:
			'n8n’s Engine 2.0 cannot use this E-CROSS credential yet: remove "engineType" from the settings of this workflow',
		description: expect.stringContaining('n8n’s default engine'),
	});
});
