import { describe, expect, it } from 'vitest';

import {
	contention,
	ContendedError,
	CredentialsRejectedError,
	type Failure,
	type ProblemContext,
	problemOf,
	ProviderUnavailableError,
	ThrottledError,
	WrongAddressError,
} from '../../../../credentials/tokens/endpoint/problems';
import { redactor } from '../../../../credentials/lib/redaction';

const SECRET = 'hunter2hunter2';
const CONTEXT: ProblemContext = {
	provider: 'Acme',
	endpoint: 'https://acme.example/token',
	secretFields: 'Client Secret',
	addressField: 'Base URL',
	redact: redactor([SECRET]),
};
const AGAIN = 'Next attempt in 60 s. To try now, press Retry in the credential.';

describe('the error for a failed token request', () => {
	it.each<[string, Failure, new (message: string) => Error, string]>([
		[
			'a rejection without a message',
			{ kind: 'rejected', status: 401 },
			CredentialsRejectedError,
			`Acme refused the Client Secret. Check them in the credential. ${AGAIN}`,
		],
		[
			'a rejection with a message, its secrets removed',
			{ kind: 'rejected', status: 401, message: `No\n user with ${SECRET}.` },
			CredentialsRejectedError,
			`Acme refused the Client Secret: "No user with ***". Check them in the credential. ${AGAIN}`,
		],
		[
			'a rejection with an endless message',
			{ kind: 'rejected', status: 401, message: 'x'.repeat(5_000) },
			CredentialsRejectedError,
			`Acme refused the Client Secret: "${'x'.repeat(200)}...". Check them in the credential. ${AGAIN}`,
		],
		[
			'429',
			{ kind: 'throttled' },
			ThrottledError,
			`Acme is not accepting any more logins right now (HTTP 429). ${AGAIN}`,
		],
		[
			'a missing endpoint',
			{ kind: 'wrongAddress', status: 404 },
			WrongAddressError,
			`Couldn't log in to Acme: nothing was found at https://acme.example/token (HTTP 404). Check Base URL in the credential. ${AGAIN}`,
		],
		[
			'a redirect to another host',
			{ kind: 'wrongAddress', status: 302, location: 'https://evil.example/?token=abc' },
			WrongAddressError,
			`https://acme.example/token redirects to evil.example. The redirect was not followed, because your secrets would be sent there. Enter the final address in Base URL of the credential. ${AGAIN}`,
		],
		[
			'a redirect to a path',
			{ kind: 'wrongAddress', status: 301, location: '/v2/token' },
			WrongAddressError,
			`https://acme.example/token redirects to another address. The redirect was not followed, because your secrets would be sent there. Enter the final address in Base URL of the credential. ${AGAIN}`,
		],
		[
			'an endpoint that is down',
			{ kind: 'unavailable', reason: 'answered with HTTP status 503' },
			ProviderUnavailableError,
			`Couldn't log in to Acme: https://acme.example/token answered with HTTP status 503. ${AGAIN}`,
		],
		[
			'a host that is not there, whatever the path',
			{ kind: 'unavailable', reason: 'was not found', isNetwork: true },
			ProviderUnavailableError,
			`Couldn't log in to Acme: acme.example was not found. Check your network or firewall. ${AGAIN}`,
		],
		[
			'an answer that makes no sense',
			{ kind: 'malformed', reason: 'answered with an HTML page (HTTP status 200)' },
			ProviderUnavailableError,
			`Couldn't log in to Acme: https://acme.example/token answered with an HTML page (HTTP status 200). ${AGAIN}`,
		],
	])('%s', (_name, failure, type, message) => {
		const error = problemOf(CONTEXT, failure, 59.2);
		expect(error).toBeInstanceOf(type);
		expect(error.message).toBe(message);
	});

	it('adds other possible reasons for a refused login', () => {
		const context = { ...CONTEXT, rejectionHint: 'Sandbox keys do not work in production.' };
		const { message } = problemOf(context, { kind: 'rejected', status: 401 }, 60);
		expect(message).toBe(
			`Acme refused the Client Secret. Check them in the credential. Sandbox keys do not work in production. ${AGAIN}`,
		);
	});

	it('has nothing that makes n8n try again or hide its message', () => {
		const error = problemOf(CONTEXT, { kind: 'rejected', status: 401 }, 60);
		const seen = ['response', 'code', 'status', 'statusCode', 'httpCode', 'cause'];
		expect(seen.filter((member) => member in error)).toEqual([]);
	});
});

it('the error for tokens that are refused again and again names the likely cause', () => {
	// The difference of two clock readings 300 s apart.
	const error = contention(CONTEXT, 300.000000000058);
	expect(error).toBeInstanceOf(ContendedError);
	expect(error.message).toBe(
		'Acme keeps refusing tokens that it has only just issued. Another client may be using these credentials, or they may not be allowed to do this. Next attempt in 300 s. To try now, press Retry in the credential.',
	);
});
