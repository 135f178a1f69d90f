// Runs after all other suites, and searches what they have left behind in n8n.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CredentialInput } from '../../playground/client.mts';
import type { ProviderId } from '../../sandbox/providers.mts';
import { createCanaries, secretFields, useCanary, type Canary } from './canaries.mts';
import { WRONG_SECRET } from './credentialCases.mts';
import { describeLeaks, searchEverything, type Leak } from './leakPlaces.mts';
import type { Secret } from './leakSearch.mts';
import { plantEverywhere, plants } from './plants.mts';
import { ANSWERS_FILE, PUSH_FILE } from './recorder.mts';
import { sharedStage } from './sharedStage.mts';

const stage = await sharedStage();
const { client, n8n, sandbox } = stage;

const CANARY_LIMIT_MILLISECONDS = 600_000;
const SEARCH_LIMIT_MILLISECONDS = 600_000;
const OUR_TYPES = /^(eCross|ecartPay|ecGrid|pledg)/;
const OUR_PROVIDERS: readonly ProviderId[] = ['ecross', 'ecartpay', 'ecgrid', 'pledg'];

let canaries: readonly Canary[];

describe('secrets of their own shape', () => {
	beforeAll(async () => {
		await sandbox.reset();
		canaries = await createCanaries(stage);
	});

	it('stand in every secret field of every credential type of ours', async () => {
		const types = await client.describeCredentialTypes();
		const ours = types.filter(({ name }) => OUR_TYPES.test(name));
		const filled = (type: string) =>
			canaries.find(({ credential }) => credential.type === type)?.secrets.length;
		expect(ours).toHaveLength(8);
		expect(ours.map(({ name }) => [name, filled(name)])).toEqual(
			ours.map((type) => [type.name, secretFields(type).length]),
		);
	});

	it(
		'are used while all goes well, and while all goes wrong',
		async () => {
			// As with an editor that is open: what n8n tells it is recorded.
			const push = await client.openPush();
			for (const canary of canaries) await useCanary(stage, canary);
			await plantEverywhere(stage);
			push.close();
			const reached = await sandbox.statistics();
			expect(reached.foreign).toEqual([]);
		},
		CANARY_LIMIT_MILLISECONDS,
	);
});

describe('the search of everything that n8n keeps, prints and answers', () => {
	let leaks: readonly Leak[];
	let secrets: readonly Secret[];

	beforeAll(async () => {
		secrets = [
			{ name: 'the wrong secret', value: WRONG_SECRET },
			...(await storedSecrets()),
			...(await issuedTokens()),
		];
		const sought = [...secrets, ...plants.map(({ secret }) => secret)];
		leaks = await searchEverything({ ...n8n, client, folders: [n8n.userFolder] }, sought);
	}, SEARCH_LIMIT_MILLISECONDS);

	it('knows the secrets and tokens of this run', () => {
		const known = secrets.map(({ value }) => value);
		const ofCanaries = canaries.flatMap((canary) => canary.secrets.map(({ value }) => value));
		expect(known).toEqual(expect.arrayContaining(ofCanaries));
		expect(secrets.filter(({ name }) => name.startsWith('a token of ')).length).toBeGreaterThan(5);
	});

	it("reads a log of n8n's that tells all, down to the level debug", async () => {
		expect(await readFile(n8n.logFile, 'utf8')).toMatch(/debug.*Running node/);
	});

	it.each(placesOfPlants())('finds a planted secret in all spellings in %s', (_what, place) => {
		const found = leaks.filter((leak) => place.test(leak.place)).map(({ secret }) => secret.name);
		for (const { secret } of plants) expect(found).toContain(secret.name);
	});

	it('finds no secret and no token of ours anywhere', () => {
		const planted = new Set(plants.map(({ secret }) => secret.value));
		expect(describeLeaks(leaks.filter(({ secret }) => !planted.has(secret.value)))).toEqual([]);
	});
});

function placesOfPlants(): Array<readonly [what: string, place: RegExp]> {
	const places = [
		["n8n's log", /^n8n\.log$/],
		['the data of executions', /^executions$/],
		['stored executions', /^table execution_data$/],
		['stored workflows', /^table workflow_entity$/],
		['stored credentials', /^table credentials_entity$/],
		["answers of n8n's API", new RegExp(`^${ANSWERS_FILE}$`)],
		['push messages', new RegExp(`^${PUSH_FILE}$`)],
		['an export of workflows', /^workflow export$/],
		['an export of credentials', /^credential export$/],
	] as const;
	// 1.x keeps files in the data of executions.
	return n8n.version.startsWith('1.') ? [...places] : [...places, ['files', /binary_data\//]];
}

/** The secrets of all credentials of ours that this n8n has now, whichever suite has made them. */
async function storedSecrets(): Promise<Secret[]> {
	const file = join(n8n.userFolder, 'decrypted.json');
	await n8n.command(['export:credentials', '--all', '--decrypted', `--output=${file}`]);
	const stored = JSON.parse(await readFile(file, 'utf8')) as CredentialInput[];
	await rm(file);
	const types = (await client.describeCredentialTypes()).filter(({ name }) => OUR_TYPES.test(name));
	const fieldsOf = new Map(types.map((type) => [type.name, secretFields(type)]));
	return stored.flatMap(({ name, type, data }) =>
		(fieldsOf.get(type) ?? [])
			.filter((field) => typeof data[field.name] === 'string')
			.map((field) => ({ name: `${field.name} of ${name}`, value: String(data[field.name]) })),
	);
}

async function issuedTokens(): Promise<Secret[]> {
	const tokens: Secret[] = [];
	for (const provider of OUR_PROVIDERS) {
		const issued = await sandbox.issuedTokens(provider);
		tokens.push(...issued.map((value) => ({ name: `a token of ${provider}`, value })));
	}
	return tokens;
}
