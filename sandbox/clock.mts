/** Says what time it is, in milliseconds since the epoch. */
export type Now = () => number;

const MILLISECONDS_PER_SECOND = 1000;

/**
 * A provider's clock: the machine's, shifted by an offset that can change at any moment.
 *
 * The `Date` header, token times and record dates all follow it, so an offset both simulates a
 * provider whose clock is wrong and lets a test move time past an expiry without waiting.
 */
export class Clock {
	private offsetMilliseconds = 0;
	readonly now: Now = () => Date.now() + this.offsetMilliseconds;

	/** Moves the clock ahead of the machine's by `seconds` (behind it when negative). */
	shift(seconds: number): void {
		this.offsetMilliseconds = seconds * MILLISECONDS_PER_SECOND;
	}

	/** The provider's time in the form of an HTTP `Date` header. */
	httpDate(): string {
		return new Date(this.now()).toUTCString();
	}

	/** The provider's time as ISO 8601 with milliseconds. */
	isoDate(): string {
		return new Date(this.now()).toISOString();
	}
}

/** Resolves after `milliseconds`; at once, without a timer, for zero. */
export async function wait(milliseconds: number): Promise<void> {
	if (milliseconds <= 0) return;
	await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
