/** The E-CROSS trigger on the sandbox. */
import type { INodeParameters } from 'n8n-workflow';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';

import { ECrossTrigger } from '../../../nodes/ECross/ECrossTrigger.node';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { credentialsOf } from './account.mts';
import type { CredentialStore } from '../harness.mts';
import { TriggerStage } from '../triggerHarness.mts';

type Control = Sandbox['control'];

/** Starts a sandbox for the tests of a file. Each has an account of its own, since a reset also revokes the tokens. */
export function eCrossTrigger() {
	let sandbox: Sandbox;
	let accounts = 0;
	let account = '';
	const useNewAccount = (): void => {
		account = `client-trigger-${++accounts}`;
	};

	beforeAll(async () => {
		sandbox = await startSandbox();
	});

	beforeEach(() => {
		useNewAccount();
		sandbox.control.reset();
	});

	afterEach(() => {
		vi.useRealTimers();
	});

	afterAll(async () => await sandbox.close());

	const credentials = (): CredentialStore => credentialsOf(account, sandbox);
	return {
		get control(): Control {
			return sandbox.control;
		},
		credentials,
		useNewAccount,
		stageFor: (event: string, parameters: INodeParameters = {}): TriggerStage => {
			const node = new ECrossTrigger();
			const all = { event, ...parameters };
			return new TriggerStage({ node, parameters: all, credentials: credentials() });
		},
		seed: (records: Parameters<Control['ecross']['seed']>[0]) =>
			sandbox.control.ecross.seed({ account, ...records }),
		/** What e-CROSS answers next, in place of its list. */
		answerNext: (operationId: string, body: object): void => {
			sandbox.control.fault({ provider: 'ecross', operationId, status: 200, body });
		},
	};
}
