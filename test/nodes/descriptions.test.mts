/** Texts that people search for, and from which an AI agent learns what a tool does. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeType } from 'n8n-workflow';
import { expect, test } from 'vitest';

import type { Operation, Resource } from '../../nodes/shared/operation/operation';
import { actionNodes as nodes, triggers } from './everyNode.mts';

const SHORTEST_DESCRIPTION = 20;
const LONGEST_NODE_DESCRIPTION = 100;
/** About three lines of the panel. */
const LONGEST_ENTRY = 180;
const FEWEST_ALIASES = 4;
const PLACEHOLDER = /\b(todo|tbd|fixme|lorem|xxx)\b|\.\.\./i;
const MONEY = /\b(amount|price)\b/i;
/** Names the unit itself, or the currency that decides it. */
const UNIT = /as printed on a bill|cents|currency/i;

const nodesFolder = join(import.meta.dirname, '../../nodes');

const operationsOf = (resources: Resource[]): Operation[] =>
	resources.flatMap(({ operations }) => operations);

const problemsOf = (resources: Resource[], problem: (operation: Operation) => unknown) =>
	resources.flatMap(({ name, operations }) =>
		operations.filter(problem).map((operation) => `${name}: ${operation.name}`),
	);

/** By name. The triggers of ECGrid serve its SOAP node too. */
const WITHOUT_TRIGGER = ['ECGrid SOAP'];

const isTriggerOf = (trigger: INodeType, { description: { name } }: INodeType) =>
	trigger.description.name === `${name}Trigger`;

// The panel lists a node and its trigger of one name as one entry, under the trigger's description.
test.each(nodes)('the panel tells of $name what it does and what starts it', ({ node, name }) => {
	const { description } = node.description;
	const trigger = triggers.find((one) => isTriggerOf(one, node))?.description;
	expect(trigger === undefined).toBe(WITHOUT_TRIGGER.includes(name));
	const shown = trigger?.description ?? description;
	expect(shown.slice(0, description.length)).toBe(description);
	expect(shown.slice(description.length)).toMatch(
		trigger ? /^\. Starts the workflow (when|for) [^.]{20,}\.$/ : /^$/,
	);
	expect(shown.length).toBeLessThanOrEqual(LONGEST_ENTRY);
});

test('a trigger that the panel lists on its own tells only what starts it', () => {
	const alone = triggers.filter((one) => !nodes.some(({ node }) => isTriggerOf(one, node)));
	expect(alone.map(({ description: { name } }) => name)).toContain('ecGridWebhookTrigger');
	for (const { description } of alone) {
		expect(description.description).toMatch(/^Starts the workflow when [^.]+$/);
	}
});

test('nodes have icons that differ, square, for light and dark', () => {
	const drawings = nodes.flatMap(({ node, name, folder }) => {
		const { icon } = node.description;
		if (typeof icon !== 'object') throw new Error(`${name} has one icon for light and dark`);
		return [icon.light, icon.dark].map((file) =>
			readFileSync(join(nodesFolder, folder, file.replace('file:', '')), 'utf8'),
		);
	});
	expect(new Set(drawings).size).toBe(2 * nodes.length);
	for (const drawing of drawings) {
		const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(drawing) ?? [];
		expect(width).toBeDefined();
		expect(height).toBe(width);
	}
});

test.each(nodes)('$name is a tool, and says in one line what for', ({ node: { description } }) => {
	expect(description.usableAsTool).toBe(true);
	expect(description.description.length).toBeGreaterThanOrEqual(SHORTEST_DESCRIPTION);
	expect(description.description.length).toBeLessThanOrEqual(LONGEST_NODE_DESCRIPTION);
});

// "<action> in <node>" is all that a model reads of a tool whose description is set automatically.
test.each(nodes)('each action of $name is a sentence of its own', ({ resources }) => {
	const actions = operationsOf(resources).map(({ action }) => action);
	expect(actions.filter((action) => !/^[A-Z][^.]* [^.]*[^.]$/.test(action))).toEqual([]);
	expect(actions.filter((action, index) => actions.indexOf(action) !== index)).toEqual([]);
});

test.each(nodes)('every operation of $name says what it does', ({ resources }) => {
	const isUseless = ({ description }: Operation) =>
		description.length < SHORTEST_DESCRIPTION ||
		PLACEHOLDER.test(description) ||
		!/^[A-Z]/.test(description);
	expect(problemsOf(resources, isUseless)).toEqual([]);
});

test.each(nodes)('every amount of $name says in what unit it is', ({ resources }) => {
	const unclear = resources.flatMap(({ name, operations }) =>
		operations.flatMap(({ name: operation, parameters, optional }) =>
			Object.values({ ...parameters, ...optional })
				.map(({ type }) => type.property)
				.filter(({ type, displayName }) => type === 'number' && MONEY.test(displayName))
				.filter(({ displayName, description = '' }) => !UNIT.test(displayName + description))
				.map(({ displayName }) => `${name}: ${operation}: ${displayName}`),
		),
	);
	expect(unclear).toEqual([]);
});

test.each(
	readdirSync(nodesFolder, { recursive: true, encoding: 'utf8' }).filter((file) =>
		file.endsWith('.node.json'),
	),
)('%s makes the node known by other words than its name', (file) => {
	const codex = JSON.parse(readFileSync(join(nodesFolder, file), 'utf8')) as {
		alias?: string[];
		categories?: string[];
	};
	expect(new Set(codex.alias).size).toBeGreaterThanOrEqual(FEWEST_ALIASES);
	expect(codex.categories).not.toHaveLength(0);
});
