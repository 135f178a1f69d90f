import { describe, expect, it } from 'vitest';

import { PledgApi } from '../../credentials/PledgApi.credentials.ts';
import { toForget } from '../../credentials/tokens/request/requestData.ts';
import { ECrossOnTheWire, NAME, PATH, PRODUCT, QUESTION } from './ECrossOnTheWire.mts';
import { loadN8n } from './n8n.mts';
import { Provider } from './Provider.mts';
import { Seam } from './Seam.mts';
import { HELPERS, items, pass, useMockedWire } from './wire.mts';

useMockedWire();

const GREEN = { status: 'OK', message: 'Connection successful!' };
const url = `${PRODUCT}${PATH}`;

describe('the Test button', () => {
	it('logs in and makes one request with the token', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		expect(await worker.pressTest(NAME)).toEqual(GREEN);
		expect(wire.auth.received).toHaveLength(1);
		expect(wire.product.on(QUESTION)).toHaveLength(1);
	});

	it.each(HELPERS)('cannot be imitated by a header of a workflow (%s)', async (helper) => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		wire.login = () => ({ status: 401, body: { message: 'Account on hold' } });
		await items(1, async () => await worker.request(NAME, { url }));
		for (let second = 0; second < 30; second += 11) {
			pass(second);
			const headers = { 'x-commerce-connectors-test': '1' };
			await items(1, async () => await worker[helper](NAME, { url, headers }));
		}
		expect(wire.auth.received).toHaveLength(1);
	});

	it.each(HELPERS)(
		'gives no secret of Pledg to who sends a header of its own (%s)',
		async (helper) => {
			const basic = `Basic ${Buffer.from('marked-key:marked-secret').toString('base64')}`;
			const origin = 'https://back.ecard.pledg.co';
			const pledg = new Provider(origin, ({ headers }) =>
				headers.authorization === basic
					? { body: { access_token: 'live-token', token_type: 'Bearer', expires_in: 600 } }
					: {},
			);
			const worker = new Seam(loadN8n(), [new PledgApi()], {
				pledgApi: { environment: 'production', apiKey: 'marked-key', apiSecret: 'marked-secret' },
			});
			const headers = { 'x-commerce-connectors-test': '1' };
			for (const path of ['/api/token', '/api/merchants/mer_1']) {
				const sent = { url: `${origin}${path}`, method: 'POST' as const, headers };
				const answer = await worker[helper]('pledgApi', sent);
				expect(JSON.stringify(answer)).not.toContain('live-token');
				expect(pledg.received.at(-1)?.headers.authorization).toBe('Bearer live-token');
			}
		},
	);

	it('says so in our words where nothing answers', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		wire.product.answer = () => {
			throw Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), { code: 'ECONNREFUSED' });
		};
		const { status, message } = await worker.pressTest(NAME);
		expect(status).toBe('Error');
		expect(message).toMatch(
			/^Couldn't check this credential with E-CROSS: product\.api\.e-cross\.tech refused the connection\. Check your network or firewall, and Environment or Product URL in the credential/,
		);
		expect(message).not.toContain('ECONNREFUSED');
	});

	it.each([
		[200, 'answered with an HTML page (HTTP status 200)'],
		[403, 'answered with an HTML page (HTTP status 403)'],
		[407, 'was not reached, because a proxy asks for a user name and password (HTTP 407)'],
	])('is red where a proxy answers with a page of its own and %i', async (status, words) => {
		const page = { status, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		wire.product.answer = () => page;
		expect((await worker.pressTest(NAME)).message).toContain(words);
		wire.login = () => page;
		pass(61);
		expect((await worker.pressTest(NAME)).message).toContain(words);
	});

	it('follows no redirect, neither of the login nor of the read after it', async () => {
		const redirect = { status: 307, headers: { location: 'https://foreign.example.net/caught' } };
		const foreign = new Provider('https://foreign.example.net', () => ({}));
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		wire.product.answer = () => redirect;
		expect((await worker.pressTest(NAME)).message).toContain(
			`${PRODUCT}${QUESTION} redirects to foreign.example.net. Check Environment or Product URL`,
		);
		wire.login = () => redirect;
		pass(61);
		expect((await worker.pressTest(NAME)).message).toContain('redirects to foreign.example.net');
		expect(foreign.received).toHaveLength(0);
	});

	it('reads no more of an answer than a token can be', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		wire.login = () => ({ body: 'x'.repeat(300 * 1024) });
		expect((await worker.pressTest(NAME)).message).toContain('more than 256 KiB');
	});

	it('logs in although a good token is stored, and its process stores the new one with its next request', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		await worker.request(NAME, { url });
		const other = await wire.worker(worker.rows);
		expect(await other.pressTest(NAME)).toEqual(GREEN);
		expect([wire.grants, worker.rows.writes]).toEqual([2, 1]);
		await other.request(NAME, { url });
		expect(wire.grants).toBe(2);
		expect(JSON.stringify(worker.rows.peek(NAME))).toContain('token-2');
	});

	it('does not log in again within a minute of a login, since the editor repeats it', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		await worker.pressTest(NAME);
		pass(59);
		expect(await worker.pressTest(NAME)).toEqual(GREEN);
		expect([wire.grants, worker.rows.writes]).toEqual([1, 0]);
		pass(2);
		expect(await worker.pressTest(NAME)).toEqual(GREEN);
		expect(wire.grants).toBe(2);
	});

	it('is red with the provider’s message, after one login, where a new secret is wrong', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		await worker.pressTest(NAME);
		const { status, message } = await worker.pressTest(NAME, { clientSecret: 'wrong' });
		expect(status).toBe('Error');
		expect(message).toContain('E-CROSS refused the Client ID and Client Secret');
		expect(message).toContain('"Invalid client credentials"');
		expect(message).toContain('Sandbox keys do not work in the production environment.');
		expect(message).not.toContain('wrong');
		expect(wire.auth.received).toHaveLength(2);
		expect(wire.product.on(QUESTION)).toHaveLength(1);
	});

	it('is red where a stored token still works but its secret was revoked', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		await worker.request(NAME, { url });
		pass(61);
		wire.secret = 'changed at the provider';
		const { status } = await worker.pressTest(NAME);
		expect(status).toBe('Error');
		expect(wire.auth.received).toHaveLength(2);
	});

	it('passes a closed gate, and opens it for the workflows', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		wire.login = () => ({ status: 401, body: { message: 'Account on hold' } });
		await items(3, async () => await worker.request(NAME, { url }));
		expect(wire.auth.received).toHaveLength(1);

		wire.login = undefined;
		await expect(worker.request(NAME, { url })).rejects.toThrow(/Account on hold.*press Retry/s);
		expect(wire.auth.received).toHaveLength(1);
		expect(await worker.pressTest(NAME)).toEqual(GREEN);
		await expect(worker.request(NAME, { url })).resolves.toEqual({ ok: true });
		expect(wire.auth.received).toHaveLength(2);
	});

	it('passes a closed gate only once in ten seconds', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		wire.login = () => ({ status: 401, body: { message: 'Account on hold' } });
		await items(1, async () => await worker.request(NAME, { url }));
		for (const seconds of [0, 9, 0.5]) {
			pass(seconds);
			expect((await worker.pressTest(NAME)).message).toContain('Account on hold');
		}
		expect((await worker.pressTest(NAME)).message).toMatch(
			/Account on hold.* Nothing was sent this time\. Wait 1 s, then press Retry\.$/,
		);
		expect(wire.auth.received).toHaveLength(2);
		pass(1);
		await worker.pressTest(NAME);
		expect(wire.auth.received).toHaveLength(3);
	});

	it('stores nothing where tokens are kept out of the database', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker({ storage: false });
		expect(await worker.pressTest(NAME)).toEqual(GREEN);
		pass(61);
		expect(await worker.pressTest(NAME)).toEqual(GREEN);
		expect([wire.grants, worker.rows.writes]).toEqual([2, 0]);
	});

	it('says in a sentence what a refusal after the login means', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		wire.product.answer = () => ({ status: 403 });
		expect((await worker.pressTest(NAME)).message).toContain(
			'Ask E-CROSS for the missing permission',
		);
	});

	it('names an empty field before any network', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker({ clientSecret: '' });
		expect((await worker.pressTest(NAME)).message).toBe(
			'Client Secret is empty. Enter it in the credential.',
		);
		expect(wire.auth.received).toHaveLength(0);
	});
});

describe('Forget Token', () => {
	/** As our nodes send it, with data of their own. */
	const forget = async (worker: Seam) =>
		await worker.request(NAME, { url }, toForget(await worker.credentials(NAME)));
	const FORGOTTEN = 'The token was forgotten. The next request logs in again.';

	it('drops the token in every worker, and sends nothing', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		await worker.request(NAME, { url });
		const other = await wire.worker(worker.rows);
		await other.request(NAME, { url });

		await expect(forget(worker)).rejects.toThrow(FORGOTTEN);
		expect(wire.sent).toHaveLength(2);
		expect(JSON.stringify(worker.rows.peek(NAME))).not.toContain('token-1');
		await other.request(NAME, { url });
		await worker.request(NAME, { url });
		expect(wire.grants).toBe(2);
	});

	it('drops one that has expired without logging in first', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		await worker.request(NAME, { url });
		pass(9 * 3_600);

		await expect(forget(worker)).rejects.toThrow(FORGOTTEN);
		expect(wire.grants).toBe(1);
		expect(JSON.stringify(worker.rows.peek(NAME))).not.toContain('token-1');
	});

	it('drops one that only another worker has used so far', async () => {
		const wire = new ECrossOnTheWire();
		const first = await wire.worker();
		await first.request(NAME, { url });
		const second = await wire.worker(first.rows);
		await expect(forget(second)).rejects.toThrow(FORGOTTEN);
		await first.request(NAME, { url });
		expect(wire.grants).toBe(2);
	});
});
