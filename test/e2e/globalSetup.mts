import type { TestProject } from 'vitest/node';
import type { N8nElsewhere } from '../../playground/arguments.mts';
import { N8nClient } from '../../playground/client.mts';
import { assertHasPackage } from '../../playground/playground.mts';
import type { Owner } from '../../playground/session.mts';
import { startSandbox } from '../../sandbox/server.mts';
import { recordAnswers } from './support/recorder.mts';
import { serveN8n, type N8nPlace } from './support/remoteN8n.mts';
import type { SandboxPlace } from './support/sandboxClient.mts';
import { OWNER, startServers } from './support/stage.mts';

/** What `run.mts` tells the setup. */
interface RunChoices {
	readonly n8nVersion: string;
	readonly userFolder: string;
	readonly elsewhere?: N8nElsewhere;
}

/** Where the suites find what the setup has started. */
interface StagePlaces {
	readonly n8n: N8nPlace;
	readonly owner: Owner;
	readonly sandbox: SandboxPlace;
}

declare module 'vitest' {
	interface ProvidedContext {
		choices: RunChoices;
		stage: StagePlaces;
	}
}

/** One n8n and one sandbox for all suites; they live in vitest's own process. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
	const { n8nVersion, userFolder, elsewhere } = project.getProvidedContext().choices;
	if (elsewhere) return await setUpElsewhere(project, elsewhere);
	const servers = await startServers(n8nVersion, userFolder);
	// Part of what the leak check searches.
	const recorder = await recordAnswers(servers.n8n.url, userFolder);
	const served = await serveN8n(servers.n8n, recorder.url);
	const { url, foreignUrl } = servers.sandbox;
	project.provide('stage', { n8n: served.place, owner: OWNER, sandbox: { url, foreignUrl } });
	return async () => {
		await served.close();
		await recorder.close();
		await servers.close();
	};
}

/** A sandbox of this run, and an n8n that runs already. */
async function setUpElsewhere(
	project: TestProject,
	{ url, owner }: N8nElsewhere,
): Promise<() => Promise<void>> {
	const client = new N8nClient(url);
	await client.signIn(owner);
	await assertHasPackage(client, url);
	const version = await client.version();
	const sandbox = await startSandbox();
	const { foreignUrl } = sandbox;
	project.provide('stage', {
		n8n: { url, version },
		owner,
		sandbox: { url: sandbox.url, foreignUrl },
	});
	return async () => await sandbox.close();
}
