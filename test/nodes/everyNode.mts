/** Every node and credential type of the tree, found by its file: a new one need not be listed. */
import { existsSync, globSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

import type { Resource } from '../../nodes/shared/operation/operation';

/** A node with operations. */
export interface ActionNode {
	/** As users read it. */
	readonly name: string;
	/** Folder below `nodes/`. */
	readonly folder: string;
	readonly node: INodeType;
	readonly resources: Resource[];
}

const root = resolve(import.meta.dirname, '../..');

const found = await Promise.all(
	filesLike('nodes/*/*.node.ts').map(async (file) => ({
		folder: basename(dirname(file)),
		node: await instanceOf<INodeType>(file),
	})),
);

export const triggers: INodeType[] = found
	.filter(({ node }) => isTrigger(node))
	.map(({ node }) => node);

export const actionNodes: ActionNode[] = await Promise.all(
	found
		.filter(({ node }) => !isTrigger(node))
		.map(async ({ folder, node }) => ({
			name: node.description.displayName,
			folder,
			node,
			resources: await resourcesIn(folder),
		})),
);

export const credentialTypes: ICredentialType[] = await Promise.all(
	filesLike('credentials/*.credentials.ts').map(instanceOf<ICredentialType>),
);

function filesLike(pattern: string): string[] {
	return globSync(pattern, { cwd: root }).sort();
}

function isTrigger({ description }: INodeType): boolean {
	return description.group.includes('trigger');
}

/** The class in a file of the tree that is named as the file, as n8n takes it. */
export async function instanceOf<T>(file: string): Promise<T> {
	const classes = (await import(join(root, file))) as Record<string, new () => T>;
	const name = basename(file).split('.')[0] ?? '';
	const Class = classes[name];
	if (Class === undefined) throw new Error(`${file} exports no class ${name}.`);
	return new Class();
}

async function resourcesIn(folder: string): Promise<Resource[]> {
	const base = join(root, 'nodes', folder, 'resources');
	const file = existsSync(`${base}.ts`) ? `${base}.ts` : join(base, 'index.ts');
	const { resources } = (await import(file)) as { resources: Resource[] };
	return resources;
}
