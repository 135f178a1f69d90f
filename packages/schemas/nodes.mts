/** The nodes with operations, as they are built, and the contract of each. */
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

export const builtNodes: readonly BuiltNode[] = [
	built('ECross', 'ecross', 'resources/index'),
	built('EcartPay', 'ecartpay', 'resources/index'),
	built('EcGrid', 'ecgrid', 'resources/index'),
	built('EcGridSoap', 'ecgrid', 'resources'),
	built('Pledg', 'pledg', 'resources/index'),
];

function built(name: string, contract: string, resourcesFile: string): BuiltNode {
	const folder = `../../dist/nodes/${name}`;
	const classes = require(`${folder}/${name}.node.js`) as Record<string, new () => INodeType>;
	const Class = classes[name];
	if (Class === undefined) throw new Error(`${folder} has no class ${name}`);
	const { resources } = require(`${folder}/${resourcesFile}.js`) as { resources: Resource[] };
	return { name, contract, node: new Class(), resources };
}
