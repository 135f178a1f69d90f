/** Where the link in each credential's form leads: our own page, at the section of that credential. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ICredentialType } from 'n8n-workflow';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	repository: { url: string };
};
const page = `${repository.url.replace(/^git\+/, '').replace(/\.git$/, '')}/blob/main/docs/credentials.md`;

/** Sections of the page by the anchors that GitHub gives them. */
const sections = new Map(
	readFileSync(join(root, 'docs/credentials.md'), 'utf8')
		.split(/^(?=#{2,} )/m)
		.map((section) => [anchorOf(section.split('\n')[0] ?? ''), section] as const),
);

function anchorOf(heading: string): string {
	return heading
		.replace(/^#+ /, '')
		.toLowerCase()
		.replace(/[^\w\- ]/g, '')
		.replaceAll(' ', '-');
}

const folder = join(root, 'credentials');
const modules = await Promise.all(
	readdirSync(folder)
		.filter((name) => name.endsWith('.credentials.ts'))
		.map(async (name) => {
			const path = pathToFileURL(join(folder, name)).href;
			return (await import(path)) as Record<string, new () => ICredentialType>;
		}),
);
const types = modules.flatMap((one) => Object.values(one).map((Type) => new Type()));

test.each(types)('the link of $displayName leads to its section', (type) => {
	const [address, anchor = ''] = String(type.documentationUrl).split('#');
	expect(address).toBe(page);
	expect(sections.get(anchor)).toContain(`### ${type.displayName}\n`);
});

test.each(types)('the section of $displayName says where to find each required value', (type) => {
	const section = sections.get(anchorOf(type.displayName)) ?? '';
	const isAddress = (name: string) => name.endsWith('Url');
	const required = type.properties.filter(({ required, name }) => required && !isAddress(name));
	const missing = required.filter(({ displayName }) => !rowsNaming(section, displayName));
	expect(required).not.toHaveLength(0);
	expect(missing.map(({ displayName }) => displayName)).toEqual([]);
});

test.each(types)('the section of $displayName names its hosts', (type) => {
	const section = sections.get(anchorOf(type.displayName)) ?? '';
	const addresses = type.properties
		.flatMap((property) => [property.placeholder, property.default])
		.filter(
			(text): text is string => typeof text === 'string' && /^(e\.g\. )?https:\/\//.test(text),
		)
		.map((text) => text.replace('e.g. ', ''))
		.filter((text) => text !== 'https://os.ecgrid.io/')
		.map((text) => new URL(text).host);
	expect(addresses).not.toHaveLength(0);
	expect(addresses.filter((host) => !section.includes(`\`${host}\``))).toEqual([]);
});

test('the page of messages is there', () => {
	expect([...sections.keys()]).toContain('messages-and-what-to-do');
});

function rowsNaming(section: string, field: string): boolean {
	return section
		.split('\n')
		.some((line) => line.startsWith('|') && (line.split('|')[1] ?? '').includes(field));
}
