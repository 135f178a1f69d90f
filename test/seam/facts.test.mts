import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';

import { facts } from './facts.mts';
import { loadN8n } from './n8n.mts';

const n8n = loadN8n();

beforeAll(() => {
	nock.disableNetConnect();
	nock.enableNetConnect('127.0.0.1');
});
afterEach(() => {
	nock.cleanAll();
});
afterAll(() => {
	nock.restore();
});

describe(`n8n-core ${n8n.version}`, () => {
	it.each(facts)('$number: $text', async ({ check }) => {
		await check(n8n);
	});
});
