import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type ITriggerFunctions,
} from 'n8n-workflow';

import { createClient } from '../../shared/http/client';
import type { ApiRequest } from '../../shared/http/types';
import type { Download } from '../../shared/http/files';
import { pagesOf } from '../../shared/http/pagination';
import { parcels } from '../api/paginations';
import { confirmation, fetchFileWithWarning } from '../api/parcelFiles';
import { PARCEL, rowsOf } from '../api/memberNames';
import { ecGrid } from '../api/provider';
import type { Settings } from './settings';

/** A parcel that waits for its receiver. */
export interface PendingParcel {
	parcelId: number;
	facts: IDataObject;
}

/** The inbox that a trigger watches. Every method rejects if ECGrid refuses or cannot be reached. */
export interface Mailbox {
	/** The parcels that are not confirmed, at most `limit`. */
	pending(limit?: number): Promise<PendingParcel[]>;
	/** What a workflow starts with: the facts, and the file if the user wants it. */
	itemOf(parcel: PendingParcel): Promise<INodeExecutionData>;
	confirm(parcelId: number): Promise<void>;
	/** Whether the parcel still waits; true as well where the answer does not tell. */
	isPending(parcelId: number): Promise<boolean>;
}

/** The status of a parcel that is not confirmed (contract). */
const PENDING_STATUS = 'inboxready';
const NOT_FOUND = '404';

/** The inbox that the settings name. */
export function openMailbox(functions: ITriggerFunctions, settings: Settings): Mailbox {
	const { mailboxId, fileField } = settings;
	const client = createClient(functions, ecGrid, settings.credentialType);
	const send = async (request?: ApiRequest) => (request ? await client.send(request) : undefined);
	const answer = async (request: ApiRequest) => await client.answer(request);
	const refuse = (problem: string, description: string) =>
		new NodeOperationError(functions.getNode(), problem, { description });
	const fail = (problem: string) =>
		refuse(`${ecGrid.name} ${problem}`, 'No items were passed on. The next poll tries again.');
	const store = async ({ content, fileName, mimeType }: Download) =>
		await functions.helpers.prepareBinaryData(content, fileName, mimeType);

	return {
		pending: async (limit = Infinity) => {
			const request = read('/v2/parcels/pending-inbox-list', mailboxId ? { mailboxId } : {});
			const found: PendingParcel[] = [];
			for await (const rows of pagesOf(parcels, request, limit, { send, fail })) {
				found.push(...rows.map((row) => parcelIn(row, fail)));
			}
			return found;
		},
		itemOf: async ({ parcelId, facts }) => {
			if (fileField === undefined) return { json: facts };
			const request = read('/v2/parcels/download', { parcelId });
			const context = { answer, store, refuse };
			const { facts: more, file } = await fetchFileWithWarning(context, request, parcelId);
			if (more.sizeWarning !== undefined) functions.logger.warn(String(more.sizeWarning));
			return { json: { ...facts, ...more }, binary: { [fileField]: file } };
		},
		confirm: async (parcelId) => {
			await client.send(confirmation(parcelId));
		},
		isPending: async (parcelId) => {
			const request = { method: 'GET', service: 'api', path: `/v2/parcels/${parcelId}` } as const;
			return await client.send(request).then(
				(answer) => isPendingStatus(rowsOf(answer, PARCEL)[0]?.status),
				(error: unknown) => {
					if (error instanceof NodeApiError && error.httpCode === NOT_FOUND) return false;
					throw error;
				},
			);
		},
	};
}

function isPendingStatus(status: unknown): boolean {
	return typeof status !== 'string' || status.trim().toLowerCase() === PENDING_STATUS;
}

/** Reading twice does no harm: a download leaves the parcel pending (contract). */
function read(path: string, body: IDataObject): ApiRequest {
	return { method: 'POST', service: 'api', path, body, repeatable: true };
}

/** Going on without an id would hand the same parcel over at every poll, and never confirm it. */
function parcelIn(facts: IDataObject, fail: (problem: string) => Error): PendingParcel {
	const parcelId = Number(facts.parcelId ?? NaN);
	if (!Number.isSafeInteger(parcelId)) throw fail('listed a parcel without "parcelId"');
	return { parcelId, facts };
}
