import { describe, expect, it } from 'vitest';

import {
	type Answer,
	isUsableToken,
	judgeJson,
	judgeVerdict,
	messageIn,
	type Outcome,
} from '../../../../credentials/tokens/endpoint/outcome';

const NOW = Date.parse('2026-01-02T03:04:05Z');
const HTML = '<!DOCTYPE html><title>Sign in</title>';

const answer = (status: number, body: unknown, headers: Answer['headers'] = {}): Answer => ({
	status,
	headers,
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

const judge = (given: Answer): Outcome =>
	judgeJson(
		given,
		({ token }) => (isUsableToken(token) ? { accessToken: token, lifetime: 1 } : undefined),
		NOW,
	);

describe('what a token endpoint’s answer means', () => {
	it.each<[string, Answer, Outcome]>([
		[
			'a token',
			answer(200, { token: 'abc' }),
			{ kind: 'granted', grant: { accessToken: 'abc', lifetime: 1 } },
		],
		[
			'a token behind a byte order mark',
			answer(200, '\uFEFF{"token":"abc"}'),
			{ kind: 'granted', grant: { accessToken: 'abc', lifetime: 1 } },
		],
		[
			'a token with HTTP 201',
			answer(201, { token: 'abc' }),
			{ kind: 'granted', grant: { accessToken: 'abc', lifetime: 1 } },
		],
		[
			'invalid_client with HTTP 400',
			answer(400, { error: 'invalid_client' }),
			{ kind: 'rejected', status: 400, message: 'invalid_client' },
		],
		[
			'invalid_grant with a description',
			answer(400, { error: 'invalid_grant', error_description: 'gone' }),
			{ kind: 'rejected', status: 400, message: 'gone' },
		],
		[
			'HTTP 401 with a message',
			answer(401, { message: 'Incorrect username or password.' }),
			{ kind: 'rejected', status: 401, message: 'Incorrect username or password.' },
		],
		['HTTP 401 without a body', answer(401, ''), { kind: 'rejected', status: 401 }],
		['HTTP 403', answer(403, {}), { kind: 'rejected', status: 403 }],
		['HTTP 403 as text', answer(403, 'no'), { kind: 'rejected', status: 403 }],
		['HTTP 422 with JSON', answer(422, {}), { kind: 'rejected', status: 422 }],
		[
			'HTTP 500 whose body says 400',
			answer(500, { message: 'no such key', statusCode: 400 }),
			{ kind: 'rejected', status: 400, message: 'no such key' },
		],
		[
			'HTTP 500 whose body says 429',
			answer(500, { statusCode: 429 }, { 'retry-after': '7' }),
			{ kind: 'throttled', retryAfter: 7_000 },
		],
		[
			'HTTP 502 whose body says 400',
			answer(502, { statusCode: 400 }),
			{ kind: 'unavailable', reason: 'answered with HTTP status 502' },
		],
		[
			'an envelope without success',
			answer(200, { success: false, errorCode: 'AccessDenied', message: null, data: null }),
			{ kind: 'rejected', status: 200, message: 'AccessDenied' },
		],
		['HTTP 429', answer(429, {}, { 'retry-after': '5' }), { kind: 'throttled', retryAfter: 5_000 }],
		['HTTP 429 without Retry-After', answer(429, HTML), { kind: 'throttled' }],
		['HTTP 404', answer(404, {}), { kind: 'wrongAddress', status: 404 }],
		['an HTML page with HTTP 404', answer(404, HTML), { kind: 'wrongAddress', status: 404 }],
		[
			'a redirect',
			answer(307, '', { location: 'https://evil.example/' }),
			{ kind: 'wrongAddress', status: 307, location: 'https://evil.example/' },
		],
		...[408, 425].map((status): [string, Answer, Outcome] => [
			`HTTP ${status} with JSON`,
			answer(status, { message: 'not now' }),
			{ kind: 'unavailable', reason: `answered with HTTP status ${status}` },
		]),
		[
			'HTTP 400 as text',
			answer(400, 'no'),
			{ kind: 'unavailable', reason: 'answered with HTTP status 400' },
		],
		['HTTP 500', answer(500, {}), { kind: 'unavailable', reason: 'answered with HTTP status 500' }],
		[
			'HTTP 503 as text',
			answer(503, 'x'),
			{ kind: 'unavailable', reason: 'answered with HTTP status 503' },
		],
		[
			'an HTML page that claims success',
			answer(200, HTML),
			{ kind: 'malformed', reason: 'answered with an HTML page (HTTP status 200)' },
		],
		[
			'an HTML page with HTTP 401',
			answer(401, HTML, { 'content-type': 'text/html; charset=utf-8' }),
			{ kind: 'malformed', reason: 'answered with an HTML page (HTTP status 401)' },
		],
		[
			'HTML known by its type alone',
			answer(200, '{"token":"abc"}', { 'content-type': 'text/html' }),
			{ kind: 'malformed', reason: 'answered with an HTML page (HTTP status 200)' },
		],
		[
			'success that is not JSON',
			answer(200, 'abc'),
			{ kind: 'malformed', reason: 'sent a response that is not JSON' },
		],
		[
			'a JSON array',
			answer(200, '["abc"]'),
			{ kind: 'malformed', reason: 'sent a response that is not JSON' },
		],
		...[{}, { token: '' }, { token: 42 }, { token: 'a\nb' }, { token: 'a b' }].map(
			(body): [string, Answer, Outcome] => [
				`success with ${JSON.stringify(body)}`,
				answer(200, body),
				{ kind: 'malformed', reason: 'sent a response without a usable token' },
			],
		),
	])('%s', (_name, given, expected) => {
		expect(judge(given)).toEqual(expected);
	});
});

describe('what the answer to an introspection says about the token', () => {
	it.each<[number, unknown, ReturnType<typeof judgeVerdict>]>([
		[200, {}, 'accepted'],
		[403, {}, 'doubtful'],
		[400, {}, 'doubtful'],
		[419, {}, 'refused'],
		[440, {}, 'refused'],
		[498, {}, 'refused'],
		[405, {}, 'accepted'],
		[404, {}, 'accepted'],
		[401, {}, 'refused'],
		[500, { statusCode: 401 }, 'refused'],
		[500, { statusCode: 400 }, 'doubtful'],
		[500, { statusCode: 404 }, 'accepted'],
		[500, {}, 'unknown'],
		[302, '', 'unknown'],
		[408, {}, 'unknown'],
		[425, {}, 'unknown'],
		[429, {}, 'unknown'],
	])('HTTP %i with %j: %s', (status, body, expected) => {
		expect(judgeVerdict(answer(status, body))).toBe(expected);
	});
});

describe('the provider’s own message', () => {
	it.each<[Record<string, unknown> | undefined, string | undefined]>([
		[{ message: 'a', error: 'b' }, 'a'],
		[{ message: '', error_description: 'b' }, 'b'],
		[{ error: 'c' }, 'c'],
		[{ error: { message: 'd' } }, 'd'],
		[{ error: { debug: 'e' } }, 'e'],
		[{ title: 'g', detail: 'f' }, 'f'],
		[{ title: 'g' }, 'g'],
		[{ errorCode: 'InvalidSession' }, 'InvalidSession'],
		[{ message: 42 }, undefined],
		[{}, undefined],
		[undefined, undefined],
	])('in %j is %j', (json, expected) => {
		expect(messageIn(json)).toBe(expected);
	});
});

describe('a usable token', () => {
	it.each([
		['eyJ.a-b_c.~+/=', true],
		['x'.repeat(16 * 1024), true],
		['x'.repeat(16 * 1024 + 1), false],
		['tök', false],
		['a\r\nX-Injected: 1', false],
		['', false],
		[undefined, false],
	])('%#', (value, expected) => {
		expect(isUsableToken(value)).toBe(expected);
	});
});
