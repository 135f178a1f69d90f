/** What a flood of webhooks led to. */
import { summarize } from './rounds.mts';

export type DeliveryKind = 'valid' | 'repeated' | 'forged';

export const DELIVERY_KINDS: readonly DeliveryKind[] = ['valid', 'repeated', 'forged'];

/** One webhook that was sent, and how n8n answered. */
export interface Answered {
	readonly kind: DeliveryKind;
	/** Of the event; a repeated one has that of the valid one. */
	readonly event: number;
	/** Nothing where no answer came. */
	readonly status: number | undefined;
	readonly milliseconds: number;
}

/** How the webhooks of one kind were answered. */
export interface AnswersOfKind {
	readonly sent: number;
	/** By status; `none` where no answer came. */
	readonly statuses: Readonly<Record<string, number>>;
	readonly medianMilliseconds: number;
	readonly p99Milliseconds: number;
}

export interface FloodRow {
	readonly trigger: string;
	/** n8n's own node, for comparison: it does not know a repeated webhook, and nothing is asked of it. */
	readonly isControl: boolean;
	readonly wantedPerSecond: number;
	readonly reachedPerSecond: number;
	readonly seconds: number;
	readonly answers: Readonly<Record<DeliveryKind, AnswersOfKind>>;
	/** Events of which n8n took at least one delivery. */
	readonly taken: number;
	/** Executions that n8n counted. */
	readonly started: number;
	/** Time of n8n's processor for one webhook of each kind, with the workflow that it starts. */
	readonly cpuMilliseconds: Readonly<Record<DeliveryKind, number>>;
}

/** Providers give up after 5 s or later. */
export const MOST_MILLISECONDS = 5_000;

const OK = 200;
const TOO_MANY_REQUESTS = 429;

/** After these, a provider sends again. */
function isSentAgainAfter(status: number): boolean {
	return status >= 500 || status === TOO_MANY_REQUESTS;
}

/** The answers to one kind, in numbers. */
export function answersOf(kind: DeliveryKind, answered: readonly Answered[]): AnswersOfKind {
	const own = answered.filter((one) => one.kind === kind);
	const statuses: Record<string, number> = {};
	for (const { status } of own) {
		const name = status === undefined ? 'none' : String(status);
		statuses[name] = (statuses[name] ?? 0) + 1;
	}
	const times = own.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
	return {
		sent: own.length,
		statuses,
		medianMilliseconds: summarize(times).median,
		p99Milliseconds: times[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN,
	};
}

/** Of how many events n8n took a genuine delivery, be it the first or the repeated one. */
export function eventsTaken(answered: readonly Answered[]): number {
	const taken = answered.filter(({ kind, status }) => kind !== 'forged' && status === OK);
	return new Set(taken.map(({ event }) => event)).size;
}

/** What of a flood is not as required; nothing where all is. */
export function problemsOf({
	trigger,
	isControl,
	answers,
	taken,
	started,
	cpuMilliseconds,
}: FloodRow): string[] {
	if (isControl) return [];
	const lost = Object.keys(answers.valid.statuses).filter(
		(status) => status !== String(OK) && !isSentAgainAfter(Number(status)),
	);
	return [
		...(started === taken ? [] : [`${started} executions for ${taken} events`]),
		...(answers.valid.p99Milliseconds <= MOST_MILLISECONDS
			? []
			: [`99 % answered within ${answers.valid.p99Milliseconds.toFixed(0)} ms`]),
		...(lost.length === 0 ? [] : [`valid ones answered with ${lost.join(', ')}`]),
		...(cpuMilliseconds.forged < cpuMilliseconds.valid
			? []
			: ['a forged one costs as much as a valid one']),
	].map((problem) => `${trigger}: ${problem}`);
}
