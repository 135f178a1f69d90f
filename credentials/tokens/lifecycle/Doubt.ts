import type { Clock } from './clock';
import type { Token } from './token';

interface Trial {
	readonly digest: string;
	readonly wasDead: Promise<boolean>;
}

/**
 * Tokens of which an answer says no more than that it does not like them (403, 400): dead ones, or
 * good ones that may not do this. A fresh token shows which. One trial serves all whose requests
 * failed together, and one that showed nothing is not made again for half a lifetime.
 */
export class Doubt {
	private trial?: Trial;
	private restsUntil = 0;

	/** The trial of a token that is under way; undefined where there is none. */
	trialOf(token: Token): Promise<boolean> | undefined {
		return this.trial?.digest === token.digest ? this.trial.wasDead : undefined;
	}

	/**
	 * Whether a token was dead, by what becomes of a fresh one.
	 *
	 * @param isFreshAccepted gets a fresh token, and the provider's verdict on it
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
