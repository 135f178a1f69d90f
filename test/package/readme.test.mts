/** The README of each package: n8n's template, with tables that the nodes themselves fill. */
import { existsSync, globSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { ICredentialType, INodeType } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { manifestOf, packageNames, readPackage } from '../../packages/manifest.mts';
import { readmeOf } from '../../packages/readme.mts';
import { ownerOf } from '../../packages/sources.mts';
import { actionNodes, instanceOf } from '../nodes/everyNode.mts';

const SECTIONS = [
	'Installation',
	'Operations',
	'Credentials',
	'Compatibility',
	'Usage',
	'Resources',
	'Version history',
];

const root = resolve(import.meta.dirname, '../..');
const all = await Promise.all((await packageNames()).map(readPackage));
const stems = new Map(all.flatMap(({ name, stems: own = [] }) => own.map((stem) => [stem, name])));
const sources = globSync(['nodes/*/*.node.ts', 'credentials/*.credentials.ts'], { cwd: root });

const packages = await Promise.all(
	all.map(async (data) => {
		const own = sources.filter((path) => data.includes ?? ownerOf(path, stems) === data.name);
		const text = await readmeOf(
			data,
			await manifestOf(data, new Map(own.map((path) => [path, '']))),
		);
		return { name: data.name, text, own, others: all.filter((one) => one.name !== data.name) };
	}),
);

describe.each(packages)('the README of $name', ({ name, text, own, others }) => {
	test("has the sections of n8n's template, in their order", () => {
		expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(SECTIONS);
	});

	test('lists every node, trigger and credential', async () => {
		const shown = await Promise.all(own.map(displayNameOf));
		expect(shown.length).toBeGreaterThan(1);
		expect(
			shown.filter((one) => !text.includes(`**${one}**`) && !text.includes(`| ${one} `)),
		).toEqual([]);
	});

	test('says for every credential type what the experimental engine does with it', async () => {
		const engine = /^n8n's experimental Engine 2\.0.*$/m.exec(text)?.[0] ?? '';
		const [refused = '', taken = ''] = engine.split('It takes the others:');
		const types = await Promise.all(
			own.filter((path) => path.endsWith('.credentials.ts')).map(instanceOf<ICredentialType>),
		);
		const expires = ({ properties }: ICredentialType) =>
			properties.some(({ typeOptions }) => typeOptions?.expirable === true);
		const takesAll = engine.includes('refuses none of the credentials');
		expect(takesAll).toBe(!types.some(expires));
		const unnamed = types.filter((type) => {
			const named = expires(type) ? refused : taken;
			return !takesAll && !named.includes(type.displayName);
		});
		expect(unnamed.map(({ displayName }) => displayName)).toEqual([]);
	});

	test('describes every way to install, and what to watch out for', () => {
		for (const word of [
			'Settings > Community nodes',
			'n8n_data:/home/node/.n8n',
			'N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV=true',
			`[{"name":"${name}","version":`,
			'removes every installed package',
			'N8N_REINSTALL_MISSING_PACKAGES=true',
			'n8n Cloud',
			'N8N_UNVERIFIED_PACKAGES_ENABLED=true',
		]) {
			expect(text).toContain(word);
		}
		// npm installs peers unless told not to.
		expect(text.match(/npm install(?! --omit=peer)/g)).toBeNull();
	});

	test('shows existing pictures, for a light and a dark page', () => {
		const shown = [...text.matchAll(/docs\/images\/[\w.-]+/g)].map(([path]) => path);
		expect(shown.filter((path) => !existsSync(join(root, path)))).toEqual([]);
		// The moving picture would double what a page has to load; it is there in light alone.
		const stills = shown.filter((path) => !path.endsWith('.webp'));
		expect(stills.filter((path) => path.includes('.dark.'))).toHaveLength(stills.length / 2);
	});

	test('names no package but its own', () => {
		expect(others.filter((one) => text.includes(one.name)).map((one) => one.name)).toEqual([]);
	});
});

test.each(actionNodes)(
	'every operation of $name is in the table of its packages',
	({ name: node, resources }) => {
		const texts = packages.map(({ text }) => text).filter((text) => text.includes(`- **${node}**`));
		expect(texts).toHaveLength(2);
		for (const text of texts) {
			for (const { name, operations } of resources) {
				const row = text.split('\n').find((line) => line.startsWith(`| ${node} | ${name} |`)) ?? '';
				const listed = row.split(' | ')[2]?.replace(/ \|$/, '').split('; ') ?? [];
				expect(listed.sort(), `${node}: ${name}`).toEqual(operations.map((one) => one.name).sort());
			}
		}
	},
);

async function displayNameOf(path: string): Promise<string> {
	const made = await instanceOf<INodeType | ICredentialType>(path);
	return 'description' in made ? made.description.displayName : made.displayName;
}
