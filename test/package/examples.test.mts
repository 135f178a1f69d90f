/** The example workflows as a reader sees them: on the page that lists them, and on the canvas. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { ICredentialType, INode } from 'n8n-workflow';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'examples/README.md'), 'utf8');
const examples = globSync('examples/*.json', { cwd: root }).map((path) => {
	const { nodes } = JSON.parse(readFileSync(join(root, path), 'utf8')) as { nodes: INode[] };
	return { file: path.replace('examples/', ''), nodes };
});

const types = await Promise.all(
	globSync('credentials/*.credentials.ts', { cwd: root }).map(async (path) => {
		const url = pathToFileURL(join(root, path)).href;
		const exported = (await import(url)) as Record<string, new () => ICredentialType>;
		return Object.values(exported).map((Type) => new Type());
	}),
);
const displayNames = new Map(types.flat().map(({ name, displayName }) => [name, displayName]));
displayNames.set('openAiApi', 'OpenAI');

test('there are examples to look at', () => {
	expect(examples.length).toBeGreaterThan(15);
});

test.each(examples)(
	'$file is on the page, with the credentials that it needs',
	({ file, nodes }) => {
		const row = page.split('\n').find((line) => line.includes(`](${file})`)) ?? '';
		const needed = nodes.flatMap(({ credentials = {} }) => Object.keys(credentials));
		const missing = needed.filter((type) => !row.includes(displayNames.get(type) ?? type));
		expect(row).not.toBe('');
		expect(missing).toEqual([]);
	},
);

test.each(examples)('$file is shown on a light and on a dark page', ({ file }) => {
	const picture = `../docs/images/example-${file.replace('.json', '')}`;
	for (const path of [`${picture}.png`, `${picture}.dark.png`]) {
		expect(page).toContain(`"${path}"`);
		expect(existsSync(join(root, 'examples', path)), path).toBe(true);
	}
});

test.each(examples)('no note of $file lies over a node or another note', ({ nodes }) => {
	const notes = nodes.filter(isNote);
	const overlapping = notes.flatMap((note) =>
		nodes
			.filter((other) => other !== note && overlap(boxOf(note), boxOf(other)))
			.map(({ name }) => `${note.name}: ${name}`),
	);
	expect(notes).not.toHaveLength(0);
	expect(overlapping).toEqual([]);
});

test.each(examples)(
	'no note of $file names a date: what the sandbox holds is of now',
	({ nodes }) => {
		const month =
			'January|February|March|April|May|June|July|August|September|October|November|December';
		const date = new RegExp(`\\b(${month}) (\\d|of)|\\b20\\d\\d\\b`);
		const texts = nodes.filter(isNote).map(({ parameters }) => String(parameters.content));
		expect(texts.filter((text) => date.test(text))).toEqual([]);
	},
);

interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** n8n draws a node 96 wide (256 if it has inputs below), with its name in two lines underneath. */
const NODE = { width: 96, height: 96, label: 44 };
const WIDE = 256;
/** The size of a note that states none. */
const NOTE = { width: 240, height: 160 };

function boxOf(node: INode): Box {
	const [left, top] = node.position;
	const { width = NOTE.width, height = NOTE.height } = node.parameters as Partial<typeof NOTE>;
	if (isNote(node)) return { left, top, right: left + width, bottom: top + height };
	const isWide = node.type.endsWith('.agent');
	return {
		left,
		top,
		right: left + (isWide ? WIDE : NODE.width),
		bottom: top + NODE.height + NODE.label,
	};
}

function overlap(one: Box, other: Box): boolean {
	return (
		one.left < other.right &&
		other.left < one.right &&
		one.top < other.bottom &&
		other.top < one.bottom
	);
}

function isNote({ type }: INode): boolean {
	return type === 'n8n-nodes-base.stickyNote';
}
