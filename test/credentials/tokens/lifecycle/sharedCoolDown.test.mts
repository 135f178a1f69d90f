import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../../credentials/tokens/endpoint/outcome.ts';
import {
	parseSession,
	serializeSession,
	type StoredSession,
} from '../../../../credentials/tokens/lifecycle/session.ts';
import type { TokenClient } from '../../../../credentials/tokens/lifecycle/token.ts';
import { TokenManager } from '../../../../credentials/tokens/lifecycle/TokenManager.ts';
import {
	FakeClock,
	FakeProvider,
	HOUR,
	MALFORMED,
	MINUTE,
	REJECTED,
	SECOND,
	THROTTLED,
	UNAVAILABLE,
	WRONG_ADDRESS,
	WrongClock,
} from '../support/fakes.mts';
import { runFleet } from './LargeFleet.mts';

/** Two processes over one store; the second may have a wrong clock. */
function setUp(failure: Outcome, error = 0) {
	const clock = new FakeClock();
	const provider = new FakeProvider(clock);
	provider.failure = failure;
	const client = provider.request();
	const here = new TokenManager(clock);
	const there = new TokenManager(new WrongClock(clock, error));
	const row: { text?: string } = {};
	/** One request, as the hook makes it; returns what the user reads, or the token. */
	const send = async (manager: TokenManager, request: TokenClient = client) => {
		const read = parseSession(row.text);
		manager.adopt(request, read);
		const sent = await clock.until(
			manager.ensure(request).then(
				({ accessToken }) => accessToken,
				({ message }: Error) => message,
			),
		);
		const changed = manager.sessionToStore(request, read);
		if (changed) row.text = serializeSession(changed);
		return sent;
	};
	const stored = () => parseSession(row.text);
	return { clock, provider, client, here, there, row, stored, send };
}

const NOT_FOUND: Outcome = { kind: 'unavailable', reason: 'was not found', isNetwork: true };

describe('what one process has learnt about an endpoint', () => {
	it.each<[string, Outcome, number]>([
		['a refusal', REJECTED, MINUTE],
		['a 429', THROTTLED, MINUTE],
		['a 429 that asks for 20 minutes', { kind: 'throttled', retryAfter: 20 * MINUTE }, 20 * MINUTE],
		['a wrong address', WRONG_ADDRESS, MINUTE],
		['an answer that makes no sense', MALFORMED, 5 * SECOND],
		['an endpoint that is down', UNAVAILABLE, 5 * SECOND],
		['a host that was not found', NOT_FOUND, 5 * SECOND],
	])('holds the others back for as long: %s', async (_name, failure, lasts) => {
		const { clock, provider, here, there, send } = setUp(failure);
		const said = await send(here);
		const asked = provider.tokenRequests;
		await clock.pass(lasts - 1);
		expect(await send(there)).toContain(said.split('. ')[0]);
		expect(provider.tokenRequests).toBe(asked);
		await clock.pass(1);
		provider.failure = undefined;
		expect(await send(there)).toBe('token-1');
	});

	it('is stored once', async () => {
		const { row, here, there, send } = setUp(REJECTED);
		await send(here);
		const { text } = row;
		await send(there);
		await send(here);
		expect(row.text).toBe(text);
	});

	it('adds up, whichever process sees the next failure', async () => {
		const { clock, provider, client, here, there, stored, send } = setUp(REJECTED);
		await send(here);
		await clock.pass(MINUTE);
		await send(there);
		expect(provider.tokenRequests).toBe(2);
		expect(stored()?.coolDown).toMatchObject({ strikes: { rejected: 2 }, left: 5 * MINUTE });
		here.adopt(client, stored());
		expect(here.status(client).gate?.secondsLeft).toBe(300);
	});

	it('holds no secret of a message that repeats one', async () => {
		const { client, here, row, send } = setUp({
			kind: 'rejected',
			status: 401,
			message: 'hunter2 is wrong',
		});
		const redact = (text: string) => text.replace('hunter2', '***');
		await send(here, { ...client, context: { ...client.context, redact } });
		expect(row.text).toContain('*** is wrong');
		expect(row.text).not.toContain('hunter2');
	});

	it('does not hold back other secrets', async () => {
		const { provider, here, there, send } = setUp(REJECTED);
		await send(here);
		provider.failure = undefined;
		expect(await send(there, provider.request({}, ['new secret']))).toBe('token-1');
	});

	it('is over for all when a Test passes, as soon as its process sends a request', async () => {
		const { clock, provider, client, here, there, stored, send } = setUp(REJECTED);
		await send(there);
		provider.failure = undefined;
		here.adopt(client, stored());
		await clock.until(here.verify(client));
		expect(await send(here)).toBe('token-1');
		expect(stored()?.coolDown).toBeUndefined();
		expect(await send(there)).toBe('token-1');
		expect(there.status(client).gate).toBeUndefined();
	});

	it('is over for all when the same bytes are granted again', async () => {
		const { clock, provider, client, here, there, stored, send } = setUp(REJECTED);
		const same: Outcome = { kind: 'granted', grant: { accessToken: 'same', lifetime: HOUR } };
		provider.script = [same, THROTTLED, same];
		await send(here);
		await clock.pass(55 * MINUTE);
		await send(here);
		await send(there);
		expect(there.status(client).gate).toBeDefined();
		await clock.pass(MINUTE);
		await send(here);
		expect(stored()?.coolDown).toBeUndefined();
		there.adopt(client, stored());
		expect([here.status(client).gate, there.status(client).gate]).toEqual([undefined, undefined]);
	});

	it('keeps a token that can still be used', async () => {
		const { clock, provider, here, there, send } = setUp(REJECTED);
		provider.failure = undefined;
		await send(here);
		provider.failure = UNAVAILABLE;
		await clock.pass(9 * MINUTE);
		expect(await send(here)).toBe('token-1');
		expect(await send(there)).toBe('token-1');
		expect(provider.tokenRequests).toBe(2);
	});

	it('outlasts a forgotten token, so that forgetting does not try a refused login again', async () => {
		const { clock, provider, client, here, there, row, stored, send } = setUp(REJECTED);
		await send(here);
		await clock.pass(SECOND);
		here.adopt(client, stored());
		row.text = serializeSession(here.forget(client));
		await send(there);
		expect(provider.tokenRequests).toBe(1);
	});
});

describe('when the clock of another process', () => {
	it.each([
		['is slow by a day', -24 * HOUR],
		['is slow by 30 s', -30 * SECOND],
	])('%s, a wait is never longer than it was asked for', async (_name, error) => {
		const { clock, client, here, there, stored, send } = setUp(REJECTED, error);
		await send(here);
		await clock.pass(30 * SECOND);
		there.adopt(client, stored());
		expect(there.status(client).gate?.secondsLeft).toBeLessThanOrEqual(60);
		await clock.pass(60 * SECOND);
		there.adopt(client, stored());
		expect(there.status(client).gate).toBeUndefined();
	});

	it('is fast by a day, it still waits if it has read the store before', async () => {
		const { clock, client, here, there, stored, send } = setUp(REJECTED, 24 * HOUR);
		there.adopt(client, undefined);
		await send(here);
		there.adopt(client, stored());
		expect(there.status(client).gate?.secondsLeft).toBeGreaterThan(50);
		await clock.pass(60 * SECOND);
		expect(there.status(client).gate).toBeUndefined();
	});
});

describe('a stored wait that makes no sense holds nobody back', () => {
	const coolDown = { failure: REJECTED, strikes: { rejected: 1 }, left: MINUTE, storedAt: 1 };

	it.each<[string, unknown]>([
		['no object', 'wait'],
		['no failure', { ...coolDown, failure: undefined }],
		['an unknown failure', { ...coolDown, failure: { kind: 'granted' } }],
		['a message that is no text', { ...coolDown, failure: { ...REJECTED, message: {} } }],
		['a message without end', { ...coolDown, failure: { ...REJECTED, message: 'x'.repeat(999) } }],
		['a status that is none', { ...coolDown, failure: { kind: 'wrongAddress', status: 1e9 } }],
		['a reason that is missing', { ...coolDown, failure: { kind: 'unavailable' } }],
		[
			'a Retry-After that is text',
			{ ...coolDown, failure: { kind: 'throttled', retryAfter: '9' } },
		],
		['no strikes', { ...coolDown, strikes: {} }],
		['strikes beyond counting', { ...coolDown, strikes: { rejected: 2 ** 52 } }],
		['strikes that are a fraction', { ...coolDown, strikes: { rejected: 0.5 } }],
		['an end that is no number', { ...coolDown, left: 'long' }],
		['a negative time', { ...coolDown, left: -1 }],
		['no time', { ...coolDown, storedAt: undefined }],
	])('%s', (_name, value) => {
		const session: StoredSession = { fingerprint: 'print', generation: 3 };
		const text = JSON.stringify({ ...JSON.parse(serializeSession(session)), coolDown: value });
		expect(parseSession(text)).toEqual(session);
	});

	it('but at most for as long as such a failure asks', () => {
		const { clock, client, there } = setUp(REJECTED);
		const { stored: fingerprint } = client.fingerprint;
		const long = { ...coolDown, left: 2 ** 52, storedAt: clock.wall() };
		const text = serializeSession({ fingerprint, generation: 0, coolDown: long as never });
		there.adopt(client, parseSession(text));
		expect(there.status(client).gate?.secondsLeft).toBe(60);
	});
});

describe('a wrong secret in a fleet of 100 workers', { timeout: 60_000 }, () => {
	it('is tried once, and once more when the first wait is over', async () => {
		const report = await runFleet({
			workers: 100,
			credentials: 20,
			lifetime: 6 * MINUTE,
			lifetimes: 1,
			interval: SECOND,
			isShared: true,
			failure: REJECTED,
		});
		expect(report).toMatchObject({ attempts: 2, requests: 20 * 360, failed: 20 * 360 });
	});
});
