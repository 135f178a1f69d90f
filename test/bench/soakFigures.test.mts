import { describe, expect, it } from 'vitest';
import { growths, type Growth, type Sample, type SoakSide } from './soakFigures.mts';

const sample: Sample = {
	minute: 0,
	heapMegabytes: 100,
	residentMegabytes: 300,
	sockets: 10,
	descriptors: 50,
	timers: 20,
	listeners: 9,
	executionRows: 1_000,
	otherRows: 2_000,
	staticDataBytes: 500,
	largestCredentialBytes: 1_000,
};

/** A look at every minute. */
function side(at: (minute: number) => Partial<Sample>, minutes = 60): SoakSide {
	const samples = Array.from({ length: minutes + 1 }, (_, minute) => ({
		...sample,
		minute,
		...at(minute),
	}));
	return {
		samples,
		rest: sample,
		succeeded: 1,
		failed: 0,
		refused: 0,
		tokenRequests: 1,
		tables: {},
	};
}

function growthOf(
	name: keyof Sample,
	at: (minute: number) => Partial<Sample>,
	minutes?: number,
): Growth {
	const found = growths(side(at, minutes)).find((growth) => growth.name === name);
	if (found === undefined) throw new Error(`${name} is not among the measures`);
	return found;
}

describe('growths', () => {
	it('count from the tenth minute to the last', () => {
		const warmedUp = growthOf('heapMegabytes', (minute) => ({
			heapMegabytes: minute < 8 ? 50 : 100,
		}));
		expect(warmedUp).toMatchObject({ from: 100, to: 100, share: 0, isMet: true });
	});

	it('miss a bound that is passed, and only then', () => {
		const heap = (most: number) =>
			growthOf('heapMegabytes', (minute) => ({ heapMegabytes: minute > 30 ? most : 100 }));
		expect(heap(104)).toMatchObject({ isMet: true });
		expect(heap(106)).toMatchObject({ to: 106, isMet: false });
	});

	it('take no single look at the heap for the whole', () => {
		const oneHigh = growthOf('heapMegabytes', (minute) => ({
			heapMegabytes: minute === 60 ? 200 : 100,
		}));
		expect(oneHigh).toMatchObject({ to: 100, isMet: true });
	});

	it('see a socket that stays among those that come and go', () => {
		const busy = (minute: number): number => 10 + (minute % 5);
		const coming = growthOf('sockets', (minute) => ({ sockets: busy(minute) }));
		const left = growthOf('sockets', (minute) => ({ sockets: busy(minute) + minute / 10 }));
		expect(coming).toMatchObject({ share: 0, isMet: true });
		expect(left.isMet).toBe(false);
	});

	it('leave out the look before the load', () => {
		const atFirst = (minute: number) => ({ listeners: minute === 0 ? 1 : 9 });
		expect(growthOf('listeners', atFirst, 6)).toMatchObject({ from: 9, to: 9, isMet: true });
	});

	it('of a short run count from its middle', () => {
		const rising = (minute: number) => ({ executionRows: minute > 3 ? 200 : 100 });
		expect(growthOf('executionRows', rising, 6)).toMatchObject({ from: 100, to: 200, share: 1 });
	});
});
