// Files on their way through n8n: large ones, and uploads that a revoked token cuts off.
import type { INode, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputOf, type Credential, type Execution } from '../../playground/client.mts';
import { caseOf } from './support/credentialCases.mts';
import { createAccount, node } from './support/ecgridParcels.mts';
import { startFileServer, type FileServer } from './support/fileServer.mts';
import { inARow, ourNode } from './support/inARow.mts';
import { manualTrigger } from './support/manualTrigger.mts';
import { runNode } from './support/nodeRun.mts';
import { sharedStage } from './support/sharedStage.mts';

const stage = await sharedStage();
const { client, sandbox, n8n } = stage;

const TRIGGER = 'Run once';
/** n8n 1.x keeps files among the data of an execution: a text, for which 100 MB are too many. */
const isInMemory = n8n.version.startsWith('1.');
const LARGE_MEGABYTES = isInMemory ? 10 : 100;
const LARGE_LIMIT_SECONDS = 170;

let server: FileServer;

beforeAll(async () => {
	await sandbox.reset();
	server = await startFileServer();
});

afterAll(async () => await server.close());

/** Runs nodes in a row behind one that fetches a file of so many megabytes. */
async function runWithFile(megabytes: number, nodes: readonly INode[]): Promise<Execution> {
	const workflow = await client.createWorkflow({
		name: `File of ${megabytes} MB`,
		...inARow([manualTrigger(TRIGGER), fetchFile(megabytes), ...nodes]),
		settings: { executionOrder: 'v1' },
	});
	const id = await client.startWorkflow(workflow.id, TRIGGER);
	const execution = await client.waitForExecution(id, LARGE_LIMIT_SECONDS);
	await client.deleteWorkflow(workflow.id);
	return execution;
}

function fetchFile(megabytes: number): INode {
	return {
		...node('Fetch', 'n8n-nodes-base.httpRequest', {
			url: server.fileUrl(megabytes),
			options: { response: { response: { responseFormat: 'file' } } },
		}),
		typeVersion: 4.2,
	};
}

describe('a large file', () => {
	it('goes to ECGrid and comes back as it was', async () => {
		const account = await createAccount(stage, 'large-files@example.com');
		const ids = await runNode(stage, {
			type: 'ecGrid',
			credential: account,
			parameters: { resource: 'id', operation: 'getAll', returnAll: true },
		});
		// Of a new account: its own ID, and that of its partner.
		const [own, partner] = ids.items.map(({ json }) => ({
			__rl: true,
			mode: 'id',
			value: String(json.ecGridId),
		}));
		const execution = await runWithFile(LARGE_MEGABYTES, [
			ourNode('Upload', 'ecGrid', account, {
				resource: 'parcel',
				operation: 'upload',
				additionalFields: { ecGridIdFrom: partner, ecGridIdTo: own },
			}),
			ourNode('Pending', 'ecGrid', account, {
				resource: 'parcel',
				operation: 'getPending',
				returnAll: true,
			}),
			node('Newest', 'n8n-nodes-base.limit', { maxItems: 1, keep: 'lastItems' }),
			ourNode('Download', 'ecGrid', account, {
				resource: 'parcel',
				operation: 'download',
				parcelId: { __rl: true, mode: 'id', value: '={{ $json.parcelId }}' },
			}),
			node('Hash', 'n8n-nodes-base.crypto', {
				action: 'hash',
				type: 'SHA256',
				binaryData: true,
				encoding: 'hex',
			}),
		]);
		expect(execution.data.resultData.error?.message).toBeUndefined();
		const [hashed] = outputOf(execution, 'Hash');
		expect(hashed?.json.data).toBe(server.digestOf(LARGE_MEGABYTES));
		const [downloaded] = outputOf(execution, 'Download');
		expect(downloaded?.binary?.data).toMatchObject({ fileName: 'orders.edi' });
	});
});

describe('an upload whose token was revoked', () => {
	it.each<[how: string, isSentAgain: boolean, body: INodeParameters]>([
		['as a body', isInMemory, { contentType: 'binaryData', inputDataFieldName: 'data' }],
		[
			'in a form',
			false,
			{
				contentType: 'multipart-form-data',
				bodyParameters: {
					parameters: [
						{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' },
					],
				},
			},
		],
	])(
		'%s is sent again if n8n holds it as bytes; otherwise the message says that it was not',
		async (how, isSentAgain, body) => {
			const { type, account, data } = caseOf('E-CROSS API');
			const credential = await client.createCredential({
				name: `E-CROSS, upload ${how}`,
				type,
				data: { ...data(account(`upload ${how}`), sandbox.addresses), productUrl: server.origin },
			});
			const upload = async () => await runWithFile(1, [uploadNode(credential, body)]);
			expect(await upload()).toMatchObject({ status: 'success' });
			server.revokeTokens();
			server.takeUploads();

			const cutOff = await upload();
			if (isSentAgain) {
				expect(cutOff).toMatchObject({ status: 'success' });
				expect(server.takeUploads().map(({ status }) => status)).toEqual([401, 200]);
				return;
			}
			expect(cutOff.data.resultData.error?.message).toMatch(
				/^E-CROSS refused the token for this upload, so nothing was done\. .* Run this step again\./,
			);
			expect(server.takeUploads().map(({ status }) => status)).toEqual([401]);
			expect(await upload()).toMatchObject({ status: 'success' });
			expect(server.takeUploads().map(({ status }) => status)).toEqual([200]);
		},
	);
});

function uploadNode({ id, name, type }: Credential, body: INodeParameters): INode {
	return {
		...node('Send', 'n8n-nodes-base.httpRequest', {
			method: 'POST',
			url: `${server.origin}/upload`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
			sendBody: true,
			...body,
		}),
		typeVersion: 4.2,
		credentials: { [type]: { id, name } },
	};
}
