/** What is asked of a provider, and which guesses that decides. */
import type { Answers, From } from './answers.mts';

/** A value of the account itself, such as its merchant UID. */
export interface Own {
	readonly own: string;
}

export type Given = string | number | boolean | From | Own;

/** A call that changes nothing at the provider. */
export interface Read {
	/** An operation of the contract, or a method of the SOAP service. */
	readonly operationId: string;
	/** What tells several reads of one operation apart; the operation unless told. */
	readonly name?: string;
	/** Which credential is attached; the plan's first one unless told. */
	readonly credential?: string;
	readonly path?: Readonly<Record<string, Given>>;
	readonly query?: Readonly<Record<string, Given>>;
	/** In SOAP, the parameters in their order. */
	readonly body?: Readonly<Record<string, Given>>;
}

/** What became of a guess. `undecided`: what would tell did not come. */
export interface Verdict {
	readonly held: 'held' | 'not held' | 'undecided';
	/** One sentence without any value of the account. */
	readonly because: string;
}

/** Something that the contract assumes. */
export interface Guess {
	/** A place in the contract marked `x-guess`, or a name of its own where the contract has no mark. */
	readonly place: string;
	readonly assumes: string;
	readonly check: ((answers: Answers) => Verdict) | { readonly notProbeable: string };
}

/** One provider's part of the probe. */
export interface ProviderPlan {
	readonly contract: string;
	/** In their order: later ones take values from the answers of earlier ones. */
	readonly reads: readonly Read[];
	/** Reads of the SOAP service, if there is one. */
	readonly soapReads?: readonly Read[];
	/** Operations that read, or look like it, and are not asked; each with the reason. */
	readonly notAsked: Readonly<Record<string, string>>;
	readonly guesses: readonly Guess[];
}

export function from(read: string, ...names: string[]): From {
	return { read, names };
}

export function own(name: string): Own {
	return { own: name };
}

export const held = (because: string): Verdict => ({ held: 'held', because });
export const notHeld = (because: string): Verdict => ({ held: 'not held', because });
export const undecided = (because: string): Verdict => ({ held: 'undecided', because });

export function nameOf({ name, operationId }: Read): string {
	return name ?? operationId;
}
