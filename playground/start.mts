// `npm start`: a real n8n with this package, the sandbox beside it, and workflows to try.
import { runPlayground } from './playground.mts';
import { startSingle } from './single.mts';

await runPlayground({
	command: 'npm start',
	start: async (plan) => await startSingle(plan),
});
