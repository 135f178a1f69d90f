import { inspect } from 'node:util';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../../credentials/tokens/endpoint/outcome.ts';
import { phaseOf } from '../../../../credentials/tokens/lifecycle/policy.ts';
import {
	parseSession,
	serializeSession,
} from '../../../../credentials/tokens/lifecycle/session.ts';
import type {
	Token,
	TokenClient,
	Verdict,
} from '../../../../credentials/tokens/lifecycle/token.ts';
import { TokenManager } from '../../../../credentials/tokens/lifecycle/TokenManager.ts';
import {
	type Abilities,
	FakeClock,
	FakeProvider,
	HOUR,
	MALFORMED,
	MINUTE,
	REJECTED,
	SECOND,
	THROTTLED,
	UNAVAILABLE,
	WRONG_ADDRESS,
} from '../support/fakes.mts';
import { propertyRuns } from '../../../propertyRuns.mts';

/** What can happen to one credential in one process. */
type Happening =
	| { readonly kind: 'send' | 'refuse' | 'fail' | 'test' | 'forget' | 'revoke' | 'edit' }
	| { readonly kind: 'jump'; readonly by: number }
	| { readonly kind: 'answer'; readonly outcome: Outcome | undefined };

interface Story {
	readonly lifetime: number;
	readonly latency: number;
	readonly jitter: number;
	readonly abilities: Abilities;
	/** How an introspection of a dead token is answered. */
	readonly refusal: Verdict;
	readonly events: ReadonlyArray<{ readonly after: number; readonly what: Happening }>;
}

/** Seconds, as milliseconds: short and long, whole and broken. */
const seconds = (min: number, max: number) =>
	fc
		.double({ min: Math.log(min), max: Math.log(max), noNaN: true })
		.map((exponent) => Math.round(Math.exp(exponent) * SECOND));

const plain = (kind: 'send' | 'refuse' | 'fail' | 'test' | 'forget' | 'revoke' | 'edit') =>
	fc.constant<Happening>({ kind });
const jump = seconds(1, 2 * 3_600).chain((by) =>
	fc.constantFrom<Happening>({ kind: 'jump', by }, { kind: 'jump', by: -by }),
);
const answer = fc
	.constantFrom<
		Outcome | undefined
	>(REJECTED, THROTTLED, UNAVAILABLE, MALFORMED, WRONG_ADDRESS, undefined)
	.map((outcome): Happening => ({ kind: 'answer', outcome }));

/** Kinds of providers: with and without renewal, with and without introspection. */
const abilities = fc.constantFrom<Abilities>(
	{},
	{ ask: true },
	{ ask: true, renew: true },
	{ ask: true, renew: true, refreshRevokesToken: true },
);

function stories(lifetime: fc.Arbitrary<number>, ...happenings: Array<fc.Arbitrary<Happening>>) {
	const what = fc.oneof({ weight: 4, arbitrary: plain('send') }, ...happenings);
	const after = fc.oneof(fc.constant(0), seconds(0.01, 3_600));
	return fc.record<Story>({
		lifetime,
		latency: fc.oneof(fc.constant(0), seconds(0.01, 9.9)),
		jitter: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
		abilities,
		refusal: fc.constantFrom<Verdict>('refused', 'doubtful'),
		events: fc.array(fc.record({ after, what }), { minLength: 5, maxLength: 40 }),
	});
}

/** Runs one story on a new manager, and keeps what the invariants are about. */
class World {
	readonly clock = new FakeClock();
	readonly manager = new TokenManager(this.clock);
	/** One provider per version of the secret, so that the name of a token shows its secret. */
	readonly providers: FakeProvider[] = [];
	readonly sent: Array<{
		readonly token: Token;
		readonly by: FakeProvider;
		readonly isOver: boolean;
	}> = [];
	readonly errors: Error[] = [];
	/** Times at which the Test button was pressed. */
	readonly tested: number[] = [];
	/** Callers that got an error although their token was good. */
	lostTokens = 0;
	private readonly story: Story;
	private readonly calls: Array<Promise<void>> = [];
	private requests: TokenClient[] = [];
	private latest?: Token;

	constructor(story: Story) {
		this.story = story;
		this.clock.jitter = story.jitter;
		this.edit();
	}

	async tell(): Promise<this> {
		for (const { after, what } of this.story.events) {
			await this.clock.pass(after);
			this.let(what);
		}
		await this.clock.until(Promise.all(this.calls));
		return this;
	}

	get provider(): FakeProvider {
		return this.providers.at(-1) ?? expect.fail('There is always a provider');
	}

	get request(): TokenClient {
		return this.requests.at(-1) ?? expect.fail('There is always a request');
	}

	private let(what: Happening): void {
		const { manager, request, provider, latest } = this;
		switch (what.kind) {
			case 'send':
				return this.call(manager.ensure(request), true);
			case 'refuse':
				return latest && this.call(manager.replaceRefused(request, latest));
			case 'fail':
				return latest && this.call(manager.recover(request, latest));
			case 'test':
				this.tested.push(this.clock.monotonic());
				return this.call(manager.verify(request));
			case 'forget':
				manager.forget(request);
				this.latest = undefined;
				return;
			case 'revoke':
				if (latest) provider.dead.add(latest.accessToken);
				return;
			case 'edit':
				return this.edit();
			case 'jump':
				return this.clock.setWall(what.by);
			case 'answer':
				provider.failure = what.outcome;
		}
	}

	private edit(): void {
		const provider = new FakeProvider(this.clock, `secret${this.providers.length}`);
		provider.lifetime = this.story.lifetime;
		provider.latency = this.story.latency;
		provider.refusal = this.story.refusal;
		const fields = [`secret${this.providers.length}`];
		this.requests.push(provider.request(this.story.abilities, fields));
		this.providers.push(provider);
		this.latest = undefined;
	}

	private call(promise: Promise<Token | undefined>, isSend = false): void {
		const { provider, request } = this;
		const called = promise.then(
			(token) => {
				if (token === undefined) return;
				if (request === this.request) this.latest = token;
				this.sent.push({ token, by: provider, isOver: this.isOver(token, provider) });
			},
			(error: Error) => {
				this.errors.push(error);
				const { latest } = this;
				const isGood =
					latest !== undefined &&
					request === this.request &&
					phaseOf(latest, this.clock) !== 'expired' &&
					!provider.dead.has(latest.accessToken);
				if (isSend && isGood) this.lostTokens += 1;
			},
		);
		this.calls.push(called);
	}

	/** Whether a token has reached the end of its life by either clock, as the provider knows it. */
	private isOver({ accessToken }: Token, { born, lifetime }: FakeProvider): boolean {
		const birth = born.get(accessToken) ?? { monotonic: Infinity, wall: Infinity };
		const monotonic = this.clock.monotonic() - birth.monotonic;
		return Math.max(monotonic, this.clock.wall() - birth.wall) >= lifetime;
	}
}

/** Checks an invariant over many stories. */
async function holds(
	story: fc.Arbitrary<Story>,
	invariant: (world: World) => void,
	numRuns = propertyRuns(1_000),
): Promise<void> {
	await fc.assert(
		fc.asyncProperty(story, async (told) => invariant(await new World(told).tell())),
		{ numRuns },
	);
}

const anyLifetime = seconds(2, 24 * 3_600);
const anything = [
	plain('refuse'),
	plain('fail'),
	plain('test'),
	plain('forget'),
	plain('revoke'),
	plain('edit'),
	jump,
	answer,
];

describe('whatever happens', () => {
	it('there is at most one request for a token of one credential under way', async () => {
		await holds(stories(anyLifetime, ...anything), ({ providers }) => {
			for (const { mostUnderWay } of providers) expect(mostUnderWay).toBeLessThanOrEqual(1);
		});
	});

	it('no token is given out at or past its end, by either clock', async () => {
		await holds(stories(anyLifetime, ...anything), ({ sent }) => {
			expect(sent.filter(({ isOver }) => isOver)).toEqual([]);
		});
	});

	it('a failed renewal loses no token that could be used', async () => {
		const happenings = [answer, jump, plain('test'), plain('refuse'), plain('fail')];
		await holds(stories(anyLifetime, ...happenings), ({ lostTokens }) => {
			expect(lostTokens).toBe(0);
		});
	});

	it('a token is never given out for other secrets than its own', async () => {
		await holds(stories(anyLifetime, plain('edit'), answer, plain('refuse')), ({ sent }) => {
			for (const { token, by } of sent) expect(by.granted).toContain(token.accessToken);
		});
	});

	it('nothing that can be shown holds a token', async () => {
		await holds(
			stories(anyLifetime, ...anything),
			({ manager, request, errors, providers }) => {
				const shown = [manager, manager.status(request), ...errors].map((value) =>
					inspect(value, { depth: Infinity, showHidden: true }),
				);
				const tokens = providers.flatMap(({ granted }) => granted);
				for (const token of tokens) expect(shown.join('\n')).not.toContain(token);
			},
			300,
		);
	});
});

describe('grants', () => {
	it('are at most 1 + T / (0.75 L), and 3 more in 10 minutes if refusals force them', async () => {
		const happenings = [plain('refuse'), plain('revoke'), plain('fail'), answer];
		await holds(stories(seconds(150, 24 * 3_600), ...happenings), ({ clock, provider }) => {
			const time = clock.monotonic();
			const forced = 3 * Math.ceil(time / (10 * MINUTE) + 1e-9);
			const most = 1 + time / (0.75 * provider.lifetime) + forced;
			expect(provider.granted.length).toBeLessThanOrEqual(most);
		});
	});

	it('are at most 1 + T / (0.75 L) if nothing is refused', async () => {
		await holds(stories(seconds(40, 24 * 3_600), answer), ({ clock, provider }) => {
			const most = 1 + clock.monotonic() / (0.75 * provider.lifetime);
			expect(provider.granted.length).toBeLessThanOrEqual(most);
		});
	});

	it('are one for any number of refusals of one token, however they are spread', async () => {
		const gaps = fc.array(seconds(0.001, 5), { minLength: 1, maxLength: 30 });
		await fc.assert(
			fc.asyncProperty(gaps, seconds(0.001, 9.9), async (spread, latency) => {
				const clock = new FakeClock();
				const provider = new FakeProvider(clock);
				provider.lifetime = HOUR;
				provider.latency = latency;
				const manager = new TokenManager(clock);
				const request = provider.request();
				const refused = await clock.until(manager.ensure(request));
				const replaced = [];
				for (const gap of spread) {
					replaced.push(manager.replaceRefused(request, refused));
					await clock.pass(gap);
				}
				const tokens = await clock.until(Promise.all(replaced));
				expect(new Set(tokens.map(({ accessToken }) => accessToken))).toEqual(new Set(['token-2']));
				expect(provider.granted).toHaveLength(2);
			}),
			{ numRuns: propertyRuns(500) },
		);
	});
});

describe('cool-downs', () => {
	/** Shortest time in milliseconds between a failure and the next request. */
	const LEAST: Record<Outcome['kind'], number> = {
		granted: 0,
		rejected: MINUTE,
		throttled: MINUTE,
		wrongAddress: MINUTE,
		malformed: 5 * SECOND,
		unavailable: 5 * SECOND,
	};

	it('let no request through except the one repeat of a flight and the Test button', async () => {
		const happenings = [answer, plain('refuse'), plain('fail'), plain('test'), jump];
		await holds(stories(anyLifetime, ...happenings), ({ provider, tested }) => {
			let isRepeat = false;
			for (const [i, { at }] of provider.asked.entries()) {
				const before = provider.asked[i - 1]?.answered;
				if (before === undefined) continue;
				const gap = at - before.at;
				isRepeat = before.outcome.kind === 'unavailable' && gap === SECOND && !isRepeat;
				// A Test that starts during a flight waits for its end.
				const isTest = tested.some((time) => time <= at && at - time <= 25 * SECOND);
				if (!isRepeat && !isTest) expect(gap).toBeGreaterThanOrEqual(LEAST[before.outcome.kind]);
			}
		});
	});
});

describe('processes that share a store', () => {
	it('leave an endpoint alone together', async () => {
		const steps = fc.array(fc.record({ by: fc.nat(4), after: seconds(0.01, 300) }), {
			minLength: 5,
			maxLength: 40,
		});
		await fc.assert(
			fc.asyncProperty(steps, async (all) => {
				const clock = new FakeClock();
				const provider = new FakeProvider(clock);
				provider.failure = REJECTED;
				const request = provider.request();
				const processes = Array.from({ length: 5 }, () => new TokenManager(clock));
				let text = '';
				for (const { by, after } of all) {
					const process = processes[by] ?? expect.fail('There are five');
					const read = parseSession(text);
					process.adopt(request, read);
					await clock.until(process.ensure(request).catch(() => undefined));
					const changed = process.sessionToStore(request, read);
					text = changed ? serializeSession(changed) : text;
					await clock.pass(after);
				}
				const times = provider.asked.map(({ at }) => at);
				for (const [i, at] of times.slice(1).entries()) {
					const least = [MINUTE, 5 * MINUTE][i] ?? 15 * MINUTE;
					expect(at - (times[i] ?? 0)).toBeGreaterThanOrEqual(least);
				}
			}),
			{ numRuns: propertyRuns(300) },
		);
	});
});

describe('the memory', () => {
	it('exceeds its bound only by what may not be dropped', async () => {
		const capacity = 5;
		const steps = fc.array(
			fc.record({ key: fc.nat(30), after: seconds(0.01, 30), fails: fc.boolean() }),
			{ minLength: 10, maxLength: 60 },
		);
		await fc.assert(
			fc.asyncProperty(steps, async (all) => {
				const clock = new FakeClock();
				const provider = new FakeProvider(clock);
				const manager = new TokenManager(clock, capacity);
				const gated = new Map<number, number>();
				for (const { key, after, fails } of all) {
					provider.script = fails ? [REJECTED] : [];
					const request = provider.request({}, [`secret ${key}`]);
					await clock.until(manager.ensure(request).catch(() => gated.set(key, clock.monotonic())));
					const now = clock.monotonic();
					const closed = [...gated.values()].filter((at) => now - at < 15 * MINUTE).length;
					expect(manager.size).toBeLessThanOrEqual(capacity + closed + 1);
					await clock.pass(after);
				}
				await clock.pass(HOUR);
				manager.status(provider.request({}, ['one more']));
				expect(manager.size).toBeLessThanOrEqual(capacity);
			}),
			{ numRuns: propertyRuns(100) },
		);
	});
});
