/** What n8n's Engine 2.0 does with a credential before a request. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { ICredentialType } from 'n8n-workflow';

const HELPER = 'n8n/dist/modules/engine-v2/remote-credentials-helper.js';

/** Rejects where the engine refuses the type. */
export type EngineLogin = (type: ICredentialType) => Promise<void>;

interface Helper {
	preAuthentication(...parts: unknown[]): Promise<unknown>;
}

type HelperClass = new (...parts: unknown[]) => Helper;

/** n8n's own; nothing where this n8n has no such engine. */
export function ownEngineLogin(load: NodeJS.Require): EngineLogin | undefined {
	const file = pathOf(load);
	if (file === undefined) return undefined;
	const { RemoteCredentialsHelper } = load(file) as { RemoteCredentialsHelper: HelperClass };
	return async (type) => {
		const delegate = { preAuthentication: async () => undefined };
		const types = { getByName: () => type };
		const helper = new RemoteCredentialsHelper({}, delegate, types, {}, undefined);
		await helper.preAuthentication({}, {}, type.name, {}, false);
	};
}

/** The same without n8n, as in 2.41.1; `selfCheck.mts` holds it against n8n's own. */
export const engineLogin: EngineLogin = async ({ name, properties }) => {
	const isRenewed = properties.some(
		({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
	);
	if (isRenewed) throw engineRefusal(name);
};

export function engineRefusal(credentialType: string): Error {
	return new Error(
		`Engine 2.0 does not support credentials with an expirable property yet (credential type "${credentialType}")`,
	);
}

function pathOf(load: NodeJS.Require): string | undefined {
	const folders = load.resolve.paths('n8n') ?? [];
	return folders.map((folder) => join(folder, HELPER)).find((file) => existsSync(file));
}
