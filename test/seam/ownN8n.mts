/**
 * n8n's own credentials helper and tester, taken out of an installed n8n. Only what they would ask
 * of a database, a key store, a licence or the policies of an enterprise is replaced.
 */
import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	ICredentialType,
	INodeType,
} from 'n8n-workflow';

import type { CredentialRows } from './credentialRows.mts';
import type { TestPress, TestResult } from './credentialsTester.mts';
import type { N8nCore } from './n8nModules.mts';

type Constructor<T> = new (...parts: unknown[]) => T;
type Parts = Readonly<Record<string, unknown>>;

interface Tester {
	testCredentials(
		userId: string,
		type: string,
		credentials: { id: string; name: string; type: string; data: ICredentialDataDecryptedObject },
	): Promise<TestResult>;
}

/** A row as the database returns it. */
interface Entity {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly data: string;
	readonly usageScope: 'project';
}

/** n8n's `CredentialsHelper`, over these rows. */
export function ownCredentialsHelper(
	load: NodeJS.Require,
	types: readonly ICredentialType[],
	rows: CredentialRows,
): ICredentialsHelper {
	const { CredentialsHelper } = load('n8n/dist/credentials-helper.js') as {
		CredentialsHelper: Constructor<ICredentialsHelper>;
	};
	withoutEncryption(load('n8n-core') as N8nCore);
	return construct(CredentialsHelper, {
		CredentialTypes: credentialTypes(types),
		CredentialsOverwrites: {
			applyOverwrite: (_type: string, data: unknown) => data,
			usesManagedAuth: () => false,
		},
		CredentialsRepository: repository(rows),
		// Of 1.x, which asks it whether a credential may use external secrets.
		CacheService: { get: async () => 'no', set: async () => undefined },
		DynamicCredentialsProxy: {
			resolveIfNeeded: async (_credential: unknown, data: unknown) => ({ data, isDynamic: false }),
		},
		LicenseState: { isExternalSecretsLicensed: () => false },
		PolicyEnforcementService: { enforceCredentialDecrypt: async () => undefined },
	});
}

/** n8n's `CredentialsTester`, which the Test button calls. */
export async function ownTest(load: NodeJS.Require, press: TestPress): Promise<TestResult> {
	const { types, rows, name, data, testedBy } = press;
	const credentialsHelper = ownCredentialsHelper(load, types, rows);
	const silent = { debug: () => undefined, error: () => undefined };
	const additional = load('n8n/dist/workflow-execute-additional-data.js') as {
		getBase: (given?: object) => Promise<unknown>;
	};
	// n8n's own asks the database for variables, and its container for the helper.
	additional.getBase = async (given) => ({ ...given, credentialsHelper, variables: {} });
	const { CredentialsTester } = load('n8n/dist/services/credentials-tester.service.js') as {
		CredentialsTester: Constructor<Tester>;
	};
	const { NoOp } = load('n8n-nodes-base/dist/nodes/NoOp/NoOp.node.js') as {
		NoOp: new () => INodeType;
	};
	const tester = construct(CredentialsTester, {
		Logger: silent,
		ErrorReporter: silent,
		CredentialTypes: credentialTypes(types, testedBy && ['tester']),
		NodeTypes: {
			getByNameAndVersion: () => new NoOp(),
			getByName: () => ({
				description: { credentials: [{ name, testedBy: 'test' }] },
				methods: { credentialTest: { test: testedBy } },
			}),
		},
		CredentialsHelper: credentialsHelper,
	});
	return await tester.testCredentials('user', name, { id: name, name, type: name, data });
}

/** Puts the parts where the class wants them, by the names that n8n's container knows them by. */
function construct<T>(type: Constructor<T>, parts: Parts): T {
	const { getMetadata } = Reflect as unknown as {
		getMetadata(key: string, target: unknown): Array<{ readonly name: string }>;
	};
	return new type(...getMetadata('design:paramtypes', type).map(({ name }) => parts[name] ?? {}));
}

function credentialTypes(types: readonly ICredentialType[], nodes: readonly string[] = []) {
	return {
		getByName: (name: string) => types.find((type) => type.name === name),
		getParentTypes: () => [],
		getSupportedNodes: () => nodes,
	};
}

function repository(rows: CredentialRows) {
	return {
		findOneByOrFail: async ({ type }: { type: string }): Promise<Entity> => ({
			id: type,
			name: type,
			type,
			data: JSON.stringify(rows.read(type)),
			usageScope: 'project',
		}),
		update: async ({ type }: { type: string }, { data }: { data: string }): Promise<void> => {
			rows.write(type, JSON.parse(data) as ICredentialDataDecryptedObject);
		},
	};
}

/** Rows are JSON text: encryption differs by version, and the facts do not depend on it. */
function withoutEncryption({ Credentials }: N8nCore): void {
	Object.assign(Credentials.prototype, {
		setData(this: { data: string }, data: unknown): void {
			this.data = JSON.stringify(data);
		},
		getData(this: { data: string }): unknown {
			return JSON.parse(this.data);
		},
	});
}
