import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';

const root = resolve(import.meta.dirname, '../..');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

const pages = files('*.md', 'docs/**/*.md', 'examples/*.md', '.github/*.md');
const forms = files('.github/**/*.yml');

/** As in "npm run lint". `npm start` and `npm test` are scripts as well. */
const SCRIPT = /\bnpm (?:run )?((?<=run )[\w:-]*\w|start|test)/g;
/** The target of a Markdown link or picture, without its place on the page. */
const LINK = /\]\(([^)#\s]+)(?:#[^)]*)?\)/g;
/** A file or folder of this tree in code type: `nodes/shared/`, `lifecycle/policy.ts`, `clock.ts`. */
const NAMED_FILE =
	/`((?:\.?[\w*.-]+\/)*[\w*.-]+\.(?:ts|mts|mjs|md|svg|yaml)|(?:[\w-]+\/)+|(?:test|nodes|credentials|playground|sandbox|contracts)\/[\w./-]+)`/g;
/** What a page may leave out of a path that it names. */
const PLACES = ['', '.github/workflows', 'credentials/tokens', 'nodes/shared', 'packages', 'docs'];
/** What commands write into this tree, and git does not keep. */
const WRITTEN = /^(build|coverage|dist)\//;
const tree = files('{credentials,nodes,sandbox,playground,packages,test,docs,contracts}/**/*');

test.each([...pages, ...forms])('%s names only existing scripts', (page) => {
	const named = matches(read(page), SCRIPT);
	expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test.each(pages)('%s links only to existing files', (page) => {
	const links = matches(read(page), LINK).filter((link) => !/^[a-z]+:/.test(link));
	expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
});

test.each(pages)('%s names only existing files', (page) => {
	const named = matches(read(page), NAMED_FILE).filter(
		(path) => !isExample(path) && !WRITTEN.test(path),
	);
	expect(named.filter((path) => !exists(path))).toEqual([]);
});

test('each row of the tables of SECURITY.md names a test', () => {
	const rows = read('SECURITY.md')
		.split('\n')
		.filter(
			(line) =>
				/^\| /.test(line) &&
				!/^\| (Version|latest release|older releases|Promise|Who) +\|/.test(line),
		)
		.filter((line) => !/^\|[-| ]+\|$/.test(line));
	const isHeld = (row: string) =>
		/`test\/[\w./-]+\.test\.m?ts`|`test\/e2e\//.test(row) || /n8n's lint/.test(row);
	expect(rows.length).toBeGreaterThan(30);
	expect(rows.filter((row) => !isHeld(row))).toEqual([]);
});

test.each(forms)('%s is YAML', (form) => {
	const { errors, warnings } = parseDocument(read(form));
	expect([...errors, ...warnings]).toEqual([]);
});

test('there are pages and forms to look at', () => {
	expect(pages).toContain('README.md');
	expect(forms).toContain('.github/workflows/ci.yml');
});

/** Files of a provider X that does not exist yet. */
function isExample(path: string): boolean {
	return /(^|[/-])[xX](?:[./]|Api|Trigger)/.test(path);
}

/** A bare name, or a path with a star, may mean any file in the tree. */
function exists(path: string): boolean {
	if (path.includes('*')) return files(...PLACES.map((place) => join(place, path))).length > 0;
	if (PLACES.some((place) => existsSync(join(root, place, path)))) return true;
	return !path.includes('/') && tree.some((file) => file.endsWith(`/${path}`));
}

function files(...patterns: string[]): string[] {
	return globSync(patterns, { cwd: root }).sort();
}

function read(file: string): string {
	return readFileSync(join(root, file), 'utf8');
}

function matches(text: string, pattern: RegExp): string[] {
	return [...text.matchAll(pattern)].map(([, found = '']) => found);
}
