import type { Clock } from './clock';
import type { Token } from './token';

interface Trial {
	readonly digest: string;
	readonly wasDead: Promise<boolean>;
}

/**
 * Tokens that a provider answers with 403 or 400. Such a token may be dead, or good but not allowed
 * to do this. A fresh token shows which. Requests that failed together share one trial, and a trial
 * that showed nothing is not repeated for half a lifetime.
 */
export class Doubt {
	private trial?: Trial;
	private restsUntil = 0;

	/** The trial of a token that is under way; undefined if there is none. */
	trialOf(token: Token): Promise<boolean> | undefined {
		return this.trial?.digest === token.digest ? this.trial.wasDead : undefined;
	}

	/**
	 * Whether a token was dead, judged by what happens to a fresh one.
	 *
	 * @param isFreshAccepted gets a fresh token and asks the provider about it
	 */
	async settle(
		token: Token,
		isFreshAccepted: () => Promise<boolean>,
		clock: Clock,
	): Promise<boolean> {
		if (clock.monotonic() < this.restsUntil) return false;
		const wasDead = isFreshAccepted();
		const trial = { digest: token.digest, wasDead };
		this.trial = trial;
		return await wasDead
			.then((isCured) => {
				if (!isCured) this.restsUntil = clock.monotonic() + token.lifetime / 2;
				return isCured;
			})
			.finally(() => {
				if (this.trial === trial) this.trial = undefined;
			});
	}
}
