import { expect, it } from 'vitest';
import { describeProgress } from '../../playground/progress.mts';

it('shows minutes, seconds and gigabytes, and nothing negative when others free space', () => {
	expect(describeProgress('Installing', 65_900, 840_000_000)).toBe('Installing: 1:05 min, 0.8 GB');
	expect(describeProgress('Installing', 0, -5e9)).toBe('Installing: 0:00 min, 0.0 GB');
});
