import { describe, it } from 'vitest';

import { facts } from './facts.mts';
import { loadN8n } from './n8n.mts';
import { useNock } from './wire.mts';

const n8n = loadN8n();

useNock('127.0.0.1');

describe(`n8n-core ${n8n.version}`, () => {
	it.each(facts)('$number: $text', async ({ check }) => {
		await check(n8n);
	});
});
