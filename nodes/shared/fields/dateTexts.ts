/** The forms of a date in text that have only one meaning, each turned into ISO 8601. */

const DAY = String.raw`(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)`;
const CLOCK = String.raw`(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?`;
const OFFSET = String.raw`(?<offset>Z|z|[+-]\d\d(?::?\d\d)?)`;

/** ISO 8601, extended form: a day, or a day with a time. */
const ISO = new RegExp(`^${DAY}(?:[Tt]${CLOCK}${OFFSET}?)?$`);

/** ISO 8601, basic form: always with a time, since eight digits alone may be any number. */
const ISO_BASIC = new RegExp(
	String.raw`^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)T(?<hour>\d\d)(?<minute>\d\d)(?:(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?${OFFSET}?$`,
);

/** SQL: a timestamp as databases write it. */
const SQL = new RegExp(`^${DAY} ${CLOCK}(?: ?${OFFSET})?$`);

/** RFC 2822, which includes the date of HTTP (RFC 9110, IMF-fixdate). */
const RFC_2822 = new RegExp(
	String.raw`^(?:(?<weekday>[A-Za-z]{3}),\s*)?(?<day>\d{1,2})\s+(?<monthName>[A-Za-z]{3})\s+(?<year>\d{4})\s+(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d))?\s+(?<offset>[+-]\d{4}|GMT|UT|Z)$`,
);

const FORMS = [ISO, ISO_BASIC, SQL, RFC_2822];

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const WEEKDAYS = 'sun mon tue wed thu fri sat'.split(' ');

/**
 * The text as ISO 8601 with all its parts, without an offset if the text has none. `undefined` for
 * any other form, and for a day or a time that does not exist.
 */
export function isoOf(text: string): string | undefined {
	for (const form of FORMS) {
		const parts = form.exec(text.trim())?.groups;
		if (parts) return isoFrom(parts);
	}
	return undefined;
}

type Parts = Record<string, string | undefined>;

function isoFrom(parts: Parts): string | undefined {
	const { hour = '00', minute = '00', second = '00', fraction = '0', offset = '' } = parts;
	const day = dayOf(parts);
	if (day === undefined || !isTime(Number(hour), Number(minute), Number(second))) return undefined;
	const zone = zoneOf(offset);
	if (zone === undefined) return undefined;
	return `${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}${zone}`;
}

function isTime(hour: number, minute: number, second: number): boolean {
	return hour < 24 && minute < 60 && second < 60;
}

/** The day as YYYY-MM-DD, if it exists in the calendar and falls on the weekday that is named. */
function dayOf({ year, month, monthName, day = '', weekday }: Parts): string | undefined {
	const number = month ?? String(MONTHS.indexOf((monthName ?? '').toLowerCase()) + 1);
	const iso = `${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const time = Date.parse(`${iso}T00:00:00Z`);
	if (Number.isNaN(time)) return undefined;
	const found = new Date(time);
	if (found.toISOString().slice(0, iso.length) !== iso) return undefined;
	const isNamed = weekday === undefined || WEEKDAYS[found.getUTCDay()] === weekday.toLowerCase();
	return isNamed ? iso : undefined;
}

/** An offset as ±HH:MM; '' if there is none, `undefined` if no place has such an offset. */
function zoneOf(offset: string): string | undefined {
	if (offset === '') return '';
	if (!/^[+-]/.test(offset)) return 'Z';
	const [hours, minutes] = [offset.slice(1, 3), offset.slice(3).replace(':', '') || '00'];
	if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
	return `${offset.slice(0, 1)}${hours}:${minutes}`;
}
