/**
 * Rules that are in the source of n8n's lint for community nodes
 * (`@n8n/eslint-plugin-community-nodes`), but in no release yet. A package that breaks them will
 * not be verified.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

import type { INodeCredentialDescription, INodeType } from 'n8n-workflow';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

import { manifestOf, packageNames, readPackage } from '../../packages/manifest.mts';

const root = resolve(import.meta.dirname, '../..');
const packages = await packageNames();
const nodeFiles = globSync('nodes/*/*.node.ts', { cwd: root }).sort();
const codexFiles = globSync('nodes/*/*.node.json', { cwd: root }).sort();

/** `valid-node-categories`. `AI` is left out: it asks for subcategories, which no node here has. */
const CATEGORIES = [
	'Data & Storage',
	'Finance & Accounting',
	'Marketing & Content',
	'Productivity',
	'Miscellaneous',
	'Sales',
	'Development',
	'Analytics',
	'Communication',
	'Utility',
];

/**
 * `non-required-fields-in-collection`: these fields choose or explain. They are not input of their
 * own.
 */
const NO_OPTIONAL_INPUT = ['resource', 'operation', 'authentication'];

describe('no-monorepo', () => {
	test.each(packages)('%s names a repository of its own', async (name) => {
		const manifest = await manifestOf(await readPackage(name), new Map());
		const { repository, workspaces } = manifest as {
			repository?: { url?: string; directory?: string };
			workspaces?: unknown;
		};
		expect(repository).not.toHaveProperty('directory');
		expect(repository?.url).toMatch(new RegExp(`/${name}\\.git$`));
		expect(workspaces).toBeUndefined();
	});
});

/**
 * What their operations accept differs. n8n's panel hides the fields that Authentication depends
 * on, so a choice that follows Resource and Operation would hide these two. Instead, the
 * credentials say where they are not accepted, which the coming rule does not read.
 */
const BY_OPERATION = ['nodes/EcGrid/EcGrid.node.ts', 'nodes/Pledg/Pledg.node.ts'];

describe('single-credential-per-node', () => {
	const others = nodeFiles.filter((file) => !BY_OPERATION.includes(file));

	test.each(others)('%s shows at most one credential', (file) => {
		const credentials = literalsOf(file, 'credentials') as INodeCredentialDescription[];
		const shown = credentials.map(({ displayOptions }) => displayOptions);
		if (credentials.length < 2) return expect(credentials).toHaveLength(1);
		const values = shown.map((one) => {
			expect(Object.keys(one ?? {})).toEqual(['show']);
			expect(Object.keys(one?.show ?? {})).toEqual(['authentication']);
			return one?.show?.authentication?.map(String) ?? [];
		});
		expect(values.flat()).toEqual([...new Set(values.flat())]);
	});

	test.each(others)('%s shows one, whatever is chosen', async (file) => {
		const { description } = await load(file);
		const credentials = description.credentials ?? [];
		if (credentials.length < 2) return expect(credentials).toHaveLength(1);
		const offered = description.properties
			.filter(({ name }) => name === 'authentication')
			.flatMap(({ options = [] }) => options.map((one) => ('value' in one ? one.value : '')));
		const shown = credentials.flatMap((one) => one.displayOptions?.show?.authentication ?? []);
		expect([...new Set(offered)].sort()).toEqual([...shown].sort());
	});

	test.each(nodeFiles)('%s hides neither Resource nor Operation in the panel', async (file) => {
		const { description } = await load(file);
		const shown = (description.credentials ?? []).map((one) => one.displayOptions?.show ?? {});
		if (!shown.some((one) => 'authentication' in one)) return;
		const choices = description.properties.filter(({ name }) => name === 'authentication');
		expect(choices.map(({ displayOptions }) => displayOptions)).toEqual([undefined]);
	});
});

describe('valid-node-categories', () => {
	test.each(codexFiles)('%s', (file) => {
		const codex = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
			categories?: string[];
			subcategories?: unknown;
		};
		expect(codex.categories?.length).toBeGreaterThan(0);
		expect(codex.categories?.filter((one) => !CATEGORIES.includes(one))).toEqual([]);
		expect(codex.subcategories).toBeUndefined();
	});
});

/**
 * n8n's rule is a warning, and reads only the literals of the node file. The engine makes the rest.
 */
describe('non-required-fields-in-collection', () => {
	test.each(nodeFiles)('%s', (file) => {
		const properties = literalsOf(file, 'properties') as Array<Record<string, unknown>>;
		const optional = properties.filter(
			({ name, type, required }) =>
				typeof name === 'string' &&
				!NO_OPTIONAL_INPUT.includes(name) &&
				!['collection', 'fixedCollection', 'notice', 'hidden'].includes(String(type)) &&
				required !== true,
		);
		expect(optional.map(({ name }) => name)).toEqual([]);
	});
});

async function load(file: string): Promise<INodeType> {
	const exported = (await import(join(root, file))) as Record<string, new () => INodeType>;
	const Node = exported[basename(file).split('.')[0] ?? ''];
	if (Node === undefined) throw new Error(`${file} exports no class of its name`);
	return new Node();
}

/**
 * The entries of a member of the description, as far as they are literals. A lint sees nothing
 * else.
 */
function literalsOf(file: string, member: string): unknown[] {
	const text = readFileSync(join(root, file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const found: unknown[] = [];
	const visit = (node: ts.Node): void => {
		if (
			ts.isPropertyAssignment(node) &&
			node.name.getText() === member &&
			ts.isArrayLiteralExpression(node.initializer) &&
			ts.isObjectLiteralExpression(node.parent) &&
			ts.isPropertyDeclaration(node.parent.parent)
		) {
			found.push(...node.initializer.elements.map(valueOf));
		} else ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

/** Undefined for anything but a literal, as for the lint. */
function valueOf(node: ts.Expression): unknown {
	if (ts.isStringLiteral(node)) return node.text;
	if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
	if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
	if (ts.isArrayLiteralExpression(node)) return node.elements.map(valueOf);
	if (!ts.isObjectLiteralExpression(node)) return undefined;
	return Object.fromEntries(
		node.properties
			.filter(ts.isPropertyAssignment)
			.map((one) => [one.name.getText(), valueOf(one.initializer)]),
	);
}
