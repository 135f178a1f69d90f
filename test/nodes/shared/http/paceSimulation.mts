// Providers of many kinds in simulated time, so that minutes of traffic take milliseconds.
import { Pace } from '../../../../nodes/shared/http/pace';

interface Arrival {
	/** When the answer comes, in milliseconds. */
	at: number;
	isRefused?: boolean;
	retryAfterSeconds?: number;
}

interface SimulatedProvider {
	arrive(now: number): Arrival;
	/** An answer has been sent. */
	leave?(): void;
}

export type MakeProvider = (random: () => number) => SimulatedProvider;

export interface Traffic {
	answered: number;
	/** Share of all requests. */
	refused: number;
}

const REFUSAL_MILLISECONDS = 20;

/** 90 to 110 ms. */
const answerTime = (random: () => number) => 90 + 20 * random();

/** Refuses whatever exceeds `most` at once. */
export function atMostAtOnce(most: number, retryAfterSeconds?: number): MakeProvider {
	return (random) => {
		let open = 0;
		return {
			arrive(now) {
				open++;
				return open > most
					? { at: now + REFUSAL_MILLISECONDS, isRefused: true, retryAfterSeconds }
					: { at: now + answerTime(random) };
			},
			leave: () => void open--,
		};
	};
}

/** Refuses what exceeds a bucket of ten that is filled by `perSecond`. */
export function atMostPerSecond(perSecond: (now: number) => number): MakeProvider {
	const bucket = 10;
	return (random) => {
		let left = bucket;
		let last = 0;
		return {
			arrive(now) {
				left = Math.min(bucket, left + ((now - last) / 1_000) * perSecond(now));
				last = now;
				if (left < 1) {
					return { at: now + REFUSAL_MILLISECONDS, isRefused: true, retryAfterSeconds: 1 };
				}
				left--;
				return { at: now + answerTime(random) };
			},
		};
	};
}

/** For a second each, refuses this many requests whatever the pace, and then none. */
export function refusesTheFirst(count: number): MakeProvider {
	return (random) => {
		let left = count;
		return {
			arrive: (now) =>
				left-- > 0
					? { at: now + REFUSAL_MILLISECONDS, isRefused: true, retryAfterSeconds: 1 }
					: { at: now + answerTime(random) },
		};
	};
}

/** Answers everything, `atOnce` at a time, and makes the others wait. */
export function queue(atOnce: number): MakeProvider {
	return (random) => {
		const free = new Array<number>(atOnce).fill(0);
		return {
			arrive(now) {
				const place = free.indexOf(Math.min(...free));
				const at = Math.max(now, free[place] ?? 0) + answerTime(random);
				free[place] = at;
				return { at };
			},
		};
	};
}

/** Lets requests through, and is told how they end. */
interface Gate {
	/** As `Pace.wait`. */
	wait(now: number): number | undefined;
	/** A request leaves. Returns who is told of its end and says from when its place is free. */
	leave(now: number): (now: number, arrival: Arrival) => number;
	/** A place is free again. */
	free(): void;
}

export function byPace(): Gate {
	const pace = new Pace();
	return {
		wait: (now) => pace.wait(now),
		leave: (start) => {
			const departure = pace.leave(start);
			return (now, { isRefused, retryAfterSeconds = 0 }) => {
				if (isRefused) pace.refused(departure, now, retryAfterSeconds * 1_000);
				else pace.answered(departure, now, 'read');
				return now;
			};
		},
		free: () => undefined,
	};
}

/** A fixed number of requests. Each one that is refused waits by itself. */
export function byNumber(most: number): Gate {
	let taken = 0;
	return {
		wait: () => (taken < most ? 0 : undefined),
		leave: () => {
			taken++;
			return (now, { isRefused, retryAfterSeconds = 1 }) =>
				now + (isRefused ? retryAfterSeconds * 1_000 : 0);
		},
		free: () => void taken--,
	};
}

/** How many requests get through in a time. */
export function simulate(make: MakeProvider, gate: Gate, seconds: number): Traffic {
	const provider = make(seeded(1));
	const events: Array<{ at: number; happen: () => void }> = [];
	let now = 0;
	let answered = 0;
	let refused = 0;
	let timer = -1;

	function plan(at: number, happen: () => void): void {
		let place = events.length;
		while (place > 0 && (events[place - 1]?.at ?? 0) < at) place--;
		events.splice(place, 0, { at, happen });
	}

	function depart(): void {
		for (;;) {
			const wait = gate.wait(now);
			if (wait === undefined) return;
			if (wait > 0) {
				if (timer <= now) plan((timer = now + wait), depart);
				return;
			}
			const ended = gate.leave(now);
			const arrival = provider.arrive(now);
			plan(arrival.at, () => {
				provider.leave?.();
				if (arrival.isRefused) refused++;
				else answered++;
				plan(ended(now, arrival), () => {
					gate.free();
					depart();
				});
			});
		}
	}

	depart();
	for (let event = events.pop(); event && event.at < seconds * 1_000; event = events.pop()) {
		now = event.at;
		event.happen();
	}
	return { answered, refused: refused / (answered + refused) };
}

/** The same numbers in [0, 1) in every run. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}
