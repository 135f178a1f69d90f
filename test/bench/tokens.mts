// What our credential and one of n8n's own cost in tokens, counted at the sandbox.
import { isDeepStrictEqual } from 'node:util';
import type { Stage } from '../e2e/support/stage.mts';
import { eCross, measure, metabase, tokenCases, type Facts } from '../e2e/support/tokenCases.mts';

/** What one case of `tokenCases` gave. */
export interface TokenRow {
	readonly title: string;
	readonly theirs: Facts;
	readonly ours: Facts;
	readonly required: Facts;
}

/** All cases, each with n8n's own credential and then with ours. */
export async function measureTokens(stage: Stage): Promise<readonly TokenRow[]> {
	const rows: TokenRow[] = [];
	for (const tokenCase of tokenCases) {
		const theirs = await measure(stage, metabase, tokenCase);
		const ours = await measure(stage, eCross, tokenCase);
		rows.push({ title: tokenCase.title, theirs, ours, required: tokenCase.required });
	}
	await stage.sandbox.reset();
	return rows;
}

/** Whether our credential did exactly what is required of it. */
export function isAsRequired({ ours, required }: TokenRow): boolean {
	return isDeepStrictEqual(ours, required);
}
