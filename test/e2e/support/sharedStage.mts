import { inject } from 'vitest';
import { connectN8n } from './connectN8n.mts';
import { enterStage, type Stage } from './stage.mts';
// Declares what `inject` gives.
import type {} from '../globalSetup.mts';

/** The n8n and the sandbox that all suites of this run share; for use inside a suite. */
export async function sharedStage(): Promise<Stage> {
	const { n8n, owner, sandbox } = inject('stage');
	return await enterStage(connectN8n(n8n), sandbox, owner);
}
