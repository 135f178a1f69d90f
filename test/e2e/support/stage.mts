import { N8nClient } from '../../../playground/client.mts';
import { provideInstallation } from '../../../playground/installation.mts';
import { startN8n, type RunningN8n } from '../../../playground/n8n.mts';
import { buildPackage, installPackage } from '../../../playground/package.mts';
import { freePortPair, LOOPBACK } from '../../../playground/ports.mjs';
import type { Owner } from '../../../playground/session.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import type { N8nHandle } from './remoteN8n.mts';
import { SandboxClient, type SandboxPlace } from './sandboxClient.mts';

export const OWNER: Owner = { email: 'owner@example.com', password: 'End-to-end-1' };

/** What a suite plays on: a real n8n with this package, and the four providers as a sandbox. */
export interface Stage {
	readonly n8n: N8nHandle;
	/** Logged in as the owner. */
	readonly client: N8nClient;
	readonly owner: Owner;
	readonly sandbox: SandboxClient;
}

/** n8n and sandbox as processes and servers of this program. */
export interface StageServers {
	readonly n8n: RunningN8n;
	readonly sandbox: Sandbox;
	close(): Promise<void>;
}

/**
 * Builds and installs the package, and starts sandbox and n8n on free ports.
 *
 * @param userFolder an empty folder for n8n's database and log
 * @param more settings of n8n's, added to those of a stage
 * @param logLevel n8n logs all it can, so that a leak has the best chance to show; `info` is its default
 */
export async function startServers(
	n8nVersion: string,
	userFolder: string,
	logLevel: 'debug' | 'info' = 'debug',
	more: Readonly<Record<string, string>> = {},
): Promise<StageServers> {
	const installation = await provideInstallation(n8nVersion);
	await installPackage(await buildPackage(), userFolder);
	const sandbox = await startSandbox();
	try {
		const port = await freePortPair();
		// Metrics tell how much memory n8n takes.
		const own = { N8N_LOG_LEVEL: logLevel, N8N_METRICS: 'true', ...addressesOf(port) };
		const n8n = await startN8n({
			installation,
			userFolder,
			port,
			environment: { ...own, ...more },
		});
		const close = async (): Promise<void> => {
			await n8n.stop();
			await sandbox.close();
		};
		return { n8n, sandbox, close };
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}

/** As behind a proxy that ends TLS: providers want HTTPS, the browser stays on loopback without it. */
export function addressesOf(port: number): Record<string, string> {
	return {
		WEBHOOK_URL: `https://${LOOPBACK}:${port}/`,
		N8N_EDITOR_BASE_URL: `http://${LOOPBACK}:${port}/`,
	};
}

/** Logs in at a running n8n. The first login makes the owner's account. */
export async function enterStage(
	n8n: N8nHandle,
	sandbox: SandboxPlace,
	owner: Owner = OWNER,
): Promise<Stage> {
	const client = new N8nClient(n8n.url);
	await client.signIn(owner);
	return { n8n, client, owner, sandbox: new SandboxClient(sandbox) };
}
