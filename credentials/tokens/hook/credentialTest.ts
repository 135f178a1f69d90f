/** The Test button: a function of a node, which no workflow can call or imitate. */
import type { ICredentialTestFunction, ICredentialTestFunctions } from 'n8n-workflow';

import { olderClient } from '../request/olderClient';
import type { CredentialTypeName } from '../sources';
import { hooks } from './hooks';

/**
 * The `credentialTest` of a node for one of its credential types. Never rejects, because n8n then
 * shows an error of its own. What it returns is shown unchanged.
 */
export function credentialTest(credentialType: CredentialTypeName): ICredentialTestFunction {
	return async function (this: ICredentialTestFunctions, { data = {} }) {
		const tested = Promise.resolve().then(
			async () => await hooks[credentialType].test(olderClient(this, data), data),
		);
		return await tested.then(
			(message) => ({ status: 'OK', message }),
			(error: unknown) => ({
				status: 'Error',
				message: error instanceof Error ? error.message : String(error),
			}),
		);
	};
}
