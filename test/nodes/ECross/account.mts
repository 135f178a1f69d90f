import { ECrossApi } from '../../../credentials/ECrossApi.credentials';
import { sandboxCredentials, type Sandbox } from '../../../sandbox/server.mts';
import { CredentialStore } from '../harness.mts';

/** A credential for an account of the sandbox's, which has records of its own. */
export function credentialsOf(
	account: string,
	{ addresses }: Sandbox,
	changes: Record<string, string> = {},
): CredentialStore {
	return new CredentialStore([new ECrossApi()], {
		eCrossApi: {
			environment: 'custom',
			...addresses.ecross,
			...sandboxCredentials.ecross,
			clientId: account,
			clientSecret: `secret-of-${account}`,
			storage: true,
			...changes,
		},
	});
}
