/** How long a token endpoint is left alone after a failure: longer each time. */
import type { Failure } from '../endpoint/problems';
import type { Clock } from './clock';
import {
	lookAllowance,
	rejectedCoolDown,
	throttledCoolDown,
	unavailableCoolDown,
	wrongAddressCoolDown,
} from './policy';
import {
	type StoredCoolDown,
	storableFailure,
	STRIKE_KINDS,
	type Strikes,
	sumOf,
} from './storedCoolDown';

/** Why a cool-down is running, and how long it has left. */
export interface RunningCoolDown {
	readonly failure: Failure;
	readonly secondsLeft: number;
}

export class CoolDown {
	private failure?: Failure;
	/** Failures by kind since the last success, whichever process saw them. */
	private strikes: Strikes = {};
	private endsAt = 0;

	/**
	 * Starts a cool-down for this failure. Failures of one kind in a row make it longer, up to the
	 * next success.
	 */
	start(failure: Failure, now: number): void {
		const kind = family(failure);
		const strikes = (this.strikes[kind] ?? 0) + 1;
		this.strikes = { ...this.strikes, [kind]: strikes };
		this.failure = failure;
		this.endsAt = now + duration(failure, strikes);
	}

	/** Ends it and forgets its history: the credentials have just worked. */
	reset(): void {
		this.failure = undefined;
		this.strikes = {};
		this.endsAt = 0;
	}

	/** The cool-down that is running now; undefined if there is none. */
	runningAt(now: number): RunningCoolDown | undefined {
		return this.failure !== undefined && now < this.endsAt
			? { failure: this.failure, secondsLeft: (this.endsAt - now) / 1_000 }
			: undefined;
	}

	/** All failures since the last success. */
	get failures(): number {
		return sumOf(this.strikes);
	}

	/**
	 * What other processes need to know about it; undefined if nothing has failed since the last
	 * success.
	 */
	toStore(redact: (text: string) => string, clock: Clock): StoredCoolDown | undefined {
		const { failure, strikes } = this;
		if (failure === undefined) return undefined;
		return {
			failure: storableFailure(failure, redact),
			strikes,
			left: Math.max(0, this.endsAt - clock.monotonic()),
			storedAt: clock.wall(),
		};
	}

	/**
	 * Takes over what another process has stored, if that process knows of more failures. From now on
	 * it runs no longer than its kind of failure asks for, whatever the other process's clock says.
	 *
	 * @param unseenFor the longest time, in milliseconds, that it can have been in the store
	 */
	adopt(stored: StoredCoolDown, clock: Clock, unseenFor: number): void {
		if (sumOf(stored.strikes) <= this.failures) return;
		const { failure } = stored;
		const kind = family(failure);
		this.strikes = Object.fromEntries(
			STRIKE_KINDS.map((one) => [
				one,
				Math.max(stored.strikes[one] ?? 0, this.strikes[one] ?? 0),
			]).filter(([, count]) => count !== 0),
		) as Strikes;
		const most = Math.min(stored.left, duration(failure, this.strikes[kind] ?? 1));
		const byWall = Math.max(0, clock.wall() - stored.storedAt);
		const inStore = Math.min(byWall, unseenFor + lookAllowance(most));
		this.failure = failure;
		this.endsAt = clock.monotonic() + most - inStore;
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
function family({ kind }: Failure): keyof Strikes {
	return kind === 'malformed' ? 'unavailable' : kind;
}
