import {
	CONTENTION_COOL_DOWN,
	FORCED_GRANTS_WINDOW,
	grantSpacing,
	MOST_FORCED_GRANTS,
} from './policy';

/** Limits the grants that refusals (401) force, so that two clients do not fight forever. */
export class ForcedGrants {
	private grantedAt: number[] = [];
	private spacedUntil = 0;
	private contendedUntil = 0;

	/**
	 * Records a grant of any kind. The first forced grant after one that was not forced may come at
	 * once.
	 */
	record(isForced: boolean, sentAt: number, lifetime: number): void {
		if (isForced) this.grantedAt.push(sentAt);
		this.spacedUntil = isForced ? sentAt + grantSpacing(lifetime) : 0;
	}

	/**
	 * Milliseconds until a grant may be forced; 0 if it may be forced now. Too many start a
	 * cool-down.
	 */
	claim(now: number): number {
		this.grantedAt = this.grantedAt.filter((at) => now - at < FORCED_GRANTS_WINDOW);
		if (now >= this.contendedUntil && this.grantedAt.length >= MOST_FORCED_GRANTS) {
			this.contendedUntil = now + CONTENTION_COOL_DOWN;
		}
		return Math.max(this.contendedUntil, this.spacedUntil, now) - now;
	}

	/** Milliseconds left of the cool-down after too many forced grants; 0 if none is running. */
	contendedFor(now: number): number {
		return Math.max(this.contendedUntil - now, 0);
	}
}
