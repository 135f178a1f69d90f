/** A clock that tests move by hand, and a provider that answers from a script. */
import { setImmediate } from 'node:timers/promises';

import type { Clock } from '../../../../credentials/tokens/lifecycle/clock.ts';
import { fingerprintOf } from '../../../../credentials/tokens/lifecycle/fingerprint.ts';
import type { Outcome } from '../../../../credentials/tokens/endpoint/outcome.ts';
import type {
	Token,
	TokenEndpoint,
	TokenClient,
	Verdict,
} from '../../../../credentials/tokens/lifecycle/token.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** 2026-01-01T00:00:00Z. */
const EPOCH = 1_767_225_600_000;
interface Sleeper {
	readonly wakesAt: number;
	readonly wake: () => void;
}

export class FakeClock implements Clock {
	private now = 0;
	private offset = EPOCH;
	private sleepers: Sleeper[] = [];
	/** What `random` returns. */
	jitter = 0;

	/** @param start of the monotonic clock, which differs from process to process */
	constructor(start = 0) {
		this.now = start;
		this.offset = EPOCH - start;
	}

	monotonic(): number {
		return this.now;
	}

	wall(): number {
		return this.now + this.offset;
	}

	random(): number {
		return this.jitter;
	}

	async sleep(milliseconds: number): Promise<void> {
		await new Promise<void>((wake) => {
			this.sleepers.push({ wakesAt: this.now + milliseconds, wake });
		});
	}

	/** Sets the wall clock forward or back. The monotonic clock is not affected. */
	setWall(by: number): void {
		this.offset += by;
	}

	/** Lets time pass, waking sleepers in order. */
	async pass(milliseconds: number): Promise<void> {
		const end = this.now + milliseconds;
		await promises();
		for (let next = this.next(); next && next.wakesAt <= end; next = this.next()) {
			await this.wakeUp(next);
		}
		this.now = end;
		await promises();
	}

	/** Lets time pass until the promise is settled. Returns its value, or throws its error. */
	async until<T>(promise: Promise<T>): Promise<T> {
		let isSettled = false;
		const done = () => (isSettled = true);
		promise.then(done, done);
		await promises();
		while (!isSettled) {
			const next = this.next();
			if (next === undefined) throw new Error('Nothing is asleep, and the promise is pending');
			await this.wakeUp(next);
		}
		return await promise;
	}

	private next(): Sleeper | undefined {
		return this.sleepers.toSorted((a, b) => a.wakesAt - b.wakesAt)[0];
	}

	private async wakeUp(sleeper: Sleeper): Promise<void> {
		this.sleepers = this.sleepers.filter((other) => other !== sleeper);
		this.now = Math.max(this.now, sleeper.wakesAt);
		sleeper.wake();
		await promises();
	}
}

/** Like a machine whose wall clock is off by a constant. */
export class WrongClock extends FakeClock {
	private readonly right: FakeClock;
	private readonly error: number;

	constructor(right: FakeClock, error: number) {
		super();
		this.right = right;
		this.error = error;
	}

	override monotonic(): number {
		return this.right.monotonic();
	}

	override wall(): number {
		return this.right.wall() + this.error;
	}

	override async sleep(milliseconds: number): Promise<void> {
		await this.right.sleep(milliseconds);
	}
}

/** Lets every promise that can continue do so. No time passes on the clock. */
async function promises(): Promise<void> {
	await setImmediate();
}

/** What a provider supports besides the login. */
export interface Abilities {
	readonly renew?: boolean;
	readonly ask?: boolean;
	readonly retire?: boolean;
	readonly refreshRevokesToken?: boolean;
	readonly hasIdleTimeout?: boolean;
}

export const REJECTED: Outcome = { kind: 'rejected', status: 401, message: 'wrong secret' };
export const UNAVAILABLE: Outcome = {
	kind: 'unavailable',
	reason: 'answered with HTTP status 503',
};
export const MALFORMED: Outcome = { kind: 'malformed', reason: 'sent a response that is not JSON' };
export const THROTTLED: Outcome = { kind: 'throttled' };
export const WRONG_ADDRESS: Outcome = { kind: 'wrongAddress', status: 404 };

/** One request for a token. */
export interface Ask {
	readonly how: 'login' | 'renewal';
	readonly at: number;
	answered?: { readonly at: number; readonly outcome: Outcome };
}

/** One provider, as a token manager sees it: every request takes a while and is counted. */
export class FakeProvider {
	private readonly clock: FakeClock;
	private readonly name: string;
	/** Milliseconds that a request takes. */
	latency = 100;
	lifetime = 10 * MINUTE;
	/** What the next token requests get; a token once the script is over. */
	script: Outcome[] = [];
	/** What they get once the script is over, in place of a token. */
	failure?: Outcome;
	/** Answers to introspections; `dead` decides if one is undefined. */
	verdict?: Verdict;
	/** How it answers an introspection of a dead token. */
	refusal: Verdict = 'refused';
	/** Tokens that the provider refuses. */
	readonly dead = new Set<string>();
	/** When tokens were requested, and how. */
	readonly asked: Ask[] = [];
	readonly granted: string[] = [];
	/** When each of them was requested, by both clocks. */
	readonly born = new Map<string, { readonly monotonic: number; readonly wall: number }>();
	readonly questions: string[] = [];
	readonly retired: string[] = [];
	private underWay = 0;
	/** Most token requests that were under way at one time. */
	mostUnderWay = 0;

	constructor(clock: FakeClock, name = 'token') {
		this.clock = clock;
		this.name = name;
	}

	get tokenRequests(): number {
		return this.asked.length;
	}

	/** A caller with this provider's credential. */
	request(abilities: Abilities = {}, fields: readonly string[] = ['secret']): TokenClient {
		const { refreshRevokesToken, hasIdleTimeout } = abilities;
		return {
			fingerprint: fingerprintOf(fields),
			endpoint: this.endpoint(abilities),
			context: {
				provider: 'Acme',
				endpoint: 'https://acme.example/token',
				secretFields: 'Client Secret',
				addressField: 'Base URL',
				redact: (text) => text,
			},
			refreshRevokesToken,
			hasIdleTimeout,
		};
	}

	private endpoint({ renew, ask, retire, refreshRevokesToken }: Abilities): TokenEndpoint {
		return {
			login: async () => await this.answer('login'),
			...(renew && {
				refresh: async (token: Token) => {
					const outcome = await this.answer('renewal');
					if (outcome.kind === 'granted' && refreshRevokesToken) this.dead.add(token.accessToken);
					return outcome;
				},
			}),
			...(ask && { introspect: async ({ accessToken }) => await this.judge(accessToken) }),
			...(retire && {
				revoke: async ({ accessToken }) => {
					this.retired.push(accessToken);
					throw new Error('A failing logout concerns nobody');
				},
			}),
		};
	}

	private async answer(how: 'login' | 'renewal'): Promise<Outcome> {
		const ask: Ask = { how, at: this.clock.monotonic() };
		this.asked.push(ask);
		this.underWay += 1;
		this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
		const outcome = this.script.shift() ?? this.failure ?? this.grant();
		await this.clock.sleep(this.latency);
		this.underWay -= 1;
		ask.answered = { at: this.clock.monotonic(), outcome };
		return outcome;
	}

	private grant(): Outcome {
		const accessToken = `${this.name}-${this.granted.length + 1}`;
		this.granted.push(accessToken);
		this.born.set(accessToken, { monotonic: this.clock.monotonic(), wall: this.clock.wall() });
		return { kind: 'granted', grant: { accessToken, lifetime: this.lifetime } };
	}

	private async judge(accessToken: string): Promise<Verdict> {
		this.questions.push(accessToken);
		await this.clock.sleep(this.latency);
		return this.verdict ?? (this.dead.has(accessToken) ? this.refusal : 'accepted');
	}
}
