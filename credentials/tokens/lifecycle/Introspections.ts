import type { Clock } from './clock';
import { INTROSPECTION_LIFETIME, FAILED_INTROSPECTION_LIFETIME } from './policy';
import type { Verdict } from './token';

interface Introspection {
	readonly digest: string;
	readonly verdict: Promise<Verdict>;
	/** Infinity until the provider has answered. */
	standsUntil: number;
}

/** Introspections of a token. Requests that fail together share one. */
export class Introspections {
	private latest?: Introspection;

	/** The provider's verdict on a token. While a verdict stands, the provider is not asked again. */
	async verdictOn(
		digest: string,
		introspect: () => Promise<Verdict | undefined>,
		clock: Clock,
	): Promise<Verdict> {
		if (this.latest?.digest !== digest || clock.monotonic() >= this.latest.standsUntil) {
			this.latest = { digest, verdict: answered(introspect()), standsUntil: Infinity };
		}
		const { latest } = this;
		const verdict = await latest.verdict;
		if (latest.standsUntil === Infinity) {
			latest.standsUntil = clock.monotonic() + lifetimeOf(verdict);
		}
		return verdict;
	}
}

async function answered(answer: Promise<Verdict | undefined>): Promise<Verdict> {
	return await answer.then(
		(verdict) => verdict ?? 'unknown',
		() => 'unknown',
	);
}

function lifetimeOf(verdict: Verdict): number {
	return verdict === 'unknown' ? FAILED_INTROSPECTION_LIFETIME : INTROSPECTION_LIFETIME;
}
