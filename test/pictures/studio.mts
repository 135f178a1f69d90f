import type { Page } from 'playwright-core';
import { DEFAULT_N8N_VERSION } from '../../playground/arguments.mts';
import type { Credential, N8nClient } from '../../playground/client.mts';
import { provideCredentials, provideWorkflows } from '../../playground/contents.mts';
import { provideInstallation } from '../../playground/installation.mts';
import { startN8n } from '../../playground/n8n.mts';
import { buildPackage, installPackage } from '../../playground/package.mts';
import { freePortPair } from '../../playground/ports.mjs';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { openBrowser, signIn } from '../e2e/support/editor/browser.mts';
import { makeRunFolder } from '../e2e/support/runFolder.mts';
import { addressesOf, enterStage, OWNER } from '../e2e/support/stage.mts';
import { playProduction } from './production.mts';

/** Where pictures are taken: an n8n without credentials and workflows, and somebody logged in. */
export interface Studio {
	readonly page: Page;
	readonly client: N8nClient;
	readonly sandbox: Sandbox;
	/** Brings in what `npm start` does: a credential for each provider, and the examples. */
	provideContents(): Promise<Contents>;
	close(): Promise<void>;
}

export interface Contents {
	readonly credentials: readonly Credential[];
	/** Their ids by their names. */
	readonly workflows: ReadonlyMap<string, string>;
}

type Closing = () => Promise<void>;

export async function openStudio(): Promise<Studio> {
	const closings: Closing[] = [];
	const close = async () => {
		for (const closing of closings.reverse()) await closing();
	};
	try {
		return { ...(await open(closings)), close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** @param closings what has been started is to be closed by these, last first */
async function open(closings: Closing[]): Promise<Omit<Studio, 'close'>> {
	const installation = await provideInstallation(DEFAULT_N8N_VERSION);
	const userFolder = await makeRunFolder();
	await installPackage(await buildPackage(), userFolder);
	const sandbox = await startSandbox();
	closings.push(async () => await sandbox.close());
	const production = await playProduction(sandbox.addresses, userFolder);
	closings.push(async () => await production.close());
	const port = await freePortPair();
	const environment = { ...production.environment, ...addressesOf(port) };
	const n8n = await startN8n({ installation, userFolder, port, environment });
	closings.push(async () => await n8n.stop());
	const { client } = await enterStage(n8n, sandbox);
	const browser = await openBrowser();
	closings.push(async () => await browser.close());
	return {
		page: await signIn(browser, n8n.url, OWNER),
		client,
		sandbox,
		provideContents: async () => await provideContents(client, sandbox),
	};
}

async function provideContents(client: N8nClient, sandbox: Sandbox): Promise<Contents> {
	const credentials = await provideCredentials(client, sandbox.addresses);
	await provideWorkflows(client, sandbox.url, credentials);
	const workflows = await client.listWorkflows();
	return { credentials, workflows: new Map(workflows.map(({ id, name }) => [name, id])) };
}
