import { describe, expect, it } from 'vitest';
import { describeLackOfSpace } from '../../playground/prerequisites.mts';
import { describeMissingPrograms } from '../../playground/programs.mjs';

const GIGABYTE = 1e9;

describe('programs needed to install n8n', () => {
	it('are all there with any of the compilers', () => {
		const there = new Set(['clang++', 'gmake', 'python3']);
		expect(describeMissingPrograms((name) => there.has(name))).toBeUndefined();
	});

	it('are named when they are missing, with the way to get them', () => {
		const message = describeMissingPrograms((name) => name === 'make');
		expect(message).toContain('a C++ compiler (c++ or g++ or clang++), Python 3');
		expect(message).not.toContain('make (make');
		expect(message).toContain('apt-get install g++ make python3');
	});
});

describe('disk needed to install n8n', () => {
	it('is enough from 6 GB on', () => {
		expect(describeLackOfSpace('/cache', 6 * GIGABYTE)).toBeUndefined();
	});

	it('is reported with what is left and how to use another disk', () => {
		const message = describeLackOfSpace('/cache', 5.94 * GIGABYTE);
		expect(message).toContain('needs 6 GB of disk; /cache has 5.9 GB left');
		expect(message).toContain('XDG_CACHE_HOME');
	});
});
