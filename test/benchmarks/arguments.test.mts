import { describe, expect, it } from 'vitest';
import { parseBenchArguments } from '../e2e/arguments.mts';
import { PARTS } from '../e2e/benchParts.mts';

describe('arguments of npm run bench', () => {
	it('mean all parts, 15 rounds and nothing written when nothing is given', () => {
		expect(parseBenchArguments([])).toEqual({
			n8nVersion: '2.41.1',
			parts: PARTS,
			rounds: 15,
			save: false,
			help: false,
		});
	});

	it('choose parts, which keep the order of the page', () => {
		expect(parseBenchArguments(['nodes', 'tokens']).parts).toEqual(['tokens', 'nodes']);
	});

	it('choose version and rounds, and have the figures written', () => {
		const args = ['--n8n', '1.123.81', '--rounds=31', '--save'];
		expect(parseBenchArguments(args)).toMatchObject({
			n8nVersion: '1.123.81',
			rounds: 31,
			save: true,
		});
	});

	it.each(['0', '-1', '1.5', 'many', ''])('refuse "%s" as a number of rounds', (rounds) => {
		expect(() => parseBenchArguments([`--rounds=${rounds}`])).toThrow(
			`--rounds takes a number from 1 to 9999, not "${rounds}".`,
		);
	});

	it('refuse a part that is none, and name those that are', () => {
		expect(() => parseBenchArguments(['speed'])).toThrow(
			`There is no part "speed"; there are: ${PARTS.join(', ')}.`,
		);
	});
});
