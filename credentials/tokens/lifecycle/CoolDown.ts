/** How long a token endpoint is left alone after a failure: longer each time. */
import type { Failure } from '../endpoint/problems';
import {
	rejectedCoolDown,
	throttledCoolDown,
	unavailableCoolDown,
	wrongAddressCoolDown,
} from './policy';

/** Why a cool-down is running, and how long it has left. */
export interface RunningCoolDown {
	readonly failure: Failure;
	readonly secondsLeft: number;
}

export class CoolDown {
	private failure?: Failure;
	/** Failures by kind since the last success. */
	private readonly strikes = new Map<string, number>();
	private endsAt = 0;

	/**
	 * Starts a cool-down for this failure. Failures of one kind in a row make it longer, up to the
	 * next success.
	 */
	start(failure: Failure, now: number): void {
		const strikes = (this.strikes.get(family(failure)) ?? 0) + 1;
		this.strikes.set(family(failure), strikes);
		this.failure = failure;
		this.endsAt = now + duration(failure, strikes);
	}

	/** Ends it and forgets its history: the credentials have just worked. */
	reset(): void {
		this.failure = undefined;
		this.strikes.clear();
		this.endsAt = 0;
	}

	/** The cool-down that is running now; undefined if there is none. */
	runningAt(now: number): RunningCoolDown | undefined {
		return this.failure !== undefined && now < this.endsAt
			? { failure: this.failure, secondsLeft: (this.endsAt - now) / 1_000 }
			: undefined;
	}
}

function duration(failure: Failure, strikes: number): number {
	switch (failure.kind) {
		case 'rejected':
			return rejectedCoolDown(strikes);
		case 'throttled':
			return throttledCoolDown(strikes, failure.retryAfter);
		case 'wrongAddress':
			return wrongAddressCoolDown();
		case 'unavailable':
		case 'malformed':
			return unavailableCoolDown(strikes);
	}
}

/** A malformed answer counts as an endpoint that is not available. */
function family({ kind }: Failure): string {
	return kind === 'malformed' ? 'unavailable' : kind;
}
