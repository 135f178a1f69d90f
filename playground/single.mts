import { userFolder } from './folders.mts';
import { startN8n } from './n8n.mts';
import { installPackage } from './package.mts';
import { registerPackage } from './packageRecords.mts';
import type { PlaygroundPlan, StartedN8n } from './playground.mts';

/** What may differ between the playgrounds of one process. */
export interface SingleOptions {
	readonly environment?: Readonly<Record<string, string>>;
	/** Done with the folder of the installed package, before n8n loads it. */
	prepare?(installed: string): Promise<void>;
}

/** Starts the one n8n of a playground that is not in queue mode, with the package installed. */
export async function startSingle(
	{ choices, installation, built, signal }: PlaygroundPlan,
	{ environment = {}, prepare }: SingleOptions = {},
): Promise<StartedN8n> {
	const { port } = choices;
	const folder = userFolder(choices);
	const installed = await installPackage(built, folder);
	await prepare?.(installed);
	console.log(`Starting n8n ${choices.n8nVersion} ...`);
	const n8n = await startN8n({ installation, userFolder: folder, port, environment, signal });
	registerPackage(built, folder);
	return {
		n8n,
		notes: `n8n keeps its data in ${folder} (delete that folder to start afresh)
and its log in ${n8n.logFile}.`,
		stop: async () => await n8n.stop(),
	};
}
