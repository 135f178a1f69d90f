import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import type {
	CredentialInput,
	CredentialTypeDescription,
	N8nClient,
} from '../../../playground/client.mts';
import { connectedProviders } from '../../../sandbox/providers.mts';
import { checkoutFolder } from '../../../playground/folders.mts';
import type { Secret } from './leakSearch.mts';
import type { N8nHandle } from './remoteN8n.mts';
import type { SandboxClient } from './sandboxClient.mts';

interface Manifest {
	readonly n8n: { readonly credentials: readonly string[] };
}

interface Known {
	readonly client: N8nClient;
	readonly sandbox: SandboxClient;
}

/**
 * What nobody may find: the secrets of all credentials of ours that this n8n has now, whichever suite
 * has made them, and all tokens and sessions that the sandbox has issued.
 */
export async function knownSecrets(
	{ client, sandbox }: Known,
	n8n: Pick<N8nHandle, 'command'>,
): Promise<Secret[]> {
	return [...(await storedSecrets(client, n8n)), ...(await issuedTokens(sandbox))];
}

/** The credential types of this package, as n8n has loaded them. */
export async function ourCredentialTypes(client: N8nClient): Promise<CredentialTypeDescription[]> {
	const own = await ownTypeNames();
	return (await client.describeCredentialTypes()).filter(({ name }) => own.includes(name));
}

/** As the package lists them; a type is called as its file, with a small letter first. */
async function ownTypeNames(): Promise<string[]> {
	const manifest = await readFile(join(checkoutFolder, 'package.json'), 'utf8');
	return (JSON.parse(manifest) as Manifest).n8n.credentials.map((path) => {
		const name = basename(path, '.credentials.js');
		return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
	});
}

/** The fields of a form that n8n treats as secret, hidden ones left out: nobody fills them in. */
export function secretFields({ properties }: CredentialTypeDescription): INodeProperties[] {
	return properties.filter(
		({ type, typeOptions }) => typeOptions?.password === true && type !== 'hidden',
	);
}

async function storedSecrets(
	client: N8nClient,
	n8n: Pick<N8nHandle, 'command'>,
): Promise<Secret[]> {
	const types = await ourCredentialTypes(client);
	const fieldsOf = new Map(types.map((type) => [type.name, secretFields(type)]));
	return (await decryptedCredentials(n8n)).flatMap(({ name, type, data }) =>
		(fieldsOf.get(type) ?? [])
			.filter((field) => typeof data[field.name] === 'string')
			.map((field) => ({ name: `${field.name} of ${name}`, value: String(data[field.name]) })),
	);
}

/** In a folder of its own, which is never searched. */
async function decryptedCredentials(n8n: Pick<N8nHandle, 'command'>): Promise<CredentialInput[]> {
	const folder = await mkdtemp(join(tmpdir(), 'commerce-connectors-decrypted-'));
	try {
		const file = join(folder, 'credentials.json');
		await n8n.command(['export:credentials', '--all', '--decrypted', `--output=${file}`]);
		return JSON.parse(await readFile(file, 'utf8')) as CredentialInput[];
	} finally {
		await rm(folder, { recursive: true });
	}
}

async function issuedTokens(sandbox: SandboxClient): Promise<Secret[]> {
	const tokens: Secret[] = [];
	for (const provider of connectedProviders) {
		const issued = await sandbox.issuedTokens(provider);
		tokens.push(...issued.map((value) => ({ name: `a token of ${provider}`, value })));
	}
	return tokens;
}
