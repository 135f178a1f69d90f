import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { Field } from '../fields/fieldType';
import type { InputFile } from '../http/files';

/** Held in memory while it is sent, together with the request that contains it. */
const LARGEST_UPLOAD_MEGABYTES = 100;

/** The file in a binary property of an item. Refused before it is read if it is too large. */
export async function readInputFile(
	functions: IExecuteFunctions,
	itemIndex: number,
	property: string,
	refuse: Field['refuse'],
): Promise<InputFile> {
	const binary = functions.getInputData()[itemIndex]?.binary;
	const file = binary?.[property];
	if (!file) {
		const names = Object.keys(binary ?? {}).join(', ') || 'none';
		return refuse(`does not name a file of the item: "${property}"`, `The item has: ${names}.`);
	}
	const megabytes = (await bytesOf(functions, file)) / (1024 * 1024);
	if (megabytes > LARGEST_UPLOAD_MEGABYTES) {
		const size = Math.ceil(megabytes * 10) / 10;
		return refuse(
			`contains a file of ${size} MB; at most ${LARGEST_UPLOAD_MEGABYTES} MB can be sent`,
			'Split or compress the file.',
		);
	}
	const { fileName, mimeType } = file;
	const content = await functions.helpers.getBinaryDataBuffer(itemIndex, property);
	return { content, mimeType, ...(fileName ? { fileName } : {}) };
}

/** Does not read a file that n8n keeps outside the item. */
async function bytesOf(functions: IExecuteFunctions, { id, data }: IBinaryData): Promise<number> {
	if (id === undefined) return Buffer.byteLength(data, 'base64');
	return (await functions.helpers.getBinaryMetadata(id)).fileSize;
}
