import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { StoredSession } from '../../../../credentials/tokens/session';
import { TokenManager } from '../../../../credentials/tokens/TokenManager';
import { type Abilities, FakeClock, FakeProvider, SECOND } from '../fakes.mts';

interface Fleet {
	readonly workers: number;
	readonly lifetime: number;
	readonly lifetimes: number;
	/** Milliseconds between two requests of one worker. */
	readonly interval: number;
	/** How long a worker goes on with what it read of the store. */
	readonly staleness: number;
	readonly abilities?: Abilities;
	readonly random: () => number;
}

/** A clock whose jitter is drawn anew for each token and process. */
class RandomClock extends FakeClock {
	private readonly draw: () => number;

	constructor(draw: () => number) {
		super();
		this.draw = draw;
	}

	override random(): number {
		return this.draw();
	}
}

/** Lets workers that share one store send requests; returns the provider and what was refused. */
async function run({ abilities, ...fleet }: Fleet) {
	const clock = new RandomClock(fleet.random);
	const provider = new FakeProvider(clock);
	provider.lifetime = fleet.lifetime;
	const request = provider.request(abilities);
	let store: StoredSession | undefined;
	let refused = 0;
	const workers = Array.from({ length: fleet.workers }, (_, i) => ({
		manager: new TokenManager(clock),
		nextAt: (i * fleet.interval) / fleet.workers,
		read: store,
		readAt: Number.NEGATIVE_INFINITY,
	}));
	const work = async (worker: (typeof workers)[number]) => {
		if (clock.monotonic() - worker.readAt >= fleet.staleness) {
			worker.read = store;
			worker.readAt = clock.monotonic();
		}
		worker.manager.adopt(request, worker.read);
		const token = await worker.manager.ensure(request);
		store = worker.manager.sessionToStore(request, worker.read) ?? store;
		if (provider.dead.has(token.accessToken)) {
			refused += 1;
			worker.readAt = Number.NEGATIVE_INFINITY;
		}
	};
	const end = fleet.lifetimes * fleet.lifetime;
	while (clock.monotonic() < end) {
		const next = workers.toSorted((a, b) => a.nextAt - b.nextAt)[0];
		if (next === undefined) break;
		await clock.pass(Math.max(0, next.nextAt - clock.monotonic()));
		next.nextAt += fleet.interval;
		void work(next);
	}
	await clock.pass(20 * SECOND);
	return { provider, refused, grantsPerLifetime: provider.granted.length / fleet.lifetimes };
}

/** A reproducible random number for each call. */
function randomNumbers(seed: number): () => number {
	const draw = fc.sample(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
		numRuns: 2_000,
		seed,
	});
	let i = 0;
	return () => draw[(i += 1) % draw.length] ?? 0;
}

describe('a fleet that shares one store', () => {
	it.each([
		// Renewing early alone makes 1.2 grants per lifetime.
		['one process', 1, 600, 2, 0, 1.27],
		['3 workers', 3, 600, 2, 0, 1.27],
		['3 workers that read the store every 5 s', 3, 600, 2, 5, 1.5],
		['3 workers with tokens of 40 s', 3, 40, 0.5, 0, 1.4],
		['20 workers', 20, 600, 5, 0, 1.3],
	])('%s: grants per lifetime', async (_name, workers, lifetime, interval, staleness, most) => {
		const { provider, grantsPerLifetime } = await run({
			workers,
			lifetime: lifetime * SECOND,
			lifetimes: 20,
			interval: interval * SECOND,
			staleness: staleness * SECOND,
			random: randomNumbers(7),
		});
		expect(grantsPerLifetime).toBeLessThanOrEqual(most);
		expect(grantsPerLifetime).toBeGreaterThanOrEqual(1);
		expect(provider.mostUnderWay).toBeLessThanOrEqual(workers);
	});
});
