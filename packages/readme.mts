/** The README of a package, in n8n's own template; its tables are written from the nodes themselves. */
import { readFile } from 'node:fs/promises';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Manifest, PackageData } from './manifest.mts';
import { loadBuilt } from './built.mts';

const LAYOUT = 'packages/README.layout.md';

/** The text of `packages/README.layout.md`, filled in for this package. */
export async function readmeOf(data: PackageData, { version, n8n }: Manifest): Promise<string> {
	const nodes = n8n.nodes.map(loadBuilt.node);
	const credentials = n8n.credentials.map(loadBuilt.credential);
	const parts: Record<string, string> = {
		name: data.name,
		title: data.title,
		version,
		about: await prose(data, 'about'),
		usage: await prose(data, 'usage'),
		resources: await prose(data, 'resources'),
		nodes: nodes
			.map(({ displayName, description }) => `- **${displayName}**: ${description}`)
			.join('\n'),
		operations: table(
			['Node', 'Resource', 'Operations'],
			nodes.flatMap(({ displayName, properties }) =>
				resourcesOf(properties).map(([resource, operations]) => [
					displayName,
					resource,
					operations,
				]),
			),
		),
		credentials: table(
			['Credential', 'You enter'],
			credentials.map(({ displayName, properties }) => [displayName, requiredFields(properties)]),
		),
	};
	const layout = await readFile(LAYOUT, 'utf8');
	return layout.replace(/\{\{(\w+)\}\}/g, (_, key: string) => parts[key] ?? fail(key));
}

async function prose({ name }: PackageData, part: string): Promise<string> {
	return (await readFile(`packages/${name}/${part}.md`, 'utf8')).trim();
}

/** Each resource of a node with its operations, as the form names them. */
function resourcesOf(properties: INodeProperties[]): Array<[resource: string, operations: string]> {
	const resources = optionsOf(properties.find(({ name }) => name === 'resource'));
	return resources.map(({ name, value }) => {
		const field = properties.find(
			(one) => one.name === 'operation' && one.displayOptions?.show?.resource?.includes(value),
		);
		return [
			name,
			optionsOf(field)
				.map((operation) => operation.name)
				.join(', '),
		];
	});
}

function optionsOf(field: INodeProperties | undefined): INodePropertyOptions[] {
	return (field?.options ?? []) as INodePropertyOptions[];
}

function requiredFields(properties: INodeProperties[]): string {
	const fields = properties.filter(
		({ required, displayOptions }) => required && !displayOptions?.show?.environment,
	);
	return [...new Set(fields.map(({ displayName }) => displayName))].join(', ');
}

function table(heads: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

function fail(key: string): never {
	throw new Error(`${LAYOUT} has a place for "${key}", which nothing fills.`);
}
