// A step of `npm run build`: writes the output schemas beside the built nodes, where n8n looks for them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { documentedOperations } from './documented.mts';
import { builtNodes } from './nodes.mts';
import { outputsOf } from './outputs.mts';

/** n8n looks for version 1 of a node under this name; n8n 1 and 2 alike. */
const VERSION = 'v1.0.0';

for (const { name, contract, node, resources } of builtNodes) {
	const { schemas, failures } = await outputsOf({ node, contract, resources });
	const missing = documentedOperations(contract, resources).filter((one) => !schemas.has(one));
	if (missing.length > 0) {
		const reasons = missing.map((one) => `${one}: ${failures.get(one) ?? 'nothing came out'}`);
		throw new Error(`No output schema for operations of ${name}:\n${reasons.join('\n')}`);
	}
	for (const [operation, schema] of schemas) {
		const file = `dist/nodes/${name}/__schema__/${VERSION}/${operation.replace(' ', '/')}.json`;
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, JSON.stringify(schema));
	}
}
