/**
 * How many requests may be under way at once: found out from the answers, as TCP finds out the speed
 * of a path (RFC 5681, and RFC 9438 for the long stay below the last limit). Pure: no clock, no
 * waiting. `paces.ts` keeps one for each credential, and lets requests wait.
 */

/** Hurts no provider that we know, and takes a third of the time of one after the other by far. */
const FIRST_AT_ONCE = 10;

/** At 100 ms per answer these are a thousand requests in a second: more than n8n itself can send. */
export const MOST_AT_ONCE = 100;

/** A request in four round trips. Slower than that is what Retry-After is for. */
const LEAST_AT_ONCE = 1 / 4;

/** Where requests are refused, those that leave are spread over so much of an answer's time. */
const SPREAD = 0.5;

/** Shorter gaps are not worth a timer. */
const SHORTEST_GAP_MILLISECONDS = 2;

/** Half a request more per answer: half as many more in each round trip, so that little is refused. */
const GROWTH_PER_ANSWER = 0.5;

/** More at once only make a queue at the provider where answers take twice as long as at best. */
const MOST_SLOWDOWN = 2;

/** So much weight the latest answer has in the average: about one of the last ten. */
const WEIGHT_OF_LATEST = 0.1;

/** The best time is forgotten by so much with each answer, since providers also become slower. */
const FORGETTING = 1.0005;

/** The share of a number that was refused which is tried next, and stayed at. */
const BELOW_REFUSED = 0.95;

/** The same where that, too, is refused: the provider counts requests per second, not at once. */
const BELOW_REFUSED_AGAIN = 0.9;

/**
 * After a refusal it stays below that number for so long before it tries more: doubled each time that
 * such a try is refused.
 */
const FIRST_STAY_MILLISECONDS = 5_000;
const LONGEST_STAY_MILLISECONDS = 60_000;

/** After a try that went well, the next one. */
const NEXT_STAY_MILLISECONDS = 2_000;

/** What was learnt says little about a provider that was left alone for so long. */
const FORGOTTEN_AFTER_MILLISECONDS = 60_000;

/** Times of one kind of request, in milliseconds. */
interface Times {
	best: number;
	average: number;
}

export class Pace {
	/** Requests that may be under way at once. Below 1, there are gaps between them. */
	private limit = FIRST_AT_ONCE;
	/** Not passed before `stayUntil`: more than this was refused. */
	private ceiling = Infinity;
	/** Whether a number above the last one that went well is being tried. */
	private isTrying = true;
	private stay = FIRST_STAY_MILLISECONDS;
	private stayUntil = 0;
	private step = 1;
	private refusedAt = -Infinity;
	private openAt = 0;
	private lastAt = -Infinity;
	private underWay = 0;
	/** When there was last no room for more. */
	private fullAt = -Infinity;
	/** How long an answer takes, averaged, in milliseconds. */
	private took = 0;
	private readonly times = new Map<string, Times>();

	/**
	 * Milliseconds until a request may leave; undefined where one that is under way must end first.
	 */
	wait(now: number): number | undefined {
		return this.underWay < this.mostUnderWay() ? this.pause(now) : undefined;
	}

	/** Milliseconds until anything may leave. */
	pause(now: number): number {
		return Math.max(0, this.openAt - now);
	}

	/** A request leaves; its departure is named when it ends. */
	leave(now: number): number {
		if (this.underWay === 0 && now - this.lastAt > FORGOTTEN_AFTER_MILLISECONDS) this.forget();
		this.lastAt = now;
		this.underWay += 1;
		const gap = this.ceiling < Infinity ? (SPREAD * this.took) / this.limit : 0;
		if (gap >= SHORTEST_GAP_MILLISECONDS) this.openAt = Math.max(this.openAt, now + gap);
		if (this.underWay >= this.mostUnderWay()) this.fullAt = now;
		return now;
	}

	/** It was answered, well or badly, but not refused for its number. Times are compared by `kind`. */
	answered(departure: number, now: number, kind: string): void {
		this.ended(departure, now);
		const isSlow = this.isSlow(kind, now - departure);
		this.took += (now - departure - this.took) * WEIGHT_OF_LATEST;
		const wasFull = this.fullAt >= departure;
		if (!wasFull || isSlow || departure < this.refusedAt) return;
		if (this.limit >= this.ceiling) this.lift(now);
		this.limit = Math.min(this.limit + GROWTH_PER_ANSWER, this.ceiling, MOST_AT_ONCE);
	}

	/**
	 * It was refused for its number, or not answered in time. Refusals of requests that left before
	 * the last cut say nothing new.
	 *
	 * @param pauseMilliseconds what the provider asked for; nobody is sent until then
	 */
	refused(departure: number, now: number, pauseMilliseconds = 0): void {
		this.ended(departure, now);
		this.openAt = Math.max(this.openAt, now + pauseMilliseconds);
		if (departure < this.refusedAt) return;
		this.refusedAt = now;
		const share = this.isTrying ? BELOW_REFUSED : BELOW_REFUSED_AGAIN;
		const wasTrying = this.isTrying;
		this.isTrying = false;
		this.ceiling = Math.max(LEAST_AT_ONCE, this.limit * share);
		this.limit = Math.max(LEAST_AT_ONCE, this.limit / 2);
		this.step = 1;
		this.stayUntil = now + pauseMilliseconds + this.stay;
		if (wasTrying) this.stay = Math.min(this.stay * 2, LONGEST_STAY_MILLISECONDS);
	}

	/** It ended without an answer that says anything. */
	ended(departure: number, now: number): void {
		this.underWay -= 1;
		this.lastAt = now;
		const gap = this.limit < 1 ? (now - departure) * (1 / this.limit - 1) : 0;
		this.openAt = Math.max(this.openAt, now + gap);
	}

	/** Tries a little more than was refused once, and more boldly as long as that goes well. */
	private lift(now: number): void {
		if (now < this.stayUntil) return;
		this.isTrying = true;
		this.ceiling += this.step;
		this.step *= 2;
		this.stayUntil = now + NEXT_STAY_MILLISECONDS;
	}

	private mostUnderWay(): number {
		return Math.max(1, Math.floor(this.limit));
	}

	private isSlow(kind: string, took: number): boolean {
		const times = this.times.get(kind) ?? { best: took, average: took };
		times.average += (took - times.average) * WEIGHT_OF_LATEST;
		times.best = Math.min(times.best * FORGETTING, took);
		this.times.set(kind, times);
		return times.average > times.best * MOST_SLOWDOWN;
	}

	private forget(): void {
		this.limit = Math.min(this.limit, FIRST_AT_ONCE);
		this.ceiling = Infinity;
		this.stay = FIRST_STAY_MILLISECONDS;
		this.step = 1;
		this.times.clear();
	}
}
