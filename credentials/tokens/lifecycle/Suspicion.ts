import type { Clock } from './clock';
import { ageOf } from './policy';
import type { Token } from './token';

/**
 * The suspicion that a token is dead, for a provider that cannot be asked. A suspicion that a
 * renewal did not cure is not raised again for half a lifetime, so a run of a hundred 404s costs
 * one grant.
 */
export class Suspicion {
	private suspect?: string;
	/** Digest of the token that was granted because of a suspicion. */
	private remedy?: string;

	raise(token: Token, clock: Clock): void {
		const isUncured = this.remedy === token.digest && ageOf(token, clock) < token.lifetime / 2;
		if (!isUncured) this.suspect = token.digest;
	}

	isOn(token: Token): boolean {
		return this.suspect === token.digest;
	}

	/** Records a new token, and whether it was granted because of a suspicion. */
	settle(token: Token, isRemedy: boolean): void {
		this.suspect = undefined;
		this.remedy = isRemedy ? token.digest : undefined;
	}
}
