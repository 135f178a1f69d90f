/** The README of a package, in n8n's own template; its tables are written from the nodes themselves. */
import { readFile } from 'node:fs/promises';
import type { ICredentialType, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { DEFAULT_N8N_VERSION } from '../playground/arguments.mts';
import type { Manifest, PackageData } from './manifest.mts';
import { loadBuilt } from './built.mts';

const LAYOUT = 'packages/README.layout.md';
/** Names the older n8n that the tests run on. */
const TESTS = '.ci/run';

/** The text of `packages/README.layout.md`, filled in for this package. */
export async function readmeOf(
	data: PackageData,
	{ version, n8n, engines }: Manifest,
): Promise<string> {
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
		tested: `${await oldestTested()} and ${DEFAULT_N8N_VERSION}`,
		engines: engines.node.replace('>=', 'from '),
		refused: refusedByEngine(credentials),
	};
	const layout = await readFile(LAYOUT, 'utf8');
	return layout.replace(/\{\{(\w+)\}\}/g, (_, key: string) => parts[key] ?? fail(key));
}

async function prose({ name }: PackageData, part: string): Promise<string> {
	return (await readFile(`packages/${name}/${part}.md`, 'utf8')).trim();
}

/** Each resource of a node with its operations, as the form names them; some names have a comma. */
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
				.join('; '),
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

async function oldestTested(): Promise<string> {
	const [, version] = /--n8n (\d+\.\d+\.\d+)/.exec(await readFile(TESTS, 'utf8')) ?? [];
	return version ?? fail('the oldest n8n that is tested');
}

/** Engine 2.0 refuses every credential type with a hidden property that can expire (n8n 2.41.1). */
function refusedByEngine(credentials: ICredentialType[]): string {
	const isRefused = ({ properties }: ICredentialType) =>
		properties.some(
			({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
		);
	const names = (types: ICredentialType[]) =>
		types.map(({ displayName }) => displayName).join(', ');
	const refused = credentials.filter(isRefused);
	const others = credentials.filter((one) => !isRefused(one));
	if (refused.length === 0) return 'none of the credentials.';
	return `credentials that fetch a token and renew it: ${names(refused)}.${others.length > 0 ? ` It takes the others: ${names(others)}.` : ''}`;
}

function table(heads: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

function fail(key: string): never {
	throw new Error(`${LAYOUT} has a place for "${key}", which nothing fills.`);
}
