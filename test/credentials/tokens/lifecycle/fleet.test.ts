import { describe, expect, it } from 'vitest';

import type { StoredSession } from '../../../../credentials/tokens/lifecycle/session';
import type { Token } from '../../../../credentials/tokens/lifecycle/token';
import { TokenManager } from '../../../../credentials/tokens/lifecycle/TokenManager';
import { type Abilities, FakeProvider, SECOND } from '../support/fakes.mts';
import { RandomClock, randomNumbers } from '../support/random.mts';

interface Fleet {
	readonly workers: number;
	readonly lifetime: number;
	readonly lifetimes: number;
	/** Milliseconds between two requests of one worker. */
	readonly interval: number;
	/** How long a worker goes on with what it has read from the store. */
	readonly staleness: number;
	readonly abilities?: Abilities;
	readonly random: () => number;
}

interface Worker {
	readonly manager: TokenManager;
	nextAt: number;
	read?: StoredSession;
	readAt: number;
}

/** Workers that share one store send requests. Each is refused if its token is dead. */
async function run({ abilities, ...fleet }: Fleet) {
	const clock = new RandomClock(fleet.random);
	const provider = new FakeProvider(clock);
	provider.lifetime = fleet.lifetime;
	const request = provider.request(abilities);
	let store: StoredSession | undefined;
	let refused = 0;
	let lost = 0;
	const workers = Array.from({ length: fleet.workers }, (_, i): Worker => {
		const nextAt = (i * fleet.interval) / fleet.workers;
		return { manager: new TokenManager(clock), nextAt, readAt: Number.NEGATIVE_INFINITY };
	});
	const read = (worker: Worker) => {
		worker.read = store;
		worker.readAt = clock.monotonic();
		worker.manager.adopt(request, store);
	};
	const isDead = (token: Token) => provider.dead.has(token.accessToken);
	/** One request, as our nodes send it: after a 401 the credential is read again. */
	const send = async (worker: Worker) => {
		const { manager } = worker;
		if (clock.monotonic() - worker.readAt >= fleet.staleness) read(worker);
		const token = await manager.ensure(request);
		store = manager.sessionToStore(request, worker.read) ?? store;
		if (!isDead(token)) return;
		refused += 1;
		read(worker);
		const next = await manager.replaceRefused(request, token);
		store = manager.sessionToStore(request, worker.read) ?? store;
		if (isDead(next)) lost += 1;
	};
	while (clock.monotonic() < fleet.lifetimes * fleet.lifetime) {
		const [next] = workers.toSorted((a, b) => a.nextAt - b.nextAt);
		if (next === undefined) break;
		await clock.pass(Math.max(0, next.nextAt - clock.monotonic()));
		next.nextAt += fleet.interval;
		void send(next);
	}
	await clock.pass(20 * SECOND);
	return { provider, refused, lost, grants: provider.granted.length / fleet.lifetimes };
}

describe('a fleet that shares one store', () => {
	it.each([
		// Renewing early alone makes 1.2 grants per lifetime.
		['one process', 1, 600, 2, 0, 1.25],
		['3 workers', 3, 600, 2, 0, 1.3],
		['3 workers that read the store every 5 s', 3, 600, 2, 5, 1.5],
		['3 workers with tokens of 40 s', 3, 40, 0.5, 0, 1.3],
		['20 workers', 20, 600, 20, 0, 1.3],
	])('%s: grants per lifetime', async (_name, workers, lifetime, interval, staleness, most) => {
		const { grants } = await run({
			workers,
			lifetime: lifetime * SECOND,
			lifetimes: 20,
			interval: interval * SECOND,
			staleness: staleness * SECOND,
			random: randomNumbers(7),
		});
		expect(grants).toBeLessThanOrEqual(most);
		expect(grants).toBeGreaterThanOrEqual(1);
	});

	it('loses no request when renewal kills the old token (ECGrid)', async () => {
		const { grants, refused, lost } = await run({
			workers: 3,
			lifetime: 600 * SECOND,
			lifetimes: 20,
			interval: 2 * SECOND,
			staleness: 5 * SECOND,
			random: randomNumbers(7),
			abilities: { renew: true, ask: true, refreshRevokesToken: true },
		});
		expect(lost).toBe(0);
		expect(refused).toBeLessThanOrEqual(3 * 20);
		expect(grants).toBeLessThanOrEqual(1.45);
	});
});
