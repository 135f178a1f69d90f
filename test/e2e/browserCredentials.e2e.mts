// The forms of the credentials, filled in by mouse and keyboard, and all that their Test says.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutFolder } from '../../playground/folders.mts';
import { caseOf, WRONG_SECRET, type CredentialCase } from './support/credentialCases.mts';
import { openBrowser, signIn } from './support/editor/browser.mts';
import { CredentialDialog } from './support/editor/CredentialDialog.mts';
import { sharedStage } from './support/sharedStage.mts';

const { sandbox, n8n, owner } = await sharedStage();

/** What the form calls the values of its drop-down lists. */
const CHOICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	environment: { custom: 'Custom' },
	authentication: { apiKey: 'API Key', session: 'Session' },
	loginField: { automatic: 'Automatic' },
	loginParameter: { LoginName: 'LoginName' },
};

const TRY_NOW =
	'Check them in the credential. Next attempt in 60 s. To try now, press Retry in the credential.';

/** What a user reads after "More details" when the secret is wrong. */
const REFUSALS: ReadonlyArray<readonly [title: string, sentences: string]> = [
	[
		'E-CROSS API',
		`E-CROSS refused the Client ID and Client Secret: "Incorrect username or password". ${TRY_NOW}`,
	],
	['Ecart Pay API', `Ecart Pay refused the Public Key and Private Key: "Unauthorized". ${TRY_NOW}`],
	[
		'ECGrid API Key API',
		'ECGrid refused the API Key. It may have been replaced: copy the current one from your profile page in the portal.',
	],
	['ECGrid Login API', `ECGrid refused the Email and Password: "Invalid login". ${TRY_NOW}`],
	[
		'ECGrid SOAP API with a session',
		`ECGrid refused the Email and Password: "Invalid login". ${TRY_NOW}`,
	],
	['ECGrid SOAP API with an API key', 'ECGrid refused the API Key. Check it in the credential.'],
	['Pledg API', `Pledg refused the API Key and API Secret: "unauthorized". ${TRY_NOW}`],
];

/** Types whose secret no harmless call proves; their forms say so. */
const UNPROVEN: ReadonlyArray<readonly [title: string, notice: RegExp]> = [
	[
		'Pledg Dashboard API',
		/^[^*]*no way to check the email and password before the first refund\./s,
	],
	[
		'Pledg Signature API',
		/^[^*]*no way to check the Secret Key before the first signed request\./s,
	],
];

/** A wrong address, what a user reads, and the words of it that the page `My credential is red` quotes. */
const WRONG_ADDRESSES: ReadonlyArray<
	readonly [baseUrl: string, sentences: RegExp, quoted: string]
> = [
	[
		`${sandbox.addresses.ecartpay.baseUrl}/nothing`,
		/^Couldn't log in to Ecart Pay: nothing was found at /,
		'nothing was found at',
	],
	[
		'http://127.0.0.1:9',
		/^Couldn't log in to Ecart Pay: 127\.0\.0\.1:9 refused the connection\. Check your network or firewall\./,
		'refused the connection',
	],
];

let browser: Browser;
let page: Page;

beforeAll(async () => {
	await sandbox.reset();
	browser = await openBrowser();
	page = await signIn(browser, n8n.url, owner);
});

afterAll(async () => await browser?.close());

describe('the form of a new credential', () => {
	it.each(REFUSALS)('of %s: green, then red with a wrong secret', async (title, sentences) => {
		const dialog = await fillIn(caseOf(title));
		await dialog.save();
		await dialog.waitForSuccess();

		await dialog.fill(caseOf(title).secretField, WRONG_SECRET);
		await dialog.save();
		expect(await dialog.readRefusal()).toBe(sentences);
	});

	it.each(UNPROVEN)('of %s: green, and it says what that proves', async (title, notice) => {
		const dialog = await fillIn(caseOf(title));
		await dialog.save();
		await dialog.waitForSuccess();
		expect(await dialog.text()).toMatch(notice);
	});

	it.each(WRONG_ADDRESSES)(
		'with the address %s is red, as our page says',
		async (url, sentences, quoted) => {
			const dialog = await fillIn(caseOf('Ecart Pay API'), { baseUrl: url });
			await dialog.save();
			expect(await dialog.readRefusal()).toMatch(sentences);
			const text = await readFile(join(checkoutFolder, 'docs/jobs/red-credential.md'), 'utf8');
			expect(text).toContain(`… ${quoted}`);
		},
	);

	it('of a provider with several types opens with when to use it', async () => {
		for (const typeName of ['ECGrid Login API', 'Pledg API']) {
			const dialog = await CredentialDialog.create(page, typeName);
			expect(await dialog.text()).toMatch(/Use this when [^*]*\*/s);
		}
	});
});

/**
 * Enters what an account of its own needs; fields that depend on a choice appear with it. Each field
 * is filled once: n8n takes values over late, and a first value may come back over a second.
 */
async function fillIn(
	credentialCase: CredentialCase,
	others: Readonly<Record<string, string>> = {},
): Promise<CredentialDialog> {
	const [typeName] = credentialCase.title.split(' with ');
	const account = credentialCase.account(`browser-${credentialCase.type.toLowerCase()}`);
	const data = Object.entries({
		...credentialCase.data(account, sandbox.addresses),
		...others,
	});
	const dialog = await CredentialDialog.create(page, String(typeName));
	for (const [field, value] of data) {
		const choice = CHOICES[field]?.[String(value)];
		if (choice !== undefined) await dialog.choose(field, choice);
	}
	for (const [field, value] of data) {
		if (!(field in CHOICES)) await dialog.fill(field, String(value));
	}
	return dialog;
}
