// `npm start`: a real n8n with this package, the sandbox beside it, and workflows to try.
import { userFolder } from './folders.mts';
import { startN8n } from './n8n.mts';
import { installPackage } from './package.mts';
import { registerPackage } from './packageRecords.mts';
import { runPlayground, type PlaygroundPlan, type StartedN8n } from './playground.mts';

await runPlayground({ command: 'npm start', start });

async function start(plan: PlaygroundPlan): Promise<StartedN8n> {
	const { choices, installation, built, signal } = plan;
	const folder = userFolder(choices);
	await installPackage(built, folder);
	console.log(`Starting n8n ${choices.n8nVersion} ...`);
	const n8n = await startN8n({ installation, userFolder: folder, port: choices.port, signal });
	registerPackage(built, folder);
	return {
		n8n,
		notes: `n8n keeps its data in ${folder} (delete that folder to start afresh)
and its log in ${n8n.logFile}.`,
		stop: async () => await n8n.stop(),
	};
}
