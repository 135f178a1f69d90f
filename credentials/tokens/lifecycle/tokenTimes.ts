import type { Clock } from './clock';
import { ageOf, type Phase, phaseOf, windowsOf } from './policy';
import type { Token } from './token';

/** What the Connection: Check operation shows. Times in seconds. Holds no secret. */
export interface TokenStatus {
	readonly state: 'none' | Phase;
	readonly ageSeconds?: number;
	readonly lifetimeSeconds?: number;
	readonly renewsInSeconds?: number;
	readonly expiresInSeconds?: number;
	readonly gate?: { readonly reason: string; readonly secondsLeft: number };
	/** How often this process has asked for a token of this credential. */
	readonly tokenRequests: number;
}

/** Age and next events of a token, in whole seconds; an event that is over is 0 seconds away. */
export function timesOf(
	token: Token | undefined,
	clock: Clock,
): Omit<TokenStatus, 'gate' | 'tokenRequests'> {
	if (token === undefined) return { state: 'none' };
	const age = ageOf(token, clock);
	const windows = windowsOf(token);
	return {
		state: phaseOf(token, clock),
		ageSeconds: seconds(age),
		lifetimeSeconds: seconds(token.lifetime),
		renewsInSeconds: seconds(windows.renewableAt - age),
		expiresInSeconds: seconds(windows.expiredAt - age),
	};
}

function seconds(milliseconds: number): number {
	return Math.max(0, Math.round(milliseconds / 1_000));
}
