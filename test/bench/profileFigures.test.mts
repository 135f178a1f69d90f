import { describe, expect, it } from 'vitest';
import { timesOf, type CpuProfile } from './profileFigures.mts';

/** n8n calls ours, which calls the runtime; beside it, n8n on its own, and idle time. */
const profile: CpuProfile = {
	nodes: [
		{ id: 1, callFrame: { url: '', functionName: '(root)' }, children: [2, 5, 6] },
		{ id: 2, callFrame: { url: 'file:///n8n.js', functionName: 'run' }, children: [3] },
		{ id: 3, callFrame: { url: 'file:///ours.js', functionName: 'hook' }, children: [4] },
		{ id: 4, callFrame: { url: 'node:crypto', functionName: 'hash' } },
		{ id: 5, callFrame: { url: 'node:crypto', functionName: 'hash' } },
		{ id: 6, callFrame: { url: '', functionName: '(idle)' } },
	],
	samples: [2, 3, 4, 5, 6],
	timeDeltas: [1_000, 2_000, 4_000, 8_000, 16_000],
};

describe('timesOf', () => {
	it('counts what wanted functions call as theirs, and no idle time', () => {
		expect(timesOf(profile, (url) => url.includes('ours'))).toEqual({ all: 15, wanted: 6 });
	});

	it('counts a function once that is called by another wanted one', () => {
		expect(timesOf(profile, (url) => url !== '')).toEqual({ all: 15, wanted: 15 });
	});
});
