import { readFileSync } from 'node:fs';

import type { ICredentialType, INodeType } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { sources } from '../../../../credentials/tokens/sources';

const root = new URL('../../../../', import.meta.url);
const { n8n } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
	n8n: { credentials: string[]; nodes: string[] };
};

/** The classes behind the paths that n8n loads. */
async function classesOf<T>(paths: readonly string[]): Promise<T[]> {
	return await Promise.all(
		paths.map(async (path) => {
			const source = new URL(path.replace(/^dist\//, '').replace(/\.js$/, '.ts'), root);
			const module = (await import(source.href)) as Record<string, new () => T>;
			const [Class] = Object.values(module);
			if (Class === undefined) throw new Error(`${path} exports nothing`);
			return new Class();
		}),
	);
}

const types = await classesOf<ICredentialType>(n8n.credentials);
const nodes = await classesOf<INodeType>(n8n.nodes);

describe('the registry of sources', () => {
	it('has each credential type of the package, and no other', () => {
		expect(Object.keys(sources).sort()).toEqual(types.map(({ name }) => name).sort());
	});

	it.each(Object.entries(sources))('knows %s by its own name', (name, { credentialType }) => {
		expect(credentialType).toBe(name);
	});
});

describe.each(types)('$name', ({ name, test, preAuthentication, properties }) => {
	it('is tested by a function of a node, as n8n looks it up', () => {
		expect(test).toBeUndefined();
		const testers = nodes.flatMap(({ description, methods }) =>
			(description.credentials ?? [])
				.filter((one) => one.name === name && one.testedBy !== undefined)
				.map(({ testedBy }) => methods?.credentialTest?.[String(testedBy)]),
		);
		expect(testers.map((tester) => typeof tester)).toContain('function');
		expect(new Set(testers.map((tester) => typeof tester)).size).toBe(1);
	});

	it('asks n8n to call its hook only if it can log in', () => {
		const isExpirable = properties.some(({ typeOptions }) => typeOptions?.expirable === true);
		expect(preAuthentication !== undefined).toBe(isExpirable);
		const source = Object.entries(sources).find(([one]) => one === name)?.[1];
		expect(source !== undefined && 'login' in source).toBe(isExpirable);
	});
});
