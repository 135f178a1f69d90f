import { describe, expect, test } from 'vitest';

import { fieldOf } from '../../../nodes/EcGridSoap/parameters/fields';
import type { ParameterType } from '../../../nodes/EcGridSoap/contract/signatures';
import type { Field } from '../../../nodes/shared/fields/fieldType';

const field: Field = {
	timezone: 'America/New_York',
	file: async () => await Promise.resolve({ content: Buffer.from('ABC'), mimeType: 'text/plain' }),
	named: () => field,
	refuse: (problem) => {
		throw new TypeError(problem);
	},
};

/** What is sent for a value that a user filled in. */
async function sent(type: ParameterType, raw: unknown): Promise<unknown> {
	const parameter = fieldOf(type, { displayName: 'Value' });
	const value = await parameter.type.read(raw, field);
	return value === undefined || !parameter.encode ? value : parameter.encode(value);
}

describe('what is sent', () => {
	test.each<[ParameterType, unknown, string]>([
		['int', 2147483647, '2147483647'],
		['int', '-2147483648', '-2147483648'],
		['short', 32767, '32767'],
		['unsignedByte', 126, '126'],
		['long', '9223372036854775807', '9223372036854775807'],
		['long', ' 007 ', '7'],
		['long', 700000000001, '700000000001'],
		['boolean', true, 'true'],
		['boolean', false, 'false'],
		['dateTime', '2026-01-31T10:00:00.500Z', '2026-01-31T10:00:00'],
		['dateTime', '2026-01-31T10:00:00', '2026-01-31T15:00:00'],
		['Direction', 'InBox', 'InBox'],
		['MigrationStatus', 'Anything', 'Anything'],
		['string', ' a\tb ', ' a\tb '],
		['string', 7, '7'],
		['base64Binary', 'data', 'QUJD'],
	])('%s %s is sent as %s', async (type, raw, expected) => {
		expect(await sent(type, raw)).toBe(expected);
	});

	test.each<[ParameterType, unknown]>([
		['int', 2147483648],
		['int', 1.5],
		['int', 'x'],
		['short', 32768],
		['unsignedByte', 256],
		['unsignedByte', -1],
		['long', '9223372036854775808'],
		['long', '1.5'],
		['long', '1e3'],
		['boolean', 'yes'],
		['dateTime', 'tomorrow-ish'],
		['Direction', 'inbox'],
		['string', 'a\u0000b'],
		['string', '\uD800'],
		['string', { a: 1 }],
	])('%s %s is refused before anything is sent', async (type, raw) => {
		await expect(sent(type, raw)).rejects.toThrow(TypeError);
	});

	test.each<[ParameterType, boolean]>([
		['int', true],
		['long', true],
		['dateTime', true],
		['Direction', true],
		['string', false],
	])('an empty %s is refused: %s', (type, isRequired) => {
		expect(fieldOf(type, { displayName: 'Value' }).type.required).toBe(isRequired);
	});
});
