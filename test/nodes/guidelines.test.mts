/**
 * n8n's guidelines for what users read, held over the descriptions of all nodes and credentials:
 * https://docs.n8n.io/integrations/creating-nodes/plan/node-ui-design/
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { isRepeatable } from '../../nodes/shared/operation/operation';
import { nodesUnderContract } from '../contract/nodes.mts';

const root = join(import.meta.dirname, '../..');

/** Words that stay small inside a title. */
const SMALL = /^(a|an|and|as|at|but|by|e\.g\.|for|from|in|into|of|on|or|over|per|the|to|via|with)$/;
/** Names that begin with a small letter. */
const PROPER = new Set(["n8n's", 'cXML']);
/** Names that a provider shows as they are: scopes, such as read_orders. */
const CODE = /^[a-z]+(_[a-z]+)+$/;
/** From this length on, n8n's lint wants a list in the order of the alphabet. */
const LONGEST_UNSORTED = 5;
const MOST_FIELDS = 10;

/** Lists whose order says something, by the name of their field. */
const ORDERED: Readonly<Record<string, string>> = {
	resource: 'the order of use',
	operation: 'SOAP: the order in which a user looks for them',
	status: 'the life of the thing, from its beginning',
	statuses: 'the life of the thing, from its beginning',
	authLevel: 'from the most rights to the fewest',
	commType: 'real channels, then what is none',
	contactType: 'the owner, then the others',
	ediStandard: 'the usual ones first',
	event: 'what is delivered first, then what is about it',
	routingGroup: 'the usual ones first',
	systemObject: 'the usual ones first',
};

interface Described {
	name: string;
	properties: INodeProperties[];
}

interface Place {
	at: string;
	field: INodeProperties;
}

async function instancesIn(folder: string, ending: string): Promise<unknown[]> {
	const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
	const modules = await Promise.all(
		files
			.filter((file) => file.endsWith(ending))
			.map(async (file) => (await import(join(root, folder, file))) as Record<string, unknown>),
	);
	return modules.flatMap((module) =>
		Object.values(module)
			.filter((one): one is new () => unknown => typeof one === 'function')
			.map((Type) => new Type()),
	);
}

const nodes = (await instancesIn('nodes', '.node.ts')) as INodeType[];
const credentials = (await instancesIn('credentials', '.credentials.ts')) as ICredentialType[];

const described: Described[] = [
	...nodes.map(({ description }) => ({
		name: description.name,
		properties: description.properties,
	})),
	...credentials.map(({ name, properties }) => ({ name, properties })),
];

/** The fields of a form, those inside collections too. What n8n adds to a trigger is not ours. */
function* fieldsOf(properties: INodeProperties[], path: string): Generator<Place> {
	for (const field of properties) {
		if (field.type === 'hidden' || field.type === 'notice' || field.name === 'pollTimes') continue;
		const at = `${path} > ${field.displayName}`;
		yield { at, field };
		for (const option of field.options ?? []) {
			if ('values' in option) yield* fieldsOf(option.values, at);
			else if ('type' in option) yield* fieldsOf([option], at);
		}
	}
}

const places = described.flatMap(({ name, properties }) => [...fieldsOf(properties, name)]);

const problems = (isWrong: (field: INodeProperties) => unknown): string[] => [
	...new Set(places.filter(({ field }) => isWrong(field)).map(({ at }) => at)),
];

/** What an options field offers to choose from. */
function choiceNames({ type, options = [] }: INodeProperties): string[] {
	if (type !== 'options' && type !== 'multiOptions') return [];
	return options.map(({ name }) => name);
}

function isTitle(text: string): boolean {
	if (CODE.test(text)) return true;
	const words = text.split(/[\s(/]+/).filter((word) => word !== '');
	return words.every(
		(word, index) =>
			!/^[a-z]/.test(word) || PROPER.has(word) || (index > 0 && SMALL.test(word.toLowerCase())),
	);
}

/** A label may end with the name on the wire: "Date (fechaOperacion)". */
function withoutWireName({ displayName, name }: INodeProperties): string {
	return displayName.replace(` (${name})`, '');
}

const isSorted = (names: string[]) =>
	names.every((name, index) => index === 0 || (names[index - 1] ?? '').localeCompare(name) <= 0);

test('every node and every credential is looked at', () => {
	expect(nodes.length).toBeGreaterThanOrEqual(8);
	expect(credentials.length).toBeGreaterThanOrEqual(7);
	expect(places.length).toBeGreaterThan(1000);
});

describe('labels', () => {
	test('nothing reads "Input Binary Field"', () => {
		expect(problems(({ displayName }) => /binary (field|property)/i.test(displayName))).toEqual([]);
	});

	test('are in title case', () => {
		expect(problems((field) => !isTitle(withoutWireName(field)))).toEqual([]);
	});

	test('of choices are in title case', () => {
		expect(problems((field) => !choiceNames(field).every(isTitle))).toEqual([]);
	});

	test('write numbers and abbreviations as people do', () => {
		const odd = /[a-z]\d(?!n\b)|\bId\b|EMail|\b(Num|Certs|Comm)\b/;
		expect(problems((field) => odd.test(withoutWireName(field)))).toEqual([]);
	});

	test('have small words inside', () => {
		const odd = / (And|At|By|For|In|Of|On|Or|The|To|With) \S/;
		expect(
			problems((field) =>
				[field.displayName, ...choiceNames(field)]
					// n8n's own name of a setting.
					.map((one) => one.replace('Retry On Fail', ''))
					.some((one) => odd.test(one)),
			),
		).toEqual([]);
	});

	test('end without a full stop or a colon', () => {
		expect(problems(({ displayName }) => /[.:]$/.test(displayName))).toEqual([]);
	});
});

describe('placeholders', () => {
	test('show what a URL or an email looks like', () => {
		expect(
			problems(
				({ type, displayName, placeholder, default: preset }) =>
					type === 'string' &&
					/\b(URL|Email)$/.test(displayName) &&
					placeholder === undefined &&
					preset === '',
			),
		).toEqual([]);
	});

	test('begin with "e.g."', () => {
		const isWrong = (text: string | undefined) => text !== undefined && !/^e\.g\. \S/.test(text);
		expect(
			problems(({ type, placeholder, modes = [] }) =>
				// A collection shows its placeholder on the button that adds to it.
				type === 'collection' || type === 'fixedCollection'
					? placeholder !== undefined && !/^Add \S/.test(placeholder)
					: isWrong(placeholder) ||
						modes.some((mode) => mode.name !== 'list' && isWrong(mode.placeholder)),
			),
		).toEqual([]);
	});
});

describe('descriptions', () => {
	test('of switches say more than the label', () => {
		expect(problems(({ description = '' }) => /^Whether .* is on\.?$/.test(description))).toEqual(
			[],
		);
	});

	test('of switches begin with "Whether"', () => {
		expect(
			problems(
				({ type, description }) => type === 'boolean' && !/^Whether \S/.test(description ?? ''),
			),
		).toEqual([]);
	});

	test('of one sentence end without a full stop', () => {
		expect(
			problems(({ description = '' }) => description.endsWith('.') && !/[.:;?] /.test(description)),
		).toEqual([]);
	});
});

describe('order', () => {
	test('lists of choices follow the alphabet, or an order that says something', () => {
		const isWrong = (field: INodeProperties) => {
			const names = choiceNames(field);
			return names.length > LONGEST_UNSORTED && !isSorted(names) && !(field.name in ORDERED);
		};
		const ofService = (at: string) => at.startsWith('ecGridSoap >');
		// The SOAP service's description lists its words in an order of its own, the default first.
		expect(problems(isWrong).filter((at) => !ofService(at))).toEqual([]);
	});

	test('fields inside collections follow the alphabet, the corrections of guesses last', () => {
		const isWrong = ({ type, options = [] }: INodeProperties) => {
			if (type !== 'collection') return false;
			const names = options.map((one) => ('displayName' in one ? one.displayName : one.name));
			const isGuess = (name: string) => /^(Name of |Request Path)/.test(name);
			const [usual, guesses] = [names.filter((name) => !isGuess(name)), names.filter(isGuess)];
			return (
				!isSorted(usual) || !isSorted(guesses) || usual.concat(guesses).join() !== names.join()
			);
		};
		expect(problems(isWrong)).toEqual([]);
	});

	test.each(nodes.map(({ description }) => description))(
		'$name asks for what it needs before what may be added',
		({ properties }) => {
			const rank = ({ type, name }: INodeProperties) =>
				name === 'options' ? 2 : type === 'collection' ? 1 : 0;
			const operations = new Map<string, number>();
			const wrong: string[] = [];
			for (const field of properties) {
				const { resource = [''], operation = [] } = field.displayOptions?.show ?? {};
				for (const one of resource.flatMap((r) => operation.map((o) => `${r} ${o}`))) {
					if (rank(field) < (operations.get(one) ?? 0)) wrong.push(`${one}: ${field.displayName}`);
					operations.set(one, Math.max(rank(field), operations.get(one) ?? 0));
				}
			}
			expect(wrong).toEqual([]);
		},
	);
});

describe('Simplify', () => {
	test.each(nodesUnderContract)(
		'is offered where an answer of $provider.name has more than ten fields',
		({ contract, resources }) => {
			const width = widthsOf(contract);
			// The check of a connection tells of the login, not of the answer.
			const missing = resources
				.filter(({ value }) => value !== 'connection')
				.flatMap(({ name, operations }) =>
					operations
						.filter((operation) => isRepeatable(operation) && !operation.simplify)
						.filter((one) => [one.contract].flat().some((id) => (width.get(id) ?? 0) > MOST_FIELDS))
						// What comes out is not the answer, but a choice of it, or a file.
						.filter(({ request, output, filesOut }) => request && !output && !filesOut)
						.map((operation) => `${name}: ${operation.name}`),
				);
			expect(missing).toEqual([]);
		},
	);
});

type Json = Record<string, unknown>;

/** How many members a row of the documented answer has, by operationId. */
function widthsOf(contract: string): Map<string, number> {
	const file = join(root, 'contracts', contract, 'openapi.yaml');
	const document = parse(readFileSync(file, 'utf8')) as Json;
	const inner = (node: unknown, ...path: string[]) =>
		path.reduce<Json>((found, name) => resolve((found[name] ?? {}) as Json), node as Json);
	const resolve = (node: Json): Json =>
		typeof node.$ref === 'string'
			? resolve(inner(document, ...node.$ref.split('/').slice(1)))
			: node;
	const membersOf = (schema: Json): Record<string, Json> => {
		const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((name) => (schema[name] ?? []) as Json[]);
		return Object.assign(
			{},
			...parts.map((part) => membersOf(resolve(part))),
			schema.properties ?? {},
		) as Record<string, Json>;
	};
	// An envelope holds the rows in one of its members.
	const widthOf = (schema: Json): number => {
		if (schema.type === 'array') return widthOf(inner(schema, 'items'));
		const members = Object.entries(membersOf(schema)).map(
			([name, one]) => [name, resolve(one)] as const,
		);
		const rows = members.filter(([name, one]) => name === 'data' || one.type === 'array');
		const isEnvelope = members.length <= 7 && rows.length === 1;
		return Math.max(members.length, ...(isEnvelope ? rows.map(([, one]) => widthOf(one)) : []));
	};
	const operations = Object.values(document.paths as Record<string, Json>).flatMap((path) =>
		Object.values(path).filter((one): one is Json => typeof (one as Json).operationId === 'string'),
	);
	return new Map(
		operations.map((one) => {
			const answers = Object.entries(inner(one, 'responses')).filter(([code]) =>
				code.startsWith('2'),
			);
			const widths = answers.flatMap(([, answer]) =>
				Object.values(inner(resolve(answer as Json), 'content')).map((content) =>
					widthOf(inner(content, 'schema')),
				),
			);
			return [String(one.operationId), Math.max(0, ...widths)];
		}),
	);
}
