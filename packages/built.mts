/** Nodes and credential types as n8n loads them from `dist/`, which `npm run build` makes. */
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import type { ICredentialType, INodeType, INodeTypeDescription } from 'n8n-workflow';

const require = createRequire(import.meta.url);

export const loadBuilt = {
	node: (path: string): INodeTypeDescription => (create(path) as INodeType).description,
	credential: (path: string): ICredentialType => create(path) as ICredentialType,
};

/** n8n takes the class that is named as the file. */
function create(path: string): unknown {
	const classes = require(resolve(path)) as Record<string, new () => unknown>;
	const name = basename(path).split('.')[0] ?? '';
	const Class = classes[name];
	if (Class === undefined) throw new Error(`${path} exports no class ${name}`);
	return new Class();
}
