/** Loads one version of n8n's own code, by the path of the `node_modules` folder that holds it. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { ICredentialsHelper, ICredentialType } from 'n8n-workflow';

import type { CredentialRows } from './credentialRows.mts';
import { CredentialsHelper } from './credentialsHelper.mts';
import { testAsN8nDoes, type TestPress, type TestResult } from './credentialsTester.mts';
import type { N8nCore, N8nWorkflow } from './n8nModules.mts';
import { engineLogin, ownEngineLogin, type EngineLogin } from './engine.mts';
import { ownCredentialsHelper, ownTest } from './ownN8n.mts';

export interface N8n {
	/** Of n8n where it is there, else of n8n-core. */
	readonly version: string;
	/** Whether n8n's own credentials helper and tester run, or those that mirror them. */
	readonly isWhole: boolean;
	readonly core: N8nCore;
	readonly workflow: N8nWorkflow;
	helper(types: readonly ICredentialType[], rows: CredentialRows): ICredentialsHelper;
	/** What the Test button does with these fields of a form. */
	test(press: TestPress): Promise<TestResult>;
	/** What Engine 2.0 does before a request; nothing where this n8n has no such engine. */
	readonly engineLogin?: EngineLogin;
}

/** The versions in the project's own `package.json`. */
const projectNodeModules = fileURLToPath(new URL('../../node_modules', import.meta.url));

/**
 * Loads n8n-core and n8n-workflow, and n8n's own credentials helper and tester where n8n itself is
 * installed there. Only one version should be loaded per process: n8n keeps its state in globals.
 *
 * @throws where n8n-core or n8n-workflow is not in this folder
 */
export function loadN8n(nodeModules = projectNodeModules): N8n {
	provideSettings();
	const require = createRequire(join(nodeModules, 'n8n-core', 'package.json'));
	const core = require('n8n-core') as N8nCore;
	const workflow = require('n8n-workflow') as N8nWorkflow;
	const isWhole = existsSync(join(nodeModules, 'n8n', 'package.json'));
	const version = versionIn(join(nodeModules, isWhole ? 'n8n' : 'n8n-core', 'package.json'));
	const parts = { version, isWhole, core, workflow };
	if (!isWhole) {
		return {
			...parts,
			helper: (types, rows) => new CredentialsHelper(workflow, types, rows),
			test: async (press) => await testAsN8nDoes(core, workflow, press),
			engineLogin,
		};
	}
	const requireN8n = createRequire(join(nodeModules, 'n8n', 'package.json'));
	const ownLogin = ownEngineLogin(requireN8n);
	return {
		...parts,
		...(ownLogin && { engineLogin: ownLogin }),
		helper: (types, rows) => ownCredentialsHelper(requireN8n, types, rows),
		test: async (press) => await ownTest(requireN8n, press),
	};
}

/**
 * n8n-core reads its settings below this folder when it is loaded, and makes them where there are
 * none. Here they are whole from the start, since tests load it in several processes at once.
 */
function provideSettings(): void {
	const folder = join(projectNodeModules, '.cache', 'n8n-settings');
	const settings = join(folder, '.n8n', 'config');
	const encryptionKey = 'only for tests';
	Object.assign(process.env, {
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: encryptionKey,
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
	});
	if (existsSync(settings)) return;
	mkdirSync(dirname(settings), { recursive: true });
	const draft = `${settings}.${process.pid}`;
	writeFileSync(draft, JSON.stringify({ encryptionKey }), { mode: 0o600 });
	renameSync(draft, settings);
}

function versionIn(packageJson: string): string {
	return (JSON.parse(readFileSync(packageJson, 'utf8')) as { version: string }).version;
}
