import { describe, expect, it } from 'vitest';

import { PledgApi } from '../../credentials/PledgApi.credentials.ts';
import { loadN8n } from './n8n.mts';
import { Provider, type Reply } from './Provider.mts';
import { Seam } from './Seam.mts';
import { items, pass, useMockedWire } from './wire.mts';

useMockedWire();

const ORIGIN = 'https://back.ecard.pledg.co';
const TOKEN = '/api/token';
const NAME = 'pledgApi';
const post = {
	url: `${ORIGIN}/api/merchants/mer_1/purchase_link`,
	method: 'POST' as const,
	body: {},
};
const n8n = loadN8n();
let accounts = 0;

/** Pledg has no harmless read, so the hook cannot ask it whether a token is still good. */
function pledg() {
	let good = '';
	let grants = 0;
	let api: Reply = {};
	const provider = new Provider(ORIGIN, ({ path, headers }) => {
		if (path !== TOKEN) return headers.authorization === `Bearer ${good}` ? api : { status: 401 };
		good = `token-${++grants}`;
		return { body: { access_token: good, token_type: 'Bearer', expires_in: 600 } };
	});
	const seam = new Seam(n8n, [new PledgApi()], {
		[NAME]: { environment: 'production', apiKey: `key-${++accounts}`, apiSecret: 'secret' },
	});
	return {
		seam,
		provider,
		revoke: () => (good = 'revoked'),
		answerWith: (reply: Reply) => (api = reply),
		grants: () => provider.on(TOKEN).length,
	};
}

describe('a provider that cannot be asked about a token', () => {
	it('is sent no request of the HTTP Request node twice, and one new token half a minute later', async () => {
		const { seam, provider, answerWith, grants } = pledg();
		answerWith({ status: 404 });
		await items(100, async () => await seam.legacyRequest(NAME, { ...post }));
		await items(100, async () => await seam.legacyRequest(NAME, { ...post }));
		expect(provider.received).toHaveLength(201);
		expect(grants()).toBe(1);

		pass(31);
		await items(100, async () => await seam.legacyRequest(NAME, { ...post }));
		expect(grants()).toBe(2);
		pass(31);
		await items(100, async () => await seam.legacyRequest(NAME, { ...post }));
		expect(grants(), 'a suspicion that a new token did not cure is not raised again').toBe(2);
	});

	it('costs the HTTP Request node some failed items when it revokes a token, and then heals', async () => {
		const { seam, revoke, grants } = pledg();
		await seam.legacyRequest(NAME, { ...post });
		revoke();
		pass(31);
		await expect(seam.legacyRequest(NAME, { ...post })).rejects.toMatchObject({ httpCode: '401' });
		await expect(seam.legacyRequest(NAME, { ...post })).resolves.toBeDefined();
		expect(grants()).toBe(2);
	});

	it('costs a node nothing when it revokes a token', async () => {
		const { seam, revoke, grants } = pledg();
		await seam.request(NAME, { ...post });
		revoke();
		const results = await items(20, async () => await seam.request(NAME, { ...post }));
		expect(results.every(({ status }) => status === 'fulfilled')).toBe(true);
		expect(grants()).toBe(2);
	});
});
