import { describe, expect, it } from 'vitest';

import { ECrossApi } from '../../credentials/ECrossApi.credentials';
import { EcartPayApi } from '../../credentials/EcartPayApi.credentials';
import { EcGridApi } from '../../credentials/EcGridApi.credentials';
import { EcGridLoginApi } from '../../credentials/EcGridLoginApi.credentials';
import { EcGridSoapApi } from '../../credentials/EcGridSoapApi.credentials';
import { PledgApi } from '../../credentials/PledgApi.credentials';
import { PledgDashboardApi } from '../../credentials/PledgDashboardApi.credentials';
import { PledgSignatureApi } from '../../credentials/PledgSignatureApi.credentials';
import { ECross } from '../../nodes/ECross/ECross.node';
import { CredentialStore, runNode } from '../nodes/harness.mts';
import { engineLogin } from './engine.mts';

describe('Engine 2.0 of n8n', () => {
	it.each([
		new ECrossApi(),
		new EcartPayApi(),
		new EcGridLoginApi(),
		new EcGridSoapApi(),
		new PledgApi(),
	])('refuses $displayName, which logs in for tokens', async (type) => {
		await expect(engineLogin(type)).rejects.toThrow(
			`Engine 2.0 does not support credentials with an expirable property yet (credential type "${type.name}")`,
		);
	});

	it.each([new EcGridApi(), new PledgDashboardApi(), new PledgSignatureApi()])(
		'takes $displayName, which fetches nothing',
		async (type) => {
			await expect(engineLogin(type)).resolves.toBeUndefined();
		},
	);
});

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
