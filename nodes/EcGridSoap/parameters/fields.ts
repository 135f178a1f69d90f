/** A field for each parameter of the service, from the parameter's type. */
import {
	boolean,
	concealedText,
	dateTime,
	inputFile,
	integer,
	longInteger,
	options,
	text,
} from '../../shared/fields';
import { fieldType, readText, type Field, type FieldType } from '../../shared/fields/fieldType';
import { body } from '../../shared/operation/locations';
import type { Parameter } from '../../shared/operation/operation';
import { enumerations, type EnumerationName } from '../contract/enumerations';
import type { ParameterType } from '../contract/signatures';
import { isXmlText } from '../soap/xml';
import { choiceNameOf } from './titles';

/** What a field says beyond its type. */
export interface FieldText {
	displayName: string;
	description?: string;
	placeholder?: string;
	/** Given, the field starts with it. */
	default?: string | number | boolean;
	/** Refused when empty. Numbers, times and choices always are: the service wants every parameter. */
	required?: boolean;
	/** Shown as dots, and in no message. */
	concealed?: boolean;
}

/** A field whose value goes into the body under the parameter's own name, as XML Schema writes it. */
export function fieldOf(type: ParameterType, field: FieldText): Parameter {
	const { displayName, description, placeholder } = field;
	const shown = {
		displayName,
		...(description && { description }),
		...(placeholder && { placeholder }),
	};
	switch (type) {
		case 'int':
			return whole(shown, field, 31);
		case 'short':
			return whole(shown, field, 15);
		case 'unsignedByte':
			return body(
				integer({ ...shown, ...numberDefault(field), required: true, minimum: 0, maximum: 255 }),
				{ encode: String },
			);
		case 'long':
			return body(longInteger({ ...shown, required: true }));
		case 'boolean':
			return body(boolean({ ...shown, default: field.default === true }), { encode: String });
		case 'dateTime':
			return body(dateTime({ ...shown, required: true }), { encode: withoutZone });
		case 'base64Binary':
			return fileField(shown, field.required !== false);
		case 'string':
		case 'MigrationStatus':
			return body(xmlText(textKind(shown, field)));
		default:
			return choice(type, shown, field);
	}
}

type Shown = Pick<FieldText, 'displayName' | 'description' | 'placeholder'>;

function whole(shown: Shown, field: FieldText, bits: number): Parameter {
	const range = { minimum: -(2 ** bits), maximum: 2 ** bits - 1 };
	return body(integer({ ...shown, ...numberDefault(field), ...range, required: true }), {
		encode: String,
	});
}

function numberDefault({ default: preset }: FieldText): { default?: number } {
	return typeof preset === 'number' ? { default: preset } : {};
}

function choice(type: EnumerationName, shown: Shown, { default: preset }: FieldText): Parameter {
	const list = enumerations[type].map((value: string) => ({ name: choiceNameOf(value), value }));
	const start = typeof preset === 'string' ? { default: preset } : {};
	return body(options({ ...shown, options: list, ...start, required: true }));
}

function textKind(shown: Shown, { concealed, default: preset, required = false }: FieldText) {
	if (concealed) return concealedText({ ...shown, required });
	return text({ ...shown, required, default: typeof preset === 'string' ? preset : '' });
}

/** Refuses what XML has no place for, before anything is sent. */
function xmlText(made: FieldType<string>): FieldType<string> {
	return {
		...made,
		read: async (raw, field) => {
			const value = await made.read(raw, field);
			if (value === undefined || isXmlText(value)) return value;
			return field.refuse(
				'contains a character that XML does not allow',
				'Remove control characters, or send the text as a file.',
			);
		},
	};
}

/** Times are UTC and whole seconds; the service's own examples have no zone. */
function withoutZone(iso: string): string {
	return iso.slice(0, 'yyyy-MM-ddTHH:mm:ss'.length);
}

function fileField(shown: Shown, isRequired: boolean): Parameter {
	const hint = 'The name of the input field that contains the file';
	const made = isRequired
		? inputFile({ ...shown, hint })
		: fieldType<Awaited<ReturnType<Field['file']>>, false>(
				{ ...shown, hint },
				{ type: 'string', default: '' },
				async (raw, field) => await field.file(readText(raw, field)),
			);
	return body(made, { encode: ({ content }) => content.toString('base64') });
}
