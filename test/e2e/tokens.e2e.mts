import { describe, expect, it } from 'vitest';
import { sharedStage } from './support/sharedStage.mts';
import { eCross, measure, tokenCases } from './support/tokenCases.mts';

const stage = await sharedStage();

// The comparison with n8n's own credential is `npm run bench:tokens`.
describe('our token lifecycle on a running n8n', () => {
	it.each(tokenCases)('$title', async (tokenCase) => {
		expect(await measure(stage, eCross, tokenCase)).toEqual(tokenCase.required);
	});
});
