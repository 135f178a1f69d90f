import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { isCancelled } from '../../shared/http/cancelling';
import type { InputFile } from '../../shared/http/files';
import { jsonWithFile } from '../../shared/http/jsonWithFile';
import { mimeTypeOf } from '../../shared/http/mimeTypes';
import { whatCame, type Reading } from '../../shared/http/shapes';
import type { ApiRequest } from '../../shared/http/types';
import type { OperationContext } from '../../shared/operation/context';
import { isObject } from '../../../credentials/lib/json';
import type { Member, Output } from '../../shared/operation/operation';
import { chosenAtOnce, FILES_AT_ONCE } from '../../shared/operation/options';
import { runPool } from '../../shared/run/pool';
import { payloadOf } from './answers';
import { PARCEL, rowsOf } from './memberNames';
import { isWholeNumber, readRows } from './things';

interface Wanted {
	parcelId: number;
	/** The binary field that takes the file. */
	binaryPropertyName: string;
	/** Whether a file must have the size that ECGrid tells; on unless switched off. */
	verifySize?: boolean | undefined;
}

interface ParcelFile {
	facts: IDataObject;
	file: IBinaryData;
}

/** The facts about a parcel, with its file. The parcel stays pending. */
export async function downloadParcel(context: OperationContext, wanted: Wanted): Promise<Output[]> {
	return [outputOf(await fetchFile(context, context.request(), wanted), wanted)];
}

/**
 * Downloads the parcels of all items, and confirms them only then: a download that fails ends the
 * node, and n8n throws away what it has given out for the other items, so none of those may be
 * confirmed yet. For the same reason a confirmation that fails is no error of its item: the item
 * has its file, and ECGrid offers the parcel again.
 */
export async function downloadAndConfirm(
	context: OperationContext,
	members: Array<Member<Wanted>>,
): Promise<Array<Output[] | Error>> {
	const files = await fetchFiles(context, members);
	const isTolerant = context.functions.continueOnFail();
	const isBroken = !isTolerant && files.some((file) => file instanceof Error);
	const results: Array<Output[] | Error> = [];
	for (const [index, { values }] of members.entries()) {
		const file = files[index];
		if (file instanceof Error) results.push(file);
		else if (file === undefined || isBroken || isCancelled(context.functions)) results.push([]);
		else results.push([await confirmed(context, file, values)]);
	}
	return results;
}

async function fetchFiles(
	context: OperationContext,
	members: Array<Member<Wanted>>,
): Promise<Array<ParcelFile | Error | undefined>> {
	const files: Array<ParcelFile | Error> = [];
	const isTolerant = context.functions.continueOnFail();
	const isHopeless = () => !isTolerant && files.some((file) => file instanceof Error);
	await runPool(
		members.length,
		chosenAtOnce(context.functions) ?? FILES_AT_ONCE,
		async (index) => {
			const member = members[index];
			if (!member) return;
			files[index] = await fetchFile(context, member.request(), member.values).then(
				(file) => file,
				(error: unknown) => (error instanceof Error ? error : new Error(String(error))),
			);
		},
		() => isHopeless() || isCancelled(context.functions),
	);
	return files;
}

type FileContext = Pick<OperationContext, 'answer' | 'store' | 'refuse'>;

/** The file of a parcel and the facts that come with it. Throws if it is not whole. */
async function fetchFile(
	context: FileContext,
	request: ApiRequest,
	{ parcelId, verifySize = true }: Omit<Wanted, 'binaryPropertyName'>,
): Promise<ParcelFile> {
	const received = await receive(context, request, parcelId);
	const doubt = verifySize ? sizeDoubt(received, parcelId) : undefined;
	if (doubt === undefined) return await kept(context, received, parcelId);
	throw context.refuse(
		doubt,
		'It was not confirmed, so it is still there. Try again. If this keeps happening and the file is complete, switch Verify Size off under Additional Fields.',
	);
}

/**
 * The same for whoever cannot ask a user what to do: a size that is not the one that ECGrid tells
 * may be an answer that broke off, so it is fetched once more. What comes then is the file, with a
 * `sizeWarning` among the facts if its size is still another one: a service that counts in its own
 * way must not hold a parcel back for ever. Throws if the content is missing or no Base64.
 */
export async function fetchFileWithWarning(
	context: FileContext,
	request: ApiRequest,
	parcelId: number,
): Promise<ParcelFile> {
	const first = await receive(context, request, parcelId);
	if (sizeDoubt(first, parcelId) === undefined) return await kept(context, first, parcelId);
	const second = await receive(context, request, parcelId);
	const sizeWarning = sizeDoubt(second, parcelId);
	const file = await kept(context, second, parcelId);
	return sizeWarning === undefined ? file : { ...file, facts: { ...file.facts, sizeWarning } };
}

interface Received {
	facts: IDataObject;
	content: Buffer;
}

async function receive(
	context: FileContext,
	request: ApiRequest,
	parcelId: number,
): Promise<Received> {
	const { body, file: content } = await context.answer({ ...request, embeddedFile: 'content' });
	const [facts = {}] = rowsOf(payloadOf(body), PARCEL);
	delete facts.content;
	if (!content) {
		throw context.refuse(
			`The content of the parcel ${parcelId} is not Base64`,
			'It was not confirmed, so it is still there. Try again, and contact ECGrid support if this keeps happening.',
		);
	}
	if (content.length === 0 && facts.bytes !== 0) {
		throw context.refuse(
			`The parcel ${parcelId} came without content`,
			'It was not confirmed, so it is still there. Try again, and contact ECGrid support if this keeps happening.',
		);
	}
	return { facts, content };
}

/** In what the size differs from the one that ECGrid tells, if it tells one. */
function sizeDoubt({ facts, content }: Received, parcelId: number): string | undefined {
	const { bytes: told } = facts;
	return typeof told !== 'number' || told === content.length
		? undefined
		: `The parcel ${parcelId} came with ${content.length} bytes, but ECGrid says it has ${told}`;
}

async function kept(
	{ store }: FileContext,
	{ facts, content }: Received,
	parcelId: number,
): Promise<ParcelFile> {
	const fileName = nameOf(facts.fileName) ?? `parcel-${parcelId}`;
	const file = await store({ content, fileName, mimeType: mimeTypeOf(content) });
	return { facts: { parcelId, ...facts }, file };
}

async function confirmed(
	context: OperationContext,
	fetched: ParcelFile,
	wanted: Wanted,
): Promise<Output> {
	const { parcelId } = wanted;
	const problem = await context.send(confirmation(parcelId)).then(
		() => undefined,
		(error: unknown) => (error instanceof Error ? error.message : String(error)),
	);
	const verdict =
		problem === undefined ? { confirmed: true } : { confirmed: false, confirmationError: problem };
	const output = outputOf(fetched, wanted);
	return { ...output, json: { ...output.json, ...verdict } };
}

/** The request that takes a parcel off the list of pending ones. */
export function confirmation(parcelId: number): ApiRequest {
	return {
		method: 'POST',
		service: 'api',
		path: '/v2/parcels/confirm',
		body: { parcelId },
		// "Repeating the call for the same parcel is harmless" (contract).
		repeatable: true,
	};
}

interface Upload {
	file: InputFile;
	/** Used instead of the file's own name. */
	fileName?: string | undefined;
}

/** Sends a file and returns its parcel ID. */
export async function uploadParcel(
	context: OperationContext,
	{ file, fileName = file.fileName }: Upload,
): Promise<Output[]> {
	if (!fileName) {
		throw context.refuse('The file has no name', 'Enter a File Name under Additional Fields.');
	}
	const request = context.request();
	const bytes = file.content.length;
	const routing = isObject(request.body) ? request.body : {};
	const json = jsonWithFile({ ...routing, fileName, bytes }, 'content', file.content);
	const answer = await context.send({ ...request, json });
	const [facts] = context.known(readSent(answer));
	return [{ json: { fileName, bytes, ...facts } }];
}

/** What is known of a parcel that was just sent: the answer is a bare ID, or an object with it. */
export function readSent(answer: unknown): Reading {
	const row = isObject(answer)
		? rowsOf(answer, PARCEL)[0]
		: { parcelId: answer as IDataObject[string] };
	return isWholeNumber(row?.parcelId)
		? readRows(row, PARCEL)
		: { rows: [], problem: `answered without a parcel ID. ${whatCame(answer)}` };
}

function outputOf({ facts, file }: ParcelFile, { binaryPropertyName }: Wanted): Output {
	return { json: facts, binary: { [binaryPropertyName]: file } };
}

/** Without folders: partners choose the name, and later nodes may write the file to a disk. */
function nameOf(fileName: unknown): string | undefined {
	const name = typeof fileName === 'string' ? fileName.split(/[\\/]/).pop()?.trim() : '';
	return name === '' || name === '.' || name === '..' ? undefined : name;
}
