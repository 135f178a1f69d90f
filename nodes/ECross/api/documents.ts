import type { IDataObject } from 'n8n-workflow';

import type { OperationContext } from '../../shared/operation/context';
import { at } from '../../../credentials/lib/json';
import { readList, whatCame } from '../../shared/http/shapes';
import type { Output } from '../../shared/operation/operation';

/** Which documents of an order are wanted. */
type DocumentKind = 'all' | 'invoice' | 'labels';

interface Wanted {
	kind: DocumentKind;
	/** Whether to download the files instead of returning only their addresses. */
	download: boolean;
	/** The binary field that takes a file. */
	field: string;
}

/**
 * One output for each document of an order, with its file. Until the order is invoiced there are
 * none, and the only output says `processing`.
 */
export async function orderDocuments(context: OperationContext, wanted: Wanted): Promise<Output[]> {
	const answer = await context.send();
	const status = at(answer, 'status');
	if (typeof status !== 'string') {
		throw context.unknown(`answered without a status. ${whatCame(answer)}`);
	}
	if (status !== 'success') return [{ json: { status, documents: [] } }];
	const documents = context
		.known(readList(answer, 'documents'))
		.filter((one) => isWanted(one, wanted.kind));
	const outputs: Output[] = [];
	for (const json of documents) {
		outputs.push(wanted.download ? await withFile(context, json, wanted.field) : { json });
	}
	return outputs;
}

async function withFile(
	context: OperationContext,
	json: IDataObject,
	field: string,
): Promise<Output> {
	if (typeof json.url !== 'string') {
		throw context.unknown(`answered with a document without a URL. ${whatCame(json)}`);
	}
	const file = await context.store(await context.download(json.url));
	return { json, binary: { [field]: file } };
}

/** The invoice goes into the parcel; every document that begins with "Label" onto it. */
function isWanted({ name }: IDataObject, kind: DocumentKind): boolean {
	if (kind === 'all') return true;
	const isLabel = String(name).startsWith('Label');
	return kind === 'labels' ? isLabel : !isLabel;
}
