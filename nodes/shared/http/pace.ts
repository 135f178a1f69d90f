/**
 * How many requests may be under way at once. This is learnt from the answers, as TCP learns the
 * speed of a path (RFC 5681, and RFC 9438 for the long stay below the last limit). Pure: no clock,
 * no waiting. `paces.ts` keeps one for each credential, and makes requests wait.
 */

/**
 * Overloads no provider that we know, and takes far less than a third of the time of one at a time.
 */
const FIRST_AT_ONCE = 10;

/** At 100 ms per answer this is a thousand requests per second, more than n8n itself can send. */
export const MOST_AT_ONCE = 100;

/** One request in four round trips. Anything slower is a matter for Retry-After. */
const LEAST_AT_ONCE = 1 / 4;

/** If requests are refused, the next ones are spread over this share of an answer's time. */
const SPREAD = 0.5;

/** Shorter gaps are not worth a timer. */
const SHORTEST_GAP_MILLISECONDS = 2;

/**
 * Half a request more per answer makes half as many more in each round trip, so few are refused.
 */
const GROWTH_PER_ANSWER = 0.5;

/** If answers take twice as long as at best, more at once would only queue at the provider. */
const MOST_SLOWDOWN = 2;

/** The weight of the latest answer in the average, which is about that of the last ten. */
const WEIGHT_OF_LATEST = 0.1;

/** How fast the best time is forgotten with each answer, because providers also become slower. */
const FORGETTING = 1.0005;

/** The share of a refused number that is tried next and kept. */
const BELOW_REFUSED = 0.95;

/** The same if that is refused too: then the provider counts requests per second, not at once. */
const BELOW_REFUSED_AGAIN = 0.9;

/**
 * How long it stays below a refused number before it tries more. Doubled each time such a try is
 * refused.
 */
const FIRST_STAY_MILLISECONDS = 5_000;
const LONGEST_STAY_MILLISECONDS = 60_000;

/** After a try that went well, the time until the next one. */
const NEXT_STAY_MILLISECONDS = 2_000;

/** After this long without requests, what was learnt says little about the provider. */
const FORGOTTEN_AFTER_MILLISECONDS = 60_000;

/** Times of one kind of request, in milliseconds. */
interface Times {
	best: number;
	average: number;
}

export class Pace {
	/** Requests that may be under way at once. Below 1, there are gaps between them. */
	private limit = FIRST_AT_ONCE;
	/** Not exceeded before `stayUntil`, because more than this was refused. */
	private ceiling = Infinity;
	/** Whether a number above the last successful one is being tried. */
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

	/** Milliseconds until a request may leave; undefined if one that is under way must end first. */
	wait(now: number): number | undefined {
		return this.underWay < this.mostUnderWay() ? this.pause(now) : undefined;
	}

	/** Milliseconds until any request may leave. */
	pause(now: number): number {
		return Math.max(0, this.openAt - now);
	}

	/** A request leaves. Its departure is passed back when it ends. */
	leave(now: number): number {
		if (this.underWay === 0 && now - this.lastAt > FORGOTTEN_AFTER_MILLISECONDS) this.forget();
		this.lastAt = now;
		this.underWay += 1;
		const gap = this.ceiling < Infinity ? (SPREAD * this.took) / this.limit : 0;
		if (gap >= SHORTEST_GAP_MILLISECONDS) this.openAt = Math.max(this.openAt, now + gap);
		if (this.underWay >= this.mostUnderWay()) this.fullAt = now;
		return now;
	}

	/**
	 * It was answered, well or badly, but not refused because of its number. Times are compared by
	 * `kind`.
	 */
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
	 * It was refused because of its number, or not answered in time. Refusals of requests that left
	 * before the last cut say nothing new.
	 *
	 * @param pauseMilliseconds what the provider asked for; nothing is sent until then
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

	/** Tries a little more than was once refused, and more boldly as long as that goes well. */
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
