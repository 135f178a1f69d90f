import type { InputFile } from '../http/files';
import { fieldType, readText, type Shown, type FieldType } from './fieldType';
import { text } from './texts';

/** A file of the incoming item, named by its binary field. */
export function inputFile(shown: Partial<Shown<true>> = {}): FieldType<InputFile, true> {
	return fieldType<InputFile, true>(
		{
			displayName: 'Input Data Field Name',
			hint: 'The name of the input field that contains the file',
			...shown,
			required: true,
		},
		{ type: 'string', default: 'data' },
		async (raw, field) => await field.file(readText(raw, field)),
	);
}

/** The name of the binary field that takes a downloaded file. */
export function outputField(): FieldType<string, true> {
	return text({
		displayName: 'Put Output File in Field',
		default: 'data',
		required: true,
		hint: 'The name of the output binary field to put the file in',
	});
}
