import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Workflow } from '../../../playground/client.mts';
import { provideInstallation } from '../../../playground/installation.mts';
import { startN8n } from '../../../playground/n8n.mts';
import { buildPackage, installPackage } from '../../../playground/package.mts';
import { freePortPair, LOOPBACK } from '../../../playground/ports.mjs';
import { startPostgres, type Postgres } from '../../../playground/postgres.mts';
import { findServicePrograms } from '../../../playground/services.mts';
import { startSandbox } from '../../../sandbox/server.mts';
import { addressesOf, enterStage, type Stage } from './stage.mts';

export interface EngineStage {
	readonly stage: Stage;
	/** Ends everything; folders are removed. */
	close(): Promise<void>;
}

/** An n8n of 2.x with its Engine 2.0 beside the usual one, and a sandbox of its own. */
export async function startEngineStage(n8nVersion: string): Promise<EngineStage> {
	const installation = await provideInstallation(n8nVersion);
	const built = await buildPackage();
	const userFolder = await mkdtemp(join(tmpdir(), 'commerce-connectors-engine-'));
	const sandbox = await startSandbox();
	const postgres = await startPostgres(findServicePrograms());
	const leave = async (): Promise<void> => {
		await postgres.stop();
		await sandbox.close();
		await rm(userFolder, { recursive: true, force: true });
	};
	try {
		await installPackage(built, userFolder);
		const port = await freePortPair();
		const environment = { ...(await engineSettings(postgres)), ...addressesOf(port) };
		const n8n = await startN8n({ installation, userFolder, port, environment });
		const close = async (): Promise<void> => {
			await n8n.stop();
			await leave();
		};
		return { stage: await enterStage(n8n, sandbox), close };
	} catch (error) {
		await leave();
		throw error;
	}
}

/** The same workflow, to be run by Engine 2.0. */
export async function onEngine({ client }: Stage, workflow: Workflow): Promise<Workflow> {
	const settings = { ...workflow.settings, engineType: 'v2' as const };
	return await client.updateWorkflow(workflow.id, { ...workflow, settings });
}

/** The engine's two servers and its database; n8n's own stays in SQLite. */
async function engineSettings({ host, port, user, database }: Postgres) {
	const [enginePort, controlPort] = [await freePortPair(), await freePortPair()].map(String);
	return {
		N8N_ENABLED_MODULES: 'engine-v2',
		N8N_ENGINE_DATABASE_URL: `postgres://${user}@${host}:${port}/${database}`,
		N8N_ENGINE_HOST: LOOPBACK,
		N8N_ENGINE_PORT: enginePort ?? '',
		N8N_ENGINE_BASE_URL: `http://${LOOPBACK}:${enginePort}`,
		N8N_ENGINE_CONTROL_PLANE_HOST: LOOPBACK,
		N8N_ENGINE_CONTROL_PLANE_PORT: controlPort ?? '',
		N8N_ENGINE_CONTROL_PLANE_BASE_URL: `http://${LOOPBACK}:${controlPort}`,
	};
}
