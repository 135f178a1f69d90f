/** What the sandbox tells people to enter, and whether it then accepts that. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ICredentialType } from 'n8n-workflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asText, filledForms } from '../../sandbox/overview.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';

const folder = join(import.meta.dirname, '../../credentials');
const modules = await Promise.all(
	readdirSync(folder)
		.filter((name) => name.endsWith('.credentials.ts'))
		.map(async (name) => {
			const path = pathToFileURL(join(folder, name)).href;
			return (await import(path)) as Record<string, new () => ICredentialType>;
		}),
);
const types = modules.flatMap((one) => Object.values(one).map((Type) => new Type()));

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => await sandbox.close());

test('there is a filled form for every credential, with fields that the form has', () => {
	const forms = filledForms(sandbox.addresses);
	expect(forms.map(({ credential }) => credential).sort()).toEqual(
		types.map(({ displayName }) => displayName).sort(),
	);
	for (const { credential, fields } of forms) {
		const known = types.find(({ displayName }) => displayName === credential)?.properties ?? [];
		const names = known.map(({ displayName }) => displayName);
		expect(fields.filter(([name]) => !names.includes(name))).toEqual([]);
	}
});

test('a browser sees the table at the root, and so does the terminal', async () => {
	const response = await fetch(sandbox.url);
	const page = await response.text();
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toContain('text/html');
	const text = asText(filledForms(sandbox.addresses));
	for (const { fields } of filledForms(sandbox.addresses)) {
		for (const [, value] of fields) {
			expect(page).toContain(`<code>${value}</code>`);
			expect(text).toContain(value);
		}
	}
});

test('what reaches no provider is still a 404', async () => {
	expect((await fetch(`${sandbox.url}/elsewhere`)).status).toBe(404);
});
