/** The gate in front of a token endpoint: closed for a while after a failure, longer each time. */
import type { Failure } from './problems';
import { rejectedGate, throttledGate, unavailableGate, wrongAddressGate } from './policy';

/** Why a gate is closed, and for how long yet. */
export interface ClosedGate {
	readonly failure: Failure;
	readonly secondsLeft: number;
}

export class Gate {
	private failure?: Failure;
	private strikes = 0;
	private opensAt = 0;

	/** Closes the gate for as long as this kind of failure asks; failures of one kind add up. */
	close(failure: Failure, now: number): void {
		this.strikes = family(failure) === family(this.failure) ? this.strikes + 1 : 1;
		this.failure = failure;
		this.opensAt = now + duration(failure, this.strikes);
	}

	/** Opens the gate and forgets its history: the credentials have just worked. */
	reset(): void {
		this.failure = undefined;
		this.strikes = 0;
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
function family(failure: Failure | undefined): string | undefined {
	return failure?.kind === 'malformed' ? 'unavailable' : failure?.kind;
}
