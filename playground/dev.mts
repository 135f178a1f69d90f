// `npm run dev`: the playground, whose n8n takes over by itself what changes in credentials/ and nodes/.
import { runPlayground, type PlaygroundPlan, type StartedN8n } from './playground.mts';
import { startSingle } from './single.mts';
import { watchSources } from './watch.mts';

await runPlayground({ command: 'npm run dev', start });

async function start(plan: PlaygroundPlan): Promise<StartedN8n> {
	const started = await startSingle(plan, {
		environment: { N8N_DEV_RELOAD: 'true' },
		prepare: async (installed) => await watchSources(installed, plan.signal),
	});
	const notes = `${started.notes}
What you change in credentials/ and nodes/ is compiled, and n8n loads it; open editors follow.`;
	return { ...started, notes };
}
