import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { sandboxCredentials } from '../sandbox/credentials.mts';
import type { SandboxAddresses } from '../sandbox/addresses.mts';
import type { Credential, CredentialInput, N8nClient, WorkflowInput } from './client.mts';
import { checkoutFolder } from './folders.mts';

/** The sandbox's address in the examples, which can be imported by hand as they are. */
const EXAMPLES_SANDBOX_URL = 'http://127.0.0.1:5710';

/** Makes the credentials that are not there yet, and returns all of them. */
export async function provideCredentials(
	client: N8nClient,
	addresses: SandboxAddresses,
): Promise<Credential[]> {
	const existing = await client.listCredentials();
	const names = new Set(existing.map(({ name }) => name));
	const created: Credential[] = [];
	for (const input of sandboxCredentialInputs(addresses)) {
		if (!names.has(input.name)) created.push(await client.createCredential(input));
	}
	return [...existing, ...created];
}

/** Imports the examples that are not there yet, with the ids of the credentials they name. */
export async function provideWorkflows(
	client: N8nClient,
	sandboxUrl: string,
	credentials: readonly Credential[],
): Promise<void> {
	const names = new Set((await client.listWorkflows()).map(({ name }) => name));
	for (const example of await readExamples(sandboxUrl)) {
		if (!names.has(example.name)) {
			await client.createWorkflow(withCredentialIds(example, credentials));
		}
	}
}

/** One credential of each type, with what the sandbox accepts, and one for the examples' chat model. */
export function sandboxCredentialInputs(addresses: SandboxAddresses): CredentialInput[] {
	return [
		eCross(addresses),
		ecartPay(addresses),
		...ecGrid(addresses),
		...pledg(addresses),
		openAi(addresses),
	];
}

/** Puts the ids of this n8n's credentials into nodes that name a credential of the same name and type. */
export function withCredentialIds(
	workflow: WorkflowInput,
	credentials: readonly Credential[],
): WorkflowInput {
	return { ...workflow, nodes: workflow.nodes.map((node) => linkNode(node, credentials)) };
}

function linkNode(node: INode, credentials: readonly Credential[]): INode {
	if (!node.credentials) return node;
	const linked = Object.entries(node.credentials).map(([type, named]) => {
		const match = credentials.find((known) => known.type === type && known.name === named.name);
		return [type, { ...named, id: match?.id ?? null }];
	});
	return { ...node, credentials: Object.fromEntries(linked) };
}

/** The workflows of the folder `examples`, made to call this sandbox. */
export async function readExamples(sandboxUrl: string): Promise<WorkflowInput[]> {
	const folder = join(checkoutFolder, 'examples');
	const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
	const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
	return texts.map(
		(text) => JSON.parse(text.replaceAll(EXAMPLES_SANDBOX_URL, sandboxUrl)) as WorkflowInput,
	);
}

function eCross({ ecross }: SandboxAddresses): CredentialInput {
	return {
		name: 'E-CROSS (sandbox)',
		type: 'eCrossApi',
		data: { environment: 'custom', ...ecross, ...sandboxCredentials.ecross },
	};
}

function ecartPay({ ecartpay }: SandboxAddresses): CredentialInput {
	return {
		name: 'Ecart Pay (sandbox)',
		type: 'ecartPayApi',
		data: { environment: 'custom', ...ecartpay, ...sandboxCredentials.ecartpay },
	};
}

function ecGrid({ ecgrid: { baseUrl, soapUrl } }: SandboxAddresses): CredentialInput[] {
	const { apiKey, email, password } = sandboxCredentials.ecgrid;
	return [
		{ name: 'ECGrid API Key (sandbox)', type: 'ecGridApi', data: { baseUrl, apiKey } },
		{
			name: 'ECGrid Login (sandbox)',
			type: 'ecGridLoginApi',
			data: { baseUrl, email, password, loginField: 'automatic' },
		},
		{
			name: 'ECGrid SOAP (sandbox)',
			type: 'ecGridSoapApi',
			data: {
				url: soapUrl,
				namespace: 'https://os.ecgrid.io/',
				authentication: 'session',
				email,
				password,
				loginParameter: 'LoginName',
			},
		},
	];
}

function pledg({ pledg: { baseUrl, frontUrl } }: SandboxAddresses): CredentialInput[] {
	const { apiKey, apiSecret, email, password, merchantUid, secretKey } = sandboxCredentials.pledg;
	const environment = 'custom';
	return [
		{
			name: 'Pledg (sandbox)',
			type: 'pledgApi',
			data: { environment, baseUrl, apiKey, apiSecret },
		},
		{
			name: 'Pledg Dashboard (sandbox)',
			type: 'pledgDashboardApi',
			data: { environment, baseUrl, email, password },
		},
		{
			name: 'Pledg Signature (sandbox)',
			type: 'pledgSignatureApi',
			data: { environment, baseUrl, frontUrl, merchantUid, secretKey },
		},
	];
}

function openAi({ openai: { url } }: SandboxAddresses): CredentialInput {
	return {
		name: 'OpenAI (sandbox)',
		type: 'openAiApi',
		data: { ...sandboxCredentials.openai, url },
	};
}
