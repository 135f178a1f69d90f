import { fieldType, type Shown, type Field, type FieldType } from './fieldType';

/** A JSON object. */
export function jsonObject<const R extends boolean = false>({
	default: preset = '',
	...shown
}: Shown<R> & { default?: string }): FieldType<Record<string, unknown>, R> {
	return fieldType(shown, { type: 'json', default: preset }, (raw, field) => {
		const value = readJson(raw, field);
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
			return { ...value };
		}
		return field.refuse('must be a JSON object', 'Put braces around it: { … }.');
	});
}

/** A JSON list. */
export function jsonList<const R extends boolean = false>({
	default: preset = '',
	...shown
}: Shown<R> & { default?: string }): FieldType<unknown[], R> {
	return fieldType(shown, { type: 'json', default: preset }, (raw, field) => {
		const value = readJson(raw, field);
		if (Array.isArray(value)) return value as unknown[];
		return field.refuse('must be a JSON list', 'Put brackets around it: [ … ].');
	});
}

function readJson(raw: unknown, field: Field): unknown {
	if (typeof raw !== 'string') return raw;
	try {
		return JSON.parse(raw);
	} catch (error) {
		const where = error instanceof Error ? error.message : String(error);
		return field.refuse('is not valid JSON', `Check quotes, commas and brackets: ${where}.`);
	}
}
