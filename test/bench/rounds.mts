/** Comparing by turns: what a busy machine does to one, it does to all. Ratios are what counts. */

/** One that takes part in a comparison. */
export interface Contender {
	readonly name: string;
	/** Does the work once. Resolves to its milliseconds. */
	run(): Promise<number>;
}

/** Whose time is held against whose. */
export interface Bound {
	/** The case, as it stands in the tables. */
	readonly title: string;
	readonly name: string;
	readonly against: string;
	/** Most that the ratio may be; left out where it is only stated. */
	readonly atMost?: number;
}

/** The milliseconds of one contender, round by round. */
export interface Series {
	readonly name: string;
	readonly milliseconds: readonly number[];
}

/** What one comparison gave. */
export interface Comparison {
	/** How many items each run had. */
	readonly items: number;
	readonly series: readonly Series[];
	readonly bounds: readonly Bound[];
}

/** A sample in three numbers: its median and its quartiles. */
export interface Summary {
	readonly median: number;
	readonly lower: number;
	readonly upper: number;
}

/** A bound with what was measured. */
export interface Verdict extends Bound {
	readonly ratio: Summary;
	readonly isMet: boolean;
}

/** Rounds that are run and thrown away, since n8n is slow until its code has been compiled. */
const WARM_UP_ROUNDS = 1;

/**
 * Lets all contenders take turns. Who begins changes from round to round, so that nobody always has
 * the machine that another one has just left.
 */
export async function takeTurns(
	contenders: readonly Contender[],
	rounds: number,
): Promise<Series[]> {
	const times = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]));
	for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
		for (const contender of startingAt(contenders, round + WARM_UP_ROUNDS)) {
			const milliseconds = await contender.run();
			if (round >= 0) times.get(contender)?.push(milliseconds);
		}
	}
	return [...times].map(([{ name }, milliseconds]) => ({ name, milliseconds }));
}

function startingAt<T>(list: readonly T[], turn: number): T[] {
	const first = turn % list.length;
	return [...list.slice(first), ...list.slice(0, first)];
}

/**
 * Holds a comparison's series against its bounds.
 *
 * The ratio is the median of the rounds' own ratios, not that of two medians: within one round both
 * had the same machine, over all of them its load may have changed.
 */
export function judge({ series, bounds }: Comparison): Verdict[] {
	return bounds.map((bound) => {
		const against = timesOf(series, bound.against);
		const ratio = summarize(
			timesOf(series, bound.name).map((time, round) => time / (against[round] ?? Number.NaN)),
		);
		return { ...bound, ratio, isMet: bound.atMost === undefined || ratio.median <= bound.atMost };
	});
}

/** @throws Error where nobody of that name took part */
export function timesOf(series: readonly Series[], name: string): readonly number[] {
	const found = series.find((one) => one.name === name);
	if (found === undefined) throw new Error(`Nothing of the name "${name}" was measured.`);
	return found.milliseconds;
}

/** Median and quartiles; between two values, what lies in proportion between them. */
export function summarize(values: readonly number[]): Summary {
	const sorted = values.toSorted((a, b) => a - b);
	const at = (share: number): number => {
		const place = share * (sorted.length - 1);
		const below = sorted[Math.floor(place)] ?? Number.NaN;
		const above = sorted[Math.ceil(place)] ?? Number.NaN;
		return below + (above - below) * (place % 1);
	};
	return { median: at(1 / 2), lower: at(1 / 4), upper: at(3 / 4) };
}
