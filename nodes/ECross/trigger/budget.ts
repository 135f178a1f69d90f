import type { IPollFunctions } from 'n8n-workflow';

/** Where n8n does not say how long a poll may take: less than the 45 s of its durable scheduler. */
const USUAL_BUDGET_MILLISECONDS = 40_000;

/** How long a poll goes on reading before it leaves the rest to the next one. */
export interface Budget {
	/** Whether this share of the time is used up; all of it unless told. */
	isSpent(share?: number): boolean;
}

/** The time of a poll that begins now, counted by a clock that nobody sets. */
export function budgetOf(functions: IPollFunctions): Budget {
	const began = performance.now();
	const milliseconds = millisecondsFor(functions);
	return { isSpent: (share = 1) => performance.now() - began >= milliseconds * share };
}

/** n8n tells it since 2.41 or so; its types claim that it always does. */
function millisecondsFor(functions: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number {
	const told = functions.getPollBudgetMs?.();
	return told !== undefined && told > 0 ? told : USUAL_BUDGET_MILLISECONDS;
}
