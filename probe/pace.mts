import { setTimeout as delay } from 'node:timers/promises';

export interface PaceLimits {
	/** Least time between the starts of two requests. */
	readonly gapMilliseconds: number;
	readonly totalMilliseconds: number;
	readonly requests: number;
}

/** Twice a second is less than one open editor asks; a whole probe of ECGrid takes a minute or two. */
export const USUAL_PACE: PaceLimits = {
	gapMilliseconds: 500,
	totalMilliseconds: 10 * 60_000,
	requests: 300,
};

/** Keeps the probe slow and short. */
export class Pace {
	private readonly limits: PaceLimits;
	private readonly start = performance.now();
	private last = -Infinity;
	private requests = 0;
	private reason: string | undefined;

	constructor(limits: PaceLimits) {
		this.limits = limits;
	}

	/** Why nothing more is asked; nothing while there is no reason. */
	get stopped(): string | undefined {
		if (this.reason !== undefined) return this.reason;
		if (performance.now() - this.start > this.limits.totalMilliseconds) return 'the time was up';
		return this.requests >= this.limits.requests ? 'there were enough requests' : undefined;
	}

	/** For good: whoever asks a client to slow down is not asked again. */
	stop(reason: string): void {
		this.reason ??= reason;
	}

	/** Waits for the turn of the next request. */
	async next(): Promise<void> {
		const wait = this.last + this.limits.gapMilliseconds - performance.now();
		if (wait > 0) await delay(wait);
		this.last = performance.now();
		this.requests += 1;
	}
}
