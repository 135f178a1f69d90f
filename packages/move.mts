// `npm run move-workflows -- <export.json> --to <package>`: see docs/packages.md.
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { moveWorkflows, packageNames } from './moveWorkflows.mts';

const USAGE = `Usage: npm run move-workflows -- <export.json> --to <package> [--output <file>]

  --to <package>   one of: ${packageNames.join(', ')}
  --output <file>  where the result goes (<export>.<package>.json)`;

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { to: { type: 'string' }, output: { type: 'string' } },
	});
	const [file, ...others] = positionals;
	const { to = '' } = values;
	if (file === undefined || others.length > 0 || !packageNames.includes(to)) throw new Error(USAGE);
	const exported: unknown = JSON.parse(await readFile(file, 'utf8'));
	const { workflows, moved, left } = moveWorkflows(exported, to);
	const output = values.output ?? `${file.replace(/\.json$/, '')}.${to}.json`;
	await writeFile(output, `${JSON.stringify(workflows, null, 2)}\n`);
	console.log(`${moved} nodes are of ${to} now. The result is in ${output}.`);
	if (left.length > 0) console.log(`Not in ${to}, and left as they were: ${left.join(', ')}`);
}
