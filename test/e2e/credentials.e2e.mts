import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Credential, Workflow } from '../../playground/client.mts';
import type { Fault } from '../../sandbox/faults.mts';
import type { ProviderId } from '../../sandbox/providers.mts';
import {
	caseOf,
	credentialCases,
	credentialInput,
	editCredential,
	WRONG_SECRET,
	type CredentialCase,
} from './support/credentialCases.mts';
import { callOnce, createCalls, runCalls } from './support/httpRequest.mts';
import { sharedStage } from './support/sharedStage.mts';

/** Nothing listens here. */
const DEAD_ADDRESS = 'http://127.0.0.1:9';
/** What the Test says where it cannot prove the secret. */
const UNPROVEN: Readonly<Record<string, string>> = {
	pledgDashboardApi: 'Saved. Pledg offers no way to check the password; the first refund will.',
	pledgSignatureApi:
		'Saved. Pledg knows the Merchant UID, but offers no way to check the Secret Key; the first signed request will.',
};
const PROVEN_BY_LOGIN = credentialCases.filter(({ hasToken }) => hasToken);

const stage = await sharedStage();
const { client, sandbox, n8n } = stage;

/** A credential that the tests below share, with a workflow that uses it. */
interface Prepared {
	readonly credential: Credential;
	readonly workflow: Workflow;
}

const prepared = new Map<CredentialCase, Prepared>();

beforeAll(async () => {
	await sandbox.reset();
	for (const credentialCase of credentialCases) {
		const credential = await create(credentialCase, accountOf(credentialCase, 'shared'));
		const call = await credentialCase.call(sandbox);
		prepared.set(credentialCase, {
			credential,
			workflow: await createCalls(stage, credential, call),
		});
	}
});

describe.each(credentialCases)('$title', (credentialCase) => {
	const { provider, hasToken, type } = credentialCase;

	it('is offered by n8n', async () => {
		expect(await client.listCredentialTypes()).toContain(type);
	});

	it('tests green, with one login where it has a token', async () => {
		const { credential } = preparedOf(credentialCase);
		const logins = await loginsDuring(provider, async () => {
			expect(await client.testCredential(credential.id)).toEqual({
				status: 'OK',
				message: UNPROVEN[type] ?? 'Connection successful!',
			});
		});
		expect(logins).toBe(Number(hasToken));
	});

	it('calls the API from the HTTP Request node, with the token of the Test', async () => {
		const { workflow } = preparedOf(credentialCase);
		const logins = await loginsDuring(provider, async () => {
			expect(await runCalls(stage, workflow)).toMatchObject({ status: 'success' });
		});
		expect(logins).toBe(0);
	});

	it('shows the browser neither secret nor token', async () => {
		const { credential } = preparedOf(credentialCase);
		const shown = JSON.stringify(await client.getCredential(credential.id));
		const { secret } = credentialCase.account(accountOf(credentialCase, 'shared'));
		const tokens = await sandbox.issuedTokens(provider);
		expect([secret, ...tokens].filter((value) => shown.includes(value))).toEqual([]);
	});

	it('asks no network when the secret is empty or blank', async () => {
		const message = `${credentialCase.secretLabel} is empty. Enter it in the credential.`;
		for (const secret of ['', ' \t\n ']) {
			await expectRedUnasked(credentialCase, { [credentialCase.secretField]: secret }, message);
		}
	});

	it.each<readonly [problem: string, address: string, message: string]>([
		['is empty', '', 'is empty. Enter it in the credential.'],
		['is no URL', 'api', 'is not a web address. It must look like https://api.example.com.'],
		[
			'has credentials in it',
			'https://user:word@api.example.com',
			'contains a user name or password. Remove them; the credential has its own fields for these.',
		],
		[
			'is not HTTPS',
			'http://api.example.com',
			'is not HTTPS, so the secrets would travel in clear text. Use https://, or switch on Allow Unencrypted HTTP for a gateway inside your own network.',
		],
	])('asks no network when the address %s', async (_problem, address, sentence) => {
		const { addressLabel } = credentialCase;
		const changes = addressChanges(credentialCase, address);
		await expectRedUnasked(credentialCase, changes, `${addressLabel} ${sentence}`);
	});
});

describe('a wrong secret', () => {
	it.each([
		[
			'E-CROSS API',
			'E-CROSS refused the Client ID and Client Secret: "Incorrect username or password".',
		],
		['Ecart Pay API', 'Ecart Pay refused the Public Key and Private Key: "Unauthorized".'],
		['ECGrid Login API', 'ECGrid refused the Email and Password: "Invalid login".'],
		['ECGrid SOAP API with a session', 'ECGrid refused the Email and Password: "Invalid login".'],
		['Pledg API', 'Pledg refused the API Key and API Secret: "unauthorized".'],
	])('of %s is tried once, and the provider is quoted', async (title, refusal) => {
		const credentialCase = caseOf(title);
		const message = `${refusal} Check them in the credential. Next attempt in 60 s. To try now, press Retry in the credential.`;
		const credential = await createWrong(credentialCase);
		const logins = await loginsDuring(credentialCase.provider, async () => {
			expect(await client.testCredential(credential.id)).toEqual({ status: 'Error', message });
		});
		expect(logins).toBe(1);
	});

	it.each([
		[
			'ECGrid API Key API',
			'ECGrid refused the API Key. It may have been replaced: copy the current one from your profile page in the portal.',
		],
		['ECGrid SOAP API with an API key', 'ECGrid refused the API Key. Check it in the credential.'],
	])('of %s turns the Test red', async (title, message) => {
		const credential = await createWrong(caseOf(title));
		expect(await client.testCredential(credential.id)).toEqual({ status: 'Error', message });
	});

	it.each(['Pledg Dashboard API', 'Pledg Signature API'])(
		'of %s shows at the first call, as the form says: no harmless call would prove it',
		async (title) => {
			const credentialCase = caseOf(title);
			const credential = await createWrong(credentialCase);
			expect((await client.testCredential(credential.id)).status).toBe('OK');
			const outcome = await callOnce(stage, credential, await credentialCase.call(sandbox));
			expect(outcome).toMatchObject({
				status: 'error',
				message: 'Authorization failed - please check your credentials',
			});
		},
	);

	it('of a type that logs in fails a workflow with the sentence of the Test', async () => {
		const credentialCase = caseOf('E-CROSS API');
		const credential = await createWrong(credentialCase, 'wrong-run');
		const outcome = await callOnce(stage, credential, await credentialCase.call(sandbox));
		expect(outcome.status).toBe('error');
		expect(outcome.message).toMatch(
			/^E-CROSS refused the Client ID and Client Secret: "Incorrect username or password"\. Check them in the credential\. Next attempt in \d+ s. To try now, press Retry in the credential\.$/,
		);
	});
});

describe('a provider that is down', () => {
	it.each([
		['E-CROSS API', 'E-CROSS'],
		['Ecart Pay API', 'Ecart Pay'],
		['ECGrid Login API', 'ECGrid'],
		['ECGrid SOAP API with a session', 'ECGrid'],
		['Pledg API', 'Pledg'],
	])('turns the Test of %s red with a sentence', async (title, provider) => {
		const credentialCase = caseOf(title);
		const { credential } = preparedOf(credentialCase);
		const changes = addressChanges(credentialCase, DEAD_ADDRESS);
		expect(await client.testCredential(credential.id, changes)).toEqual({
			status: 'Error',
			message: `Couldn't log in to ${provider}: ${new URL(DEAD_ADDRESS).host} refused the connection. Check your network or firewall. Next attempt in 5 s. To try now, press Retry in the credential.`,
		});
	});

	it.each([
		['ECGrid API Key API', 'ECGrid', 'Base URL'],
		['ECGrid SOAP API with an API key', 'ECGrid', 'URL'],
		['Pledg Dashboard API', 'Pledg', 'Environment or Base URL'],
		['Pledg Signature API', 'Pledg', 'Environment or Base URL'],
	])('turns the Test of %s red with a sentence, too', async (title, provider, field) => {
		const credentialCase = caseOf(title);
		const credential = await create(credentialCase, accountOf(credentialCase, 'down'));
		const changes = addressChanges(credentialCase, DEAD_ADDRESS);
		const { message } = await client.testCredential(credential.id, changes);
		expect(message).toBe(
			`Couldn't check this credential with ${provider}: ${new URL(DEAD_ADDRESS).host} refused the connection. Check your network or firewall, and ${field} in the credential, or press Retry later.`,
		);
	});

	it.each(PROVEN_BY_LOGIN)('fails a workflow of $title with a sentence', async (credentialCase) => {
		const input = credentialInput(
			credentialCase,
			accountOf(credentialCase, 'down'),
			sandbox.addresses,
		);
		const data = { ...input.data, ...addressChanges(credentialCase, DEAD_ADDRESS) };
		const credential = await client.createCredential({ ...input, data });
		const call = await credentialCase.call(sandbox);
		const { status, message } = await callOnce(stage, credential, call);
		expect(status).toBe('error');
		expect(message).toContain('refused the connection.');
		expect(message).not.toMatch(/ECONN/);
	});
});

describe('an answer of the token endpoint that makes no sense', () => {
	const credentialCase = caseOf('E-CROSS API');
	const { provider } = credentialCase;
	const endpoint = `${sandbox.addresses.ecross.authUrl}/token`;
	const noToken = (answer: string) =>
		`Couldn't log in to E-CROSS: ${endpoint} ${answer}. Next attempt in 5 s. To try now, press Retry in the credential.`;

	it.each<readonly [NonNullable<Fault['kind']>, string]>([
		['notJson', noToken('sent a response that is not JSON')],
		['html', noToken('answered with an HTML page (HTTP status 200)')],
		['endless', noToken('sent more than 256 KiB')],
		['drip', noToken('sent no complete response within 10 s')],
		['noToken', noToken('sent a response without a usable token')],
		[
			'redirect',
			`${endpoint} redirects to ${new URL(sandbox.addresses.foreign).host}. The redirect was not followed, because your secrets would be sent there. Enter the final address in Environment or Authentication URL of the credential. Next attempt in 60 s. To try now, press Retry in the credential.`,
		],
	])('(%s) costs one request and gives a sentence', async (kind, message) => {
		await sandbox.fault({ provider, operationId: 'token', kind, times: 'always' });
		try {
			const credential = await create(credentialCase, `odd-${kind}`);
			const logins = await loginsDuring(provider, async () => {
				expect(await client.testCredential(credential.id)).toEqual({ status: 'Error', message });
				// Within the gate: whatever runs now reads the same sentence, and asks nobody.
				const call = await credentialCase.call(sandbox);
				const outcome = await callOnce(stage, credential, call);
				expect(outcome.message?.split(' The next')[0]).toBe(message.split(' The next')[0]);
			});
			expect(logins).toBe(1);
		} finally {
			await sandbox.clearFaults();
		}
		expect((await sandbox.statistics()).foreign).toEqual([]);
	});
});

describe('an edited secret', () => {
	it.each(PROVEN_BY_LOGIN)('of $title leads to a new login', async (credentialCase) => {
		const { provider, secretField } = credentialCase;
		const name = accountOf(credentialCase, 'edited');
		const { id } = credentialCase.account(name);
		const credential = await create(credentialCase, name);
		const workflow = await createCalls(stage, credential, await credentialCase.call(sandbox));
		expect(await runCalls(stage, workflow)).toMatchObject({ status: 'success' });

		const secret = `New-secret-of-${name}1!`;
		await sandbox.changeSecret(provider, id, secret);
		await editCredential(stage, credential, { [secretField]: secret });
		const logins = await loginsDuring(provider, async () => {
			expect(await runCalls(stage, workflow)).toMatchObject({ status: 'success' });
		});
		expect(logins).toBe(1);
	});

	it.each(['ECGrid API Key API', 'ECGrid SOAP API with an API key'])(
		'of %s is sent at once',
		async (title) => {
			const credentialCase = caseOf(title);
			const credential = await createWrong(credentialCase, 'edited-key');
			const workflow = await createCalls(stage, credential, await credentialCase.call(sandbox));
			expect((await runCalls(stage, workflow)).status).toBe('error');
			const { secret } = credentialCase.account('edited-key');
			await editCredential(stage, credential, { [credentialCase.secretField]: secret });
			expect(await runCalls(stage, workflow)).toMatchObject({ status: 'success' });
		},
	);
});

describe('after a restart of n8n', () => {
	beforeAll(async () => {
		await n8n.restart();
	});

	it.each(credentialCases)(
		'$title works on, without a new token request',
		async (credentialCase) => {
			const logins = await loginsDuring(credentialCase.provider, async () => {
				const outcome = await runCalls(stage, preparedOf(credentialCase).workflow);
				expect(outcome).toMatchObject({ status: 'success' });
			});
			expect(logins).toBe(0);
		},
	);
});

function preparedOf(credentialCase: CredentialCase): Prepared {
	const found = prepared.get(credentialCase);
	if (!found) throw new Error(`${credentialCase.title} was not prepared`);
	return found;
}

/** ECGrid's types share accounts at the sandbox, so the type is a part of the name. */
function accountOf({ type }: CredentialCase, purpose: string): string {
	return `${purpose}-${type.toLowerCase()}`;
}

async function create(credentialCase: CredentialCase, account: string): Promise<Credential> {
	return await client.createCredential(credentialInput(credentialCase, account, sandbox.addresses));
}

async function createWrong(credentialCase: CredentialCase, account = 'wrong'): Promise<Credential> {
	const input = credentialInput(credentialCase, account, sandbox.addresses);
	const data = { ...input.data, [credentialCase.secretField]: WRONG_SECRET };
	return await client.createCredential({ ...input, data });
}

async function loginsDuring(provider: ProviderId, work: () => Promise<void>): Promise<number> {
	const before = await sandbox.tokenRequests(provider);
	await work();
	return (await sandbox.tokenRequests(provider)) - before;
}

function addressChanges(
	{ addressFields }: CredentialCase,
	address: string,
): ICredentialDataDecryptedObject {
	return Object.fromEntries(addressFields.map((field) => [field, address]));
}

/** Presses Test with some fields changed: it says why not, and no request reaches the provider. */
async function expectRedUnasked(
	credentialCase: CredentialCase,
	changes: ICredentialDataDecryptedObject,
	message: string,
): Promise<void> {
	const { credential } = preparedOf(credentialCase);
	const before = (await sandbox.statisticsOf(credentialCase.provider)).requests;
	expect(await client.testCredential(credential.id, changes)).toEqual({ status: 'Error', message });
	expect((await sandbox.statisticsOf(credentialCase.provider)).requests).toBe(before);
}
