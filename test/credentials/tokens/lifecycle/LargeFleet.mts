import type { Outcome } from '../../../../credentials/tokens/endpoint/outcome.ts';
import type { StoredSession } from '../../../../credentials/tokens/lifecycle/session.ts';
import type { Token, TokenClient } from '../../../../credentials/tokens/lifecycle/token.ts';
import { TokenManager } from '../../../../credentials/tokens/lifecycle/TokenManager.ts';
import { type Abilities, FakeProvider, MINUTE, SECOND } from '../support/fakes.mts';
import { RandomClock, randomNumbers } from '../support/random.mts';

const TICK = SECOND;
/** Long enough for everything under way to end. */
const REST = 20 * SECOND;

/**
 * Workers that use many credentials, with work spread over them at random. Times in milliseconds.
 */
export interface FleetPlan {
	readonly workers: number;
	readonly credentials: number;
	readonly lifetime: number;
	/** How long to run, in lifetimes of a token. */
	readonly lifetimes: number;
	/** Time between two uses of one credential. */
	readonly interval: number;
	/** How many workers use it at the same instant; one by default. */
	readonly atOnce?: number;
	/** Whether tokens are kept in n8n's database, or by each process for itself. */
	readonly isShared: boolean;
	readonly abilities?: Abilities;
	/** What every login gets in place of a token. */
	readonly failure?: Outcome;
	/** How much the workers' clocks differ at most. */
	readonly clockSpread?: number;
}

export interface FleetReport {
	/** Requests that workers sent. */
	readonly requests: number;
	/** How many of these the provider refused because of their token. */
	readonly refused: number;
	/** How many of the refused ones failed even with the renewed token. */
	readonly lost: number;
	/** Requests for which there was no token. */
	readonly failed: number;
	/** Token requests per credential until its first use was answered. */
	readonly logins: number;
	/** Token requests per credential in all. */
	readonly attempts: number;
	/** Token requests per credential and lifetime, once the first lifetime is over. */
	readonly grants: number;
	/** Token requests of all credentials in the busiest minute after the first lifetime. */
	readonly busiestMinute: number;
	/** Most credentials that any worker keeps in memory. */
	readonly mostKept: number;
}

interface Credential {
	readonly provider: FakeProvider;
	readonly request: TokenClient;
	/** As n8n's database has it. */
	stored?: StoredSession;
}

/**
 * Runs a plan through the real token manager, one per worker. The same plan gives the same report.
 */
export async function runFleet(plan: FleetPlan): Promise<FleetReport> {
	return await new LargeFleet(plan).run();
}

class LargeFleet {
	private readonly plan: FleetPlan;
	private readonly draw = randomNumbers(7);
	private readonly clock = new RandomClock(this.draw);
	private readonly workers: readonly TokenManager[];
	private readonly credentials: readonly Credential[];
	private requests = 0;
	private refused = 0;
	private lost = 0;
	private failed = 0;

	constructor(plan: FleetPlan) {
		this.plan = plan;
		this.workers = Array.from({ length: plan.workers }, () => new TokenManager(this.clock));
		this.credentials = Array.from({ length: plan.credentials }, (_, index) => {
			const provider = new FakeProvider(this.clock, `token-of-${index}`);
			provider.lifetime = plan.lifetime;
			provider.failure = plan.failure;
			return { provider, request: provider.request(plan.abilities, [`secret-${index}`]) };
		});
	}

	async run(): Promise<FleetReport> {
		const { interval, lifetime, lifetimes } = this.plan;
		const slots = interval / TICK;
		for (let tick = 0; tick * TICK < lifetimes * lifetime; tick++) {
			const due = this.credentials.filter((_, index) => index % slots === tick % slots);
			for (const credential of due) {
				for (const worker of this.someWorkers()) void this.send(worker, credential);
			}
			await this.clock.pass(TICK);
		}
		await this.clock.pass(REST);
		return this.report();
	}

	/** Different ones, so that none can rely on sharing within its process. */
	private someWorkers(): TokenManager[] {
		const { atOnce = 1 } = this.plan;
		const first = Math.floor(this.draw() * this.workers.length);
		return Array.from(
			{ length: atOnce },
			(_, index) => this.workers[(first + index) % this.workers.length],
		).filter((worker) => worker !== undefined);
	}

	/**
	 * One request, as the hook and our nodes send it: the credential is read before it, and after a
	 * 401.
	 */
	private async send(worker: TokenManager, credential: Credential): Promise<void> {
		await this.exchanges(worker, credential).catch(() => (this.failed += 1));
	}

	private async exchanges(worker: TokenManager, credential: Credential): Promise<void> {
		this.requests += 1;
		const { request, provider } = credential;
		const token = await this.exchange(worker, credential, async () => await worker.ensure(request));
		if (!this.isRefused(token, provider)) return;
		this.refused += 1;
		const next = await this.exchange(
			worker,
			credential,
			async () => await worker.replaceRefused(request, token),
		);
		if (this.isRefused(next, provider)) this.lost += 1;
	}

	/** Reads what n8n has stored, gets a token, and stores what has changed. */
	private async exchange(
		worker: TokenManager,
		credential: Credential,
		obtain: () => Promise<Token>,
	): Promise<Token> {
		if (!this.plan.isShared) return await obtain();
		const { request, stored } = credential;
		worker.adopt(request, stored);
		return await obtain().finally(() => {
			credential.stored = worker.sessionToStore(request, stored) ?? credential.stored;
		});
	}

	private isRefused({ accessToken }: Token, { dead, born, lifetime }: FakeProvider): boolean {
		const age = this.clock.monotonic() - (born.get(accessToken)?.monotonic ?? -Infinity);
		return dead.has(accessToken) || age >= lifetime;
	}

	private report(): FleetReport {
		const { credentials, interval, lifetime, lifetimes } = this.plan;
		const times = this.credentials.flatMap(({ provider }) => provider.asked.map(({ at }) => at));
		const later = times.filter((at) => at >= lifetime);
		return {
			requests: this.requests,
			refused: this.refused,
			lost: this.lost,
			failed: this.failed,
			logins: times.filter((at) => at < interval).length / credentials,
			attempts: times.length / credentials,
			grants: later.length / credentials / (lifetimes - 1),
			busiestMinute: busiest(later),
			mostKept: Math.max(...this.workers.map(({ size }) => size)),
		};
	}
}

/** Most times that fall into one minute. */
function busiest(times: readonly number[]): number {
	const minutes = Map.groupBy(times, (at) => Math.floor(at / MINUTE));
	return Math.max(0, ...[...minutes.values()].map(({ length }) => length));
}
