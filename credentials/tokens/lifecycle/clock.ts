import { sleep } from 'n8n-workflow';

/** What the token lifecycle may know of time and chance; tests pass their own. */
export interface Clock {
	/** Milliseconds that never jump, counted from an arbitrary start. */
	monotonic(): number;
	/** Milliseconds since 1970, as the machine believes; may jump in either direction. */
	wall(): number;
	/** A number in [0, 1). */
	random(): number;
	sleep(milliseconds: number): Promise<void>;
}

export const systemClock: Clock = {
	monotonic: () => performance.now(),
	wall: () => Date.now(),
	random: () => Math.random(),
	sleep,
};
