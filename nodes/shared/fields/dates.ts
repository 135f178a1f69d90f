import { tryToParseDateTime } from 'n8n-workflow';

import {
	fieldType,
	quote,
	type Property,
	type Shown,
	type Field,
	type FieldType,
} from './fieldType';
import { isoOf } from './dateTexts';

/**
 * An instant. Sent as ISO 8601 in UTC; a value without a zone is read in the workflow's time zone.
 * With `default: 'now'` the field starts with an expression for the present time.
 */
export function dateTime<const R extends boolean = false>({
	default: preset,
	...shown
}: Shown<R> & { default?: 'now' }): FieldType<string, R> {
	const now = preset === 'now' ? '={{ $now.toISO() }}' : '';
	return fieldType(shown, { type: 'dateTime', default: now }, readDateTime);
}

/** Checks a time, and returns it as ISO 8601 in UTC. */
function readDateTime(raw: unknown, field: Field): string {
	return toDate(raw, field).toUTC().toISO();
}

/**
 * A day, sent as YYYY-MM-DD. An instant, in any form, becomes its day in the workflow's time zone.
 * With `default: 'today'` the field starts with an expression for today.
 */
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
	return fieldType(shown, property, (raw, field) =>
		toDate(raw, field).setZone(field.timezone).toISODate(),
	);
}

/** The part of a luxon date that is used here. The type in n8n-workflow needs luxon's own types. */
interface LuxonDate {
	isValid: boolean;
	toUTC(): LuxonDate;
	setZone(zone: string): LuxonDate;
	toISO(): string;
	toISODate(): string;
}

function toDate(raw: unknown, field: Field): LuxonDate {
	const text = instantOf(raw) ?? (typeof raw === 'string' ? isoOf(raw) : undefined);
	if (text === undefined) return refuseDate(raw, field);
	// Used only to reach luxon: n8n's own parser guesses if it does not know the form of a text.
	const parsed: unknown = tryToParseDateTime(text, field.timezone);
	return parsed as LuxonDate;
}

/** The instant of a Date or a luxon DateTime, as ISO 8601 in UTC. */
function instantOf(raw: unknown): string | undefined {
	if (isLuxonDate(raw)) return raw.isValid ? raw.toUTC().toISO() : undefined;
	if (Object.prototype.toString.call(raw) !== '[object Date]') return undefined;
	const time = Number(raw);
	return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** By luxon's own mark, because the date may come from another copy of luxon than ours. */
function isLuxonDate(raw: unknown): raw is LuxonDate {
	return typeof raw === 'object' && raw !== null && 'isLuxonDateTime' in raw;
}

/** 31 December 9999, the last day that spreadsheets have. */
const LAST_SERIAL = 2_958_465;

/**
 * From here on, numbers are timestamps. In seconds or in milliseconds, this is a day in 1973 or
 * later.
 */
const FIRST_SECONDS = 100_000_000;
const FIRST_MILLISECONDS = 100_000_000_000;

function refuseDate(raw: unknown, field: Field): never {
	const digits = typeof raw === 'string' ? raw.trim() : String(raw);
	const isNumber = /^\d+(\.\d+)?$/.test(digits) && typeof raw !== 'object';
	const isYear = /^(19|20)\d\d$/.test(digits);
	if (isNumber && !isYear && Number(digits) >= 1 && Number(digits) < LAST_SERIAL + 1) {
		return field.refuse(
			`looks like a spreadsheet date: ${quote(raw)}`,
			"Spreadsheets count the days since 1899. Convert it: {{ DateTime.fromISO('1899-12-30').plus({ days: Number($json.date) }) }}, with your own column for date.",
		);
	}
	if (isNumber && Number(digits) >= FIRST_SECONDS && digits.length !== 'YYYYMMDDhhmmss'.length) {
		const unit = Number(digits) >= FIRST_MILLISECONDS ? 'Millis' : 'Seconds';
		return field.refuse(
			`looks like a timestamp: ${quote(raw)}`,
			`Convert it: {{ DateTime.from${unit}(Number($json.date)) }}, with your own field for date.`,
		);
	}
	return field.refuse(
		`is not a date: ${quote(raw)}`,
		"Use ISO 8601, for instance 2026-01-31T10:00:00Z, or convert it: {{ DateTime.fromFormat($json.date, 'dd/MM/yyyy') }}, with your own field and format.",
	);
}
