import { describe, expect, it } from 'vitest';
import { parseBenchArguments } from './arguments.mts';
import { PARTS, USUAL_PARTS } from './parts.mts';

describe('arguments of npm run bench', () => {
	it('mean all parts but the soak, in full length, and nothing written when nothing is given', () => {
		expect(parseBenchArguments([])).toEqual({
			n8nVersion: '2.41.1',
			parts: USUAL_PARTS,
			rounds: 15,
			lifetimes: 10,
			minutes: 60,
			rate: 2,
			seconds: 60,
			save: false,
			help: false,
		});
	});

	it('choose parts, which keep the order of the page', () => {
		expect(parseBenchArguments(['nodes', 'tokens']).parts).toEqual(['tokens', 'nodes']);
	});

	it('choose the soak only by its name', () => {
		expect(parseBenchArguments([]).parts).not.toContain('soak');
		expect(parseBenchArguments(['soak']).parts).toEqual(['soak']);
	});

	it('choose version and length, and have the figures written', () => {
		const args = [
			'--n8n',
			'1.123.81',
			'--rounds=31',
			'--lifetimes=2',
			'--minutes=5',
			'--rate=1',
			'--seconds=9',
			'--save',
		];
		expect(parseBenchArguments(args)).toMatchObject({
			n8nVersion: '1.123.81',
			rounds: 31,
			lifetimes: 2,
			minutes: 5,
			rate: 1,
			seconds: 9,
			save: true,
		});
	});

	it.each(['0', '-1', '1.5', 'many', ''])('refuse "%s" as a length', (text) => {
		for (const flag of ['--rounds', '--lifetimes', '--minutes', '--rate', '--seconds']) {
			expect(() => parseBenchArguments([`${flag}=${text}`])).toThrow(
				`${flag} takes a number from 1 to 9999, not "${text}".`,
			);
		}
	});

	it('refuse a part that is none, and name those that are', () => {
		expect(() => parseBenchArguments(['speed'])).toThrow(
			`There is no part "speed"; there are: ${PARTS.join(', ')}.`,
		);
	});
});
