// Runs after all other suites, and searches what they have left behind in n8n.
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCanaries, useCanary, type Canary } from './support/canaries.mts';
import { WRONG_SECRET } from './support/credentialCases.mts';
import { knownSecrets, ourCredentialTypes, secretFields } from './support/knownSecrets.mts';
import { describeLeaks, searchEverything, type Leak } from './support/leakPlaces.mts';
import type { Secret } from './support/leakSearch.mts';
import { plantEverywhere, plants } from './support/plants.mts';
import { ANSWERS_FILE, PUSH_FILE } from './support/recorder.mts';
import { sharedStage } from './support/sharedStage.mts';

const stage = await sharedStage();
const { client, n8n, sandbox } = stage;

const CANARY_LIMIT_MILLISECONDS = 600_000;
const SEARCH_LIMIT_MILLISECONDS = 600_000;

let canaries: readonly Canary[];

describe('secrets of their own shape', () => {
	beforeAll(async () => {
		await sandbox.reset();
		canaries = await createCanaries(stage);
	});

	it('stand in every secret field of every credential type of ours', async () => {
		const ours = await ourCredentialTypes(client);
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
			...(await knownSecrets(stage, n8n)),
			// Storing a token, 1.x drops the fields that the form does not show.
			...canaries.flatMap((canary) => canary.secrets),
		];
		const sought = [...secrets, ...plants.map(({ secret }) => secret)];
		leaks = await searchEverything({ ...n8n, client, folders: [n8n.userFolder] }, sought);
	}, SEARCH_LIMIT_MILLISECONDS);

	it('knows the secrets and tokens of this run', () => {
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
