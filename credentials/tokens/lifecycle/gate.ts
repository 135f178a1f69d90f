/** The gate in front of a token endpoint: closed for a while after a failure, longer each time. */
import type { Failure } from '../endpoint/problems';
import { rejectedGate, throttledGate, unavailableGate, wrongAddressGate } from './policy';

/** Why a gate is closed, and for how long yet. */
export interface ClosedGate {
	readonly failure: Failure;
	readonly secondsLeft: number;
}

export class Gate {
	private failure?: Failure;
	/** Failures by kind since the last success. */
	private readonly strikes = new Map<string, number>();
	private opensAt = 0;

	/** Closes the gate for as long as this kind of failure asks; failures of one kind add up until a success, whatever comes between. */
	close(failure: Failure, now: number): void {
		const strikes = (this.strikes.get(family(failure)) ?? 0) + 1;
		this.strikes.set(family(failure), strikes);
		this.failure = failure;
		this.opensAt = now + duration(failure, strikes);
	}

	/** Opens the gate and forgets its history: the credentials have just worked. */
	reset(): void {
		this.failure = undefined;
		this.strikes.clear();
		this.opensAt = 0;
	}

	/** Why the gate is closed, or undefined where it is open. */
	closedBy(now: number): ClosedGate | undefined {
		return this.failure !== undefined && now < this.opensAt
			? { failure: this.failure, secondsLeft: (this.opensAt - now) / 1_000 }
			: undefined;
	}
}

function duration(failure: Failure, strikes: number): number {
	switch (failure.kind) {
		case 'rejected':
			return rejectedGate(strikes);
		case 'throttled':
			return throttledGate(strikes, failure.retryAfter);
		case 'wrongAddress':
			return wrongAddressGate();
		case 'unavailable':
		case 'malformed':
			return unavailableGate(strikes);
	}
}

/** A malformed answer counts as an endpoint that is not available. */
function family({ kind }: Failure): string {
	return kind === 'malformed' ? 'unavailable' : kind;
}
