/** The compiled package in a process of its own, as n8n loads it, run by n8n's own code. */
import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { ICredentialType, INodeType } from 'n8n-workflow';

/**
 * Loads a node and its credential type from dist/, and the harness that runs nodes.
 *
 * @param node such as `EcGrid/EcGrid`
 * @param credential such as `EcGridApi`
 */
export async function loadCompiled(node: string, credential: string) {
	const load = createRequire(import.meta.url);
	// Node.js cannot load the modules of n8n-workflow that are for bundlers.
	const n8nWorkflow = pathToFileURL(load.resolve('n8n-workflow')).href;
	registerHooks({
		resolve: (specifier, context, next) =>
			specifier === 'n8n-workflow' && context.conditions.includes('import')
				? next(n8nWorkflow, { ...context, conditions: ['node', 'require'] })
				: next(specifier, context),
	});
	const harness = await import('../nodes/harness.mts');
	const classOf = <T,>(path: string): T => {
		const name = path.split('/').at(-1)?.split('.')[0] ?? '';
		const exported = load(`../../dist/${path}`) as Record<string, new () => T>;
		const Type = exported[name];
		if (Type === undefined) throw new Error(`dist/${path} has no ${name}`);
		return new Type();
	};
	return {
		harness,
		node: classOf<INodeType>(`nodes/${node}.node.js`),
		credentialType: classOf<ICredentialType>(`credentials/${credential}.credentials.js`),
	};
}
