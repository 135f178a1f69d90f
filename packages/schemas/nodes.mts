/** The nodes with operations, as they are built, and the contract of each. */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { INodeType } from 'n8n-workflow';
import type { Resource } from '../../nodes/shared/operation/operation.ts';

/** What is needed to run the operations of a node. */
export interface Runnable {
	/** Folder of its contract. */
	readonly contract: string;
	readonly node: INodeType;
	readonly resources: readonly Resource[];
}

export interface BuiltNode extends Runnable {
	/** Folder below `nodes/`, and the name of the node's class. */
	readonly name: string;
}

const require = createRequire(import.meta.url);

/** All that are built; a trigger has no resources. */
export const builtNodes: readonly BuiltNode[] = readdirSync('dist/nodes')
	.filter((name) => existsSync(`dist/nodes/${name}/${name}.node.js`))
	.map(built);

function built(name: string): BuiltNode {
	const folder = `../../dist/nodes/${name}`;
	const classes = require(`${folder}/${name}.node.js`) as Record<string, new () => INodeType>;
	const Class = classes[name];
	if (Class === undefined) throw new Error(`${folder} has no class ${name}`);
	const { resources } = require(`${folder}/resources`) as { resources: Resource[] };
	return { name, contract: contractOf(name), node: new Class(), resources };
}

/** Nodes of one provider share its contract; their names begin with that of its folder. */
function contractOf(name: string): string {
	const folder = readdirSync('contracts').find((one) => name.toLowerCase().startsWith(one));
	if (folder === undefined) throw new Error(`The folder contracts/ has none for nodes/${name}`);
	return folder;
}
