import { tryToParseDateTime } from 'n8n-workflow';

import {
	fieldType,
	quote,
	type Property,
	type Shown,
	type Field,
	type FieldType,
} from './fieldType';

/**
 * An instant. Sent as ISO 8601 in UTC; a value without a zone is read in the workflow's time zone.
 * With `default: 'now'` the field starts with an expression for the present time.
 */
export function dateTime<const R extends boolean = false>({
	default: preset,
	...shown
}: Shown<R> & { default?: 'now' }): FieldType<string, R> {
	const now = preset === 'now' ? '={{ $now.toISO() }}' : '';
	return fieldType(shown, { type: 'dateTime', default: now }, (raw, field) =>
		toDate(raw, field).toUTC().toISO(),
	);
}

/** A day, sent as YYYY-MM-DD. With `default: 'today'` the field starts with an expression for today. */
export function date<const R extends boolean = false>({
	default: preset,
	...shown
}: Shown<R> & { default?: 'today' }): FieldType<string, R> {
	const today = preset === 'today' ? '={{ $today.toISODate() }}' : '';
	const property: Property = {
		type: 'dateTime',
		default: today,
		typeOptions: { dateOnly: true },
	};
	return fieldType(shown, property, (raw, field) => toDate(raw, field).toISODate());
}

/** The part of a luxon date that is used here; n8n-workflow's type of it needs luxon's own types. */
interface LuxonDate {
	toUTC(): { toISO(): string };
	toISODate(): string;
}

function toDate(raw: unknown, field: Field): LuxonDate {
	try {
		const parsed: unknown = tryToParseDateTime(raw, field.timezone);
		return parsed as LuxonDate;
	} catch {
		return field.refuse(
			`is not a date: ${quote(raw)}`,
			'Use ISO 8601, for instance 2026-01-31T10:00:00Z.',
		);
	}
}
