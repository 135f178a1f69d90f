// Runs after all other suites, and searches what they have left behind in n8n.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CredentialInput } from '../../playground/client.mts';
import type { ProviderId } from '../../sandbox/providers.mts';
import { WRONG_SECRET } from './credentialCases.mts';
import { callOnce } from './httpRequest.mts';
import { findSecrets, type Secret } from './leakSearch.mts';
import { sharedStage } from './sharedStage.mts';

const EXECUTIONS_PER_WORKFLOW = 1_000;
/** Fields of our credential types that hold a secret. */
const SECRET_FIELDS = [
	'clientSecret',
	'salesChannelToken',
	'privateKey',
	'webhookSecret',
	'apiKey',
	'apiSecret',
	'password',
	'secretKey',
];
const OUR_PROVIDERS: readonly ProviderId[] = ['ecross', 'ecartpay', 'ecgrid', 'pledg'];

const stage = await sharedStage();
const { client, n8n, sandbox } = stage;

const secrets = [{ value: WRONG_SECRET }, ...(await storedSecrets()), ...(await issuedTokens())];

describe('the leak check', () => {
	it('knows the secrets and tokens of this run', () => {
		expect(secrets.length).toBeGreaterThan(1);
	});

	it.each([
		['raw', (secret: string) => secret],
		['percent-encoded', encodeURIComponent],
		['in base64', (secret: string) => Buffer.from(secret).toString('base64')],
		['as HTTP Basic', (secret: string) => Buffer.from(`user:${secret}`).toString('base64')],
	])('finds a planted secret %s', (_how, spell) => {
		const planted = { value: 'planted secret/1', ids: ['user'] };
		expect(findSecrets(`a line with ${spell(planted.value)} in it`, [planted])).toHaveLength(1);
		expect(findSecrets('a line without', [planted])).toEqual([]);
	});

	it("finds a secret that a workflow writes into its execution's data", async () => {
		const planted = { value: `planted-${crypto.randomUUID()}` };
		const credential = await client.createCredential({
			name: 'Leaky',
			type: 'httpHeaderAuth',
			data: { name: 'x-api-key', value: planted.value },
		});
		await callOnce(stage, credential, { url: `${sandbox.addresses.foreign}/${planted.value}` });
		const found = findSecrets(await executionTexts(), [planted]);
		expect(found).toHaveLength(1);
	});

	it("finds what n8n has logged in n8n's log", async () => {
		const [workflow] = await client.listWorkflows();
		expect(findSecrets(await logText(), [{ value: workflow?.id ?? '' }])).toHaveLength(1);
	});
});

describe('no secret or token of ours', () => {
	it("is in n8n's log, written at the level debug", async () => {
		const log = await logText();
		expect(log).toContain('debug');
		expect(findSecrets(log, secrets)).toEqual([]);
	});

	it('is in the data of any execution', async () => {
		expect(findSecrets(await executionTexts(), secrets)).toEqual([]);
	});
});

async function logText(): Promise<string> {
	return await readFile(n8n.logFile, 'utf8');
}

/** The data of all executions that n8n still has, as its API gives them out. */
async function executionTexts(): Promise<string> {
	const texts: string[] = [];
	for (const { id } of await client.listWorkflows()) {
		for (const execution of await client.listExecutions(id, EXECUTIONS_PER_WORKFLOW)) {
			texts.push(JSON.stringify(await client.getExecution(execution.id)));
		}
	}
	return texts.join('\n');
}

async function storedSecrets(): Promise<Secret[]> {
	const file = join(n8n.userFolder, 'decrypted.json');
	await n8n.command(['export:credentials', '--all', '--decrypted', `--output=${file}`]);
	const stored = JSON.parse(await readFile(file, 'utf8')) as CredentialInput[];
	await rm(file);
	return stored.flatMap(({ data }) => {
		const texts = Object.values(data).filter((value) => typeof value === 'string');
		return SECRET_FIELDS.map((field) => data[field])
			.filter((value) => typeof value === 'string')
			.map((value) => ({ value, ids: texts.filter((text) => text !== value) }));
	});
}

async function issuedTokens(): Promise<Secret[]> {
	const tokens = await Promise.all(OUR_PROVIDERS.map((id) => sandbox.issuedTokens(id)));
	return tokens.flat().map((value) => ({ value }));
}
