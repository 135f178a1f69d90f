import { sleep } from 'n8n-workflow';

/** What the token lifecycle may know about time and chance. Tests pass their own. */
export interface Clock {
	/** Milliseconds since an arbitrary start. Never jumps. */
	monotonic(): number;
	/** Milliseconds since 1970 by the machine's own clock, which may jump in either direction. */
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
