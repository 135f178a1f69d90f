import { FakeClock } from './fakes.mts';

/** A clock whose jitter is drawn anew for each token and process. */
export class RandomClock extends FakeClock {
	private readonly draw: () => number;

	constructor(draw: () => number) {
		super();
		this.draw = draw;
	}

	override random(): number {
		return this.draw();
	}
}

/** Reproducible and evenly spread, unlike what fast-check draws (Mulberry32). */
export function randomNumbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
