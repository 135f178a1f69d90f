/** What a user types or maps into a field for a time or a day. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as fc from 'fast-check';

import { date, dateTime } from '../../../../nodes/shared/fields';
import { isoOf } from '../../../../nodes/shared/fields/dateTexts';
import { body } from '../../../../nodes/shared/operation/locations';
import { operation } from '../../../../nodes/shared/operation/operation';
import { exampleNode, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

/** The time zones of servers. The workflow's time zone is a different thing. */
const SERVER_ZONES = ['UTC', 'America/Los_Angeles', 'Asia/Tokyo', 'Pacific/Kiritimati'];
const ownZone = process.env.TZ;

afterAll(() => setServerZone(ownZone));

function setServerZone(zone: string | undefined): void {
	if (zone === undefined) delete process.env.TZ;
	else process.env.TZ = zone;
}

const both = operation({
	...NAMES,
	request: { method: 'POST', service: 'api', path: '/' },
	parameters: {
		at: body(dateTime({ displayName: 'At' })),
		day: body(date({ displayName: 'Day' })),
	},
});

async function send(parameters: Record<string, unknown>, timezone = 'America/New_York') {
	await exampleNode(both, server).run({ parameters: parameters as { at: string }, timezone });
	return server.seen.at(-1)?.body;
}

describe.each(SERVER_ZONES)('on a server in %s', (zone) => {
	beforeEach(() => setServerZone(zone));

	test.each([
		['2026-07-01T10:00:00', '2026-07-01T14:00:00.000Z'],
		['2026-07-01T10:00', '2026-07-01T14:00:00.000Z'],
		['2026-07-01', '2026-07-01T04:00:00.000Z'],
		['2026-07-01 10:00:00', '2026-07-01T14:00:00.000Z'],
		['2026-07-01 10:00:00.25', '2026-07-01T14:00:00.250Z'],
		['20260701T100000', '2026-07-01T14:00:00.000Z'],
		['2026-07-01T10:00:00Z', '2026-07-01T10:00:00.000Z'],
		['2026-07-01T10:00:00+02:00', '2026-07-01T08:00:00.000Z'],
		['2026-07-01T10:00:00-0330', '2026-07-01T13:30:00.000Z'],
		['Wed, 01 Jul 2026 10:00:00 GMT', '2026-07-01T10:00:00.000Z'],
		['1 Jul 2026 10:00 +0200', '2026-07-01T08:00:00.000Z'],
		['={{ new Date("2026-07-01T10:00:00Z") }}', '2026-07-01T10:00:00.000Z'],
		['={{ DateTime.fromISO("2026-07-01T10:00:00+02:00") }}', '2026-07-01T08:00:00.000Z'],
		['={{ DateTime.utc(2026, 7, 1, 10) }}', '2026-07-01T10:00:00.000Z'],
	])('%s is %s', async (given, sent) => {
		expect(await send({ at: given })).toEqual({ at: sent });
	});

	// 23:30 on the 30th in New York is the 1st in most of the world.
	test.each([
		'2026-06-30T23:30:00',
		'2026-06-30 23:30:00',
		'2026-06-30',
		'2026-07-01T03:30:00Z',
		'Wed, 01 Jul 2026 03:30:00 GMT',
		'={{ new Date("2026-07-01T03:30:00Z") }}',
		'={{ DateTime.fromISO("2026-07-01T03:30:00Z", { setZone: true }) }}',
		'={{ DateTime.fromISO("2026-06-30T23:30:00-04:00").toISO() }}',
	])('%s is the same day', async (given) => {
		expect(await send({ day: given })).toEqual({ day: '2026-06-30' });
	});
});

describe('anything else is refused', () => {
	test.each([
		'01/02/2024',
		'1.2.2024',
		'2024/02/01',
		'Feb 1, 2024',
		'2024',
		'2024-02',
		'10:00',
		'2026-02-30',
		'2026-13-01',
		'2026-01-31T25:00:00Z',
		'2026-01-31T10:61:00Z',
		'2026-01-31T10:00:00+25:00',
		'Mon, 01 Jul 2026 10:00:00 GMT',
		'2026-01-31T10:00:00Z and more',
		'tomorrow',
		'={{ "Invalid DateTime" }}',
		'={{ new Date("x") }}',
		'={{ true }}',
		'={{ [1] }}',
	])('%s', async (given) => {
		await expect(send({ at: given })).rejects.toMatchObject({
			message: expect.stringContaining('At is not a date'),
			description: expect.stringContaining('ISO 8601'),
		});
		await expect(send({ day: given })).rejects.toThrow('Day is not a date');
		expect(server.seen).toEqual([]);
	});

	test.each([45123, '45123', '45123.5', '={{ 45123.25 }}', 1])(
		'%s, with the way to convert it',
		async (given) => {
			await expect(send({ at: given })).rejects.toMatchObject({
				message: expect.stringContaining('At looks like a spreadsheet date'),
				description: expect.stringContaining(
					"{{ DateTime.fromISO('1899-12-30').plus({ days: Number($json.date) }) }}",
				),
			});
			expect(server.seen).toEqual([]);
		},
	);

	test('so is a timestamp, whatever its unit', async () => {
		await expect(send({ at: 1_767_225_600 })).rejects.toMatchObject({
			message: expect.stringContaining('At looks like a timestamp'),
			description: expect.stringContaining('DateTime.fromSeconds'),
		});
		await expect(send({ at: '1767225600000' })).rejects.toMatchObject({
			description: expect.stringContaining('DateTime.fromMillis'),
		});
	});

	test('the advice for a spreadsheet date gives the day that the sheet shows', async () => {
		const at = "={{ DateTime.fromISO('1899-12-30').plus({ days: Number('45123') }) }}";
		expect(await send({ day: at })).toEqual({ day: '2023-07-16' });
	});
});

test('every day of the calendar keeps its date, and no text is guessed at', () => {
	fc.assert(
		fc.property(
			fc.date({ min: new Date('1901-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }),
			(day) => {
				const iso = day.toISOString();
				expect(isoOf(iso)).toBe(iso);
				expect(isoOf(iso.slice(0, 10))?.slice(0, 10)).toBe(iso.slice(0, 10));
				expect(isoOf(day.toUTCString())?.slice(0, 19)).toBe(iso.slice(0, 19));
			},
		),
		{ numRuns: 2000 },
	);
	fc.assert(
		fc.property(fc.string(), (text) => {
			const iso = isoOf(text);
			expect(iso === undefined || /^\d{4}-\d\d-\d\dT/.test(iso)).toBe(true);
		}),
		{ numRuns: 5000 },
	);
});
