// The package goes the way of every community node: published to a registry, installed, updated and
// removed on n8n's own screen, in an n8n of its own that has never had it.
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { N8nClient, type Credential } from '../../playground/client.mts';
import { provideInstallation } from '../../playground/installation.mts';
import { startN8n, type RunningN8n } from '../../playground/n8n.mts';
import { buildPackage, type BuiltPackage } from '../../playground/package.mts';
import { caseOf, credentialInput } from './support/credentialCases.mts';
import { openBrowser, signIn } from './support/editor/browser.mts';
import { CommunityNodesPage } from './support/editor/CommunityNodesPage.mts';
import { runNode, type NodeOutcome } from './support/nodeRun.mts';
import { startLocalRegistry, type LocalRegistry } from './support/registry/localRegistry.mts';
import { copyAsVersion } from './support/registry/nextVersion.mts';
import { packSinglePackages, type SinglePackage } from './support/registry/singlePackages.mts';
import { sharedStage } from './support/sharedStage.mts';
import { OWNER } from './support/stage.mts';

const NEXT_VERSION = '99.0.0';
/** By n8n 2 and by n8n 1.x. */
const REFUSED_AS_DOUBLE = /Failed to save installed package|already an entry with this name/;
const START_LIMIT_MILLISECONDS = 240_000;
const PACKING_LIMIT_MILLISECONDS = 300_000;

const shared = await sharedStage();
const { sandbox } = shared;
/** Below the shared one's, so that it is removed, kept and searched for leaks together with it. */
const userFolder = join(shared.n8n.userFolder, 'registry-install');

/** What shows that a package of one service works. */
interface SingleCase {
	readonly name: string;
	/** Of the credential, in the cases of all suites. */
	readonly title: string;
	readonly type: string;
	readonly parameters: INodeParameters;
}

const singleCases = [
	{
		name: 'n8n-nodes-ecgrid',
		title: 'ECGrid API Key API',
		type: 'ecGrid',
		parameters: { resource: 'user', operation: 'getMe' },
	},
	{
		name: 'n8n-nodes-ecross',
		title: 'E-CROSS API',
		type: 'eCross',
		parameters: { resource: 'connection', operation: 'check' },
	},
	{
		name: 'n8n-nodes-ecartpay',
		title: 'Ecart Pay API',
		type: 'ecartPay',
		parameters: { resource: 'connection', operation: 'check' },
	},
	{
		name: 'n8n-nodes-pledg',
		title: 'Pledg API',
		type: 'pledg',
		parameters: { resource: 'connection', operation: 'check', merchantUid: 'mer_sandbox' },
	},
] as const satisfies readonly SingleCase[];

let built: BuiltPackage;
let registry: LocalRegistry;
let n8n: RunningN8n;
let client: N8nClient;
let browser: Browser;
let screen: CommunityNodesPage;
let credential: Credential;

beforeAll(async () => {
	await sandbox.reset();
	const installation = await provideInstallation(shared.n8n.version);
	built = await buildPackage();
	registry = await startLocalRegistry(installation, join(userFolder, 'registry'), userFolder);
	await registry.publish(built.folder);
	n8n = await startN8n({ installation, userFolder, environment: registry.environment });
	client = new N8nClient(n8n.url);
	await client.signIn(OWNER);
	browser = await openBrowser();
	screen = new CommunityNodesPage(await signIn(browser, n8n.url, OWNER));
}, START_LIMIT_MILLISECONDS);

afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
	await registry?.close();
});

describe('the package in a registry', () => {
	it('is unknown to an n8n that has not installed it', async () => {
		expect(await ourNodes()).toEqual([]);
	});

	it("is installed on n8n's Community Nodes screen, and brings all its nodes", async () => {
		await screen.open();
		await screen.install(built.name);
		await screen.card(built.name).getByText(`v${built.version}`).waitFor();
		expect(await ourNodes()).toEqual(packagedNodes());
	});

	it('lets a credential test green and a workflow run', async () => {
		const input = credentialInput(caseOf('E-CROSS API'), 'registry', sandbox.addresses);
		credential = await client.createCredential(input);
		expect(await client.testCredential(credential.id)).toMatchObject({ status: 'OK' });
		expect(await listProducts()).toMatchObject({ status: 'success' });
	});

	it('is updated on that screen once there is a next version', async () => {
		const next = join(userFolder, 'next-version');
		await copyAsVersion(built.folder, NEXT_VERSION, next);
		await registry.publish(next);
		await screen.open();
		await screen.update(built.name);
		await screen.card(built.name).getByText(`v${NEXT_VERSION}`).waitFor();
		expect(await ourNodes()).toEqual(packagedNodes());
	});

	it('keeps credential and token through the update', async () => {
		const logins = await sandbox.tokenRequests('ecross');
		expect(await listProducts()).toMatchObject({ status: 'success' });
		expect(await sandbox.tokenRequests('ecross')).toBe(logins);
		expect(await client.testCredential(credential.id)).toMatchObject({ status: 'OK' });
	});

	it('is uninstalled on that screen, and takes its nodes along but no credential', async () => {
		await screen.open();
		await screen.uninstall(built.name);
		await screen.card(built.name).waitFor({ state: 'detached' });
		expect(await ourNodes()).toEqual([]);
		const kept = await client.listCredentials();
		expect(kept.map(({ id }) => id)).toContain(credential.id);
	});

	it('works with the old credential after it was installed again', async () => {
		await screen.open();
		await screen.install(built.name);
		await screen.card(built.name).getByText(`v${NEXT_VERSION}`).waitFor();
		expect(await client.testCredential(credential.id)).toMatchObject({ status: 'OK' });
		expect(await listProducts()).toMatchObject({ status: 'success' });
	});

	it('has come from this registry alone', () => {
		// n8n asks its maker whether a package is banned, and goes on where it gets no answer.
		const registries = [...registry.askedHosts].filter((host) => !host.endsWith('.n8n.io'));
		expect(registries).toEqual([registry.host]);
	});
});

/** The package of each service by itself, where the bundle is not installed. */
describe('a package of one service in a registry', () => {
	let packages: SinglePackage[];
	const named = (name: string): SinglePackage => {
		const found = packages.find((one) => one.name === name);
		if (found === undefined) throw new Error(`There is no package ${name}`);
		return found;
	};

	beforeAll(async () => {
		await client.uninstallPackage(built.name);
		packages = await packSinglePackages(join(userFolder, 'single-packages'));
		for (const { folder } of packages) await registry.publish(folder);
	}, PACKING_LIMIT_MILLISECONDS);

	it("is installed on n8n's Community Nodes screen, works, is updated and uninstalled", async () => {
		const { name, version, folder, nodeTypes } = named('n8n-nodes-ecgrid');
		await screen.open();
		await screen.install(name);
		await screen.card(name).getByText(`v${version}`).waitFor();
		expect(await nodesOf(name)).toEqual(nodeTypes);
		await expectWorking(singleCases[0]);

		const next = join(userFolder, 'next-single');
		await copyAsVersion(folder, NEXT_VERSION, next);
		await registry.publish(next);
		await screen.open();
		await screen.update(name);
		await screen.card(name).getByText(`v${NEXT_VERSION}`).waitFor();
		await expectWorking(singleCases[0]);

		await screen.open();
		await screen.uninstall(name);
		await screen.card(name).waitFor({ state: 'detached' });
		expect(await nodesOf(name)).toEqual([]);
	});

	it.each(singleCases.slice(1))(
		'$name is installed, works, is updated and uninstalled',
		async (one) => {
			const { name, folder, nodeTypes } = named(one.name);
			await client.installPackage(name);
			expect(await nodesOf(name)).toEqual(nodeTypes);
			await expectWorking(one);

			const next = join(userFolder, `next-${name}`);
			await copyAsVersion(folder, NEXT_VERSION, next);
			await registry.publish(next);
			await client.updatePackage(name);
			await expectWorking(one);

			await client.uninstallPackage(name);
			expect(await nodesOf(name)).toEqual([]);
		},
	);

	it('was tried for each package that there is', () => {
		expect(singleCases.map(({ name }) => name).sort()).toEqual(
			packages.map(({ name }) => name).sort(),
		);
	});
});

describe('the bundle and a package of one service', () => {
	const single = 'n8n-nodes-ecross';
	let own: Credential;

	beforeAll(async () => {
		await client.installPackage(built.name);
		const input = credentialInput(caseOf('E-CROSS API'), 'registry-both', sandbox.addresses);
		own = await client.createCredential(input);
		expect(await listProducts(own, built.name)).toMatchObject({ status: 'success' });
	}, PACKING_LIMIT_MILLISECONDS);

	it('are not installed side by side: n8n refuses the second, and the first works on', async () => {
		const before = await sandbox.tokenRequests('ecross');
		// n8n lists the nodes of community packages by their display names, each once.
		await expect(client.installPackage(single)).rejects.toThrow(REFUSED_AS_DOUBLE);
		expect(await ourNodes()).toEqual(packagedNodes());
		expect(await listProducts(own, built.name)).toMatchObject({ status: 'success' });
		expect(await client.testCredential(own.id)).toMatchObject({ status: 'OK' });
		expect(await sandbox.tokenRequests('ecross')).toBe(before);
	});

	it('replace each other: the second finds the credential and its token', async () => {
		const before = await sandbox.tokenRequests('ecross');
		await client.uninstallPackage(built.name);
		await client.installPackage(single);
		expect(await ourNodes()).toEqual([]);
		expect(await listProducts(own, single)).toMatchObject({ status: 'success' });
		expect(await sandbox.tokenRequests('ecross')).toBe(before);
		expect(await client.testCredential(own.id)).toMatchObject({ status: 'OK' });
		await client.uninstallPackage(single);
	});
});

/** The Test of a new credential is green, and a node answers with what the provider has. */
async function expectWorking({ name, title, type, parameters }: SingleCase): Promise<void> {
	const input = credentialInput(caseOf(title), `registry-${name}`, sandbox.addresses);
	const own = await client.createCredential(input);
	expect(await client.testCredential(own.id)).toMatchObject({ status: 'OK' });
	const outcome = await runNode(
		{ n8n, client, owner: OWNER, sandbox },
		{ type, parameters, credential: own, package: name },
	);
	expect(outcome).toMatchObject({ status: 'success', items: [expect.anything()] });
}

async function listProducts(from = credential, origin = built.name): Promise<NodeOutcome> {
	const parameters = { resource: 'sku', operation: 'getAll', limit: 1 };
	return await runNode(
		{ n8n, client, owner: OWNER, sandbox },
		{ type: 'eCross', credential: from, parameters, package: origin },
	);
}

async function ourNodes(): Promise<string[]> {
	return await nodesOf(built.name);
}

/** What the editor's list of nodes has of a package, AI tools left out. */
async function nodesOf(packageName: string): Promise<string[]> {
	const types = await client.listNodeTypes();
	const ours = types.map(({ name }) => name).filter((name) => name.startsWith(`${packageName}.`));
	return ours.filter((name) => !name.endsWith('Tool')).sort();
}

function packagedNodes(): string[] {
	return built.nodes.map(({ type }) => type).sort();
}
