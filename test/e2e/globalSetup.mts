import type { TestProject } from 'vitest/node';
import { recordAnswers } from './support/recorder.mts';
import { serveN8n, type N8nPlace } from './support/remoteN8n.mts';
import type { SandboxPlace } from './support/sandboxClient.mts';
import { startServers } from './support/stage.mts';

/** What `run.mts` tells the setup. */
interface RunChoices {
	readonly n8nVersion: string;
	readonly userFolder: string;
}

/** Where the suites find what the setup has started. */
interface StagePlaces {
	readonly n8n: N8nPlace;
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
	const { n8nVersion, userFolder } = project.getProvidedContext().choices;
	const servers = await startServers(n8nVersion, userFolder);
	// Part of what the leak check searches.
	const recorder = await recordAnswers(servers.n8n.url, userFolder);
	const served = await serveN8n(servers.n8n, recorder.url);
	const { url, foreignUrl } = servers.sandbox;
	project.provide('stage', { n8n: served.place, sandbox: { url, foreignUrl } });
	return async () => {
		await served.close();
		await recorder.close();
		await servers.close();
	};
}
