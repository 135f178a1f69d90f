/** The publisher is stated in `packages/identity.json`. What repeats it must not differ. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { expect, test } from 'vitest';

import { packageNames, readIdentity } from '../../packages/manifest.mts';

const root = resolve(import.meta.dirname, '../..');
const { organisation, author, team } = await readIdentity();
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const tracked = execFileSync('git', ['ls-files', '*.json', '*.md', '*.yml', '*.ts', '*.mts'], {
	cwd: root,
	encoding: 'utf8',
})
	.trim()
	.split('\n')
	.filter((file) => !/^contracts\/|package-lock\.json$/.test(file));

/** An address of one of our repositories. Other people's repositories have no n8n nodes. */
const REPOSITORY = new RegExp(
	`github\\.com/([\\w.-]+)/(?:${(await packageNames()).join('|')})\\b`,
	'g',
);

test('every address of a repository names the organisation', () => {
	const named = tracked.flatMap((file) =>
		[...read(file).matchAll(REPOSITORY)].map(([, owner]) => `${file}: ${owner}`),
	);
	expect(named.length).toBeGreaterThan(10);
	expect(named.filter((one) => !one.endsWith(`: ${organisation}`))).toEqual([]);
});

test('package.json, the licence and the owners of the code name the author and the team', () => {
	expect((JSON.parse(read('package.json')) as { author: object }).author).toEqual(author);
	expect(read('LICENSE.md')).toContain(` ${author.name}\n`);
	expect(read('.github/CODEOWNERS')).toContain(`* @${organisation}/${team}\n`);
});

test('docs/releasing.md names each placeholder as it is', () => {
	const page = read('docs/releasing.md');
	const placeholders = [organisation, author.name, author.email, team];
	expect(placeholders.filter((one) => !page.includes(one))).toEqual([]);
});
