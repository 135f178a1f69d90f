import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.mts';
import { badRequest } from './errors.mts';

/** "temporary token kept 15 minutes" */
const TEMPORARY_MILLISECONDS = 15 * 60 * 1000;

/** Tokens that stand for cards. Nothing of the card itself is kept. */
export class CardTokens {
	private readonly clock: Clock;
	private readonly endings = new Map<string, number>();

	constructor(clock: Clock) {
		this.clock = clock;
	}

	issue(isPermanent: boolean): string {
		const token = `ca_${randomBytes(9).toString('hex')}`;
		const end = isPermanent ? Infinity : this.clock.now() + TEMPORARY_MILLISECONDS;
		this.endings.set(token, end);
		return token;
	}

	/** Throws unless the token can be charged. */
	use(token: string): void {
		const end = this.endings.get(token);
		if (end === undefined) throw badRequest('The card token is not known');
		if (end <= this.clock.now()) throw badRequest('The card token has expired');
	}
}
