/**
 * What goes wrong, and what a user sees of it: the rows of docs/faults.md. Each is played on a
 * running n8n, once with the HTTP Request node and once with a node of this package.
 */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Fault } from '../../../sandbox/faults.mts';

/** The two ways to call an API with one of our credentials. */
export const callers = ['HTTP Request node', 'our node'] as const;

export type Caller = (typeof callers)[number];

/** What a user sees of a run. */
export interface Seen {
	/** The telling part of the error; undefined where the run succeeds. */
	readonly error?: string;
	/** The telling part of what n8n shows below the error. */
	readonly advice?: string;
}

/** One row of the page. */
export interface FaultRow {
	readonly what: string;
	/** A node that is left out is not played: see the page's own words about it. */
	readonly seen: Readonly<Partial<Record<Caller, Seen>>>;
	/** Requests to what is at fault that reach the provider in one run. */
	readonly requests: number;
}

/** A fault of a provider. */
export interface FaultCase extends FaultRow {
	readonly fault?: Omit<Fault, 'provider' | 'operationId' | 'lane'>;
	/** Fields of the credential that lead elsewhere. */
	readonly changes?: ICredentialDataDecryptedObject;
}

/** Nothing listens here. */
const DEAD_ADDRESS = 'http://127.0.0.1:9';
/** Longer than a token request may take. */
const SLOW_MILLISECONDS = 12_000;
/** Longer than our nodes wait. */
const SLOWER_MILLISECONDS = 62_000;

const both = (seen: Seen): FaultRow['seen'] => ({ 'HTTP Request node': seen, 'our node': seen });
const fine = both({});
const noToken = (answer: string): FaultRow['seen'] => both({ error: `${answer}.` });

/** n8n's own words. */
const NOT_JSON = 'Response body is not valid JSON.';

/** Below every error of our nodes that leaves it open whether something was done. */
const LOOK_FIRST = 'It is not known whether the request was carried out.';
const unsure = (ofHttpRequest: string, ofOurNode: string): FaultRow['seen'] => ({
	'HTTP Request node': { error: ofHttpRequest },
	'our node': { error: ofOurNode, advice: LOOK_FIRST },
});

export const tokenFaults: readonly FaultCase[] = [
	{
		what: 'takes longer than 10 s',
		fault: { delayMilliseconds: SLOW_MILLISECONDS },
		seen: noToken('sent no complete response within 10 s'),
		requests: 1,
	},
	{
		what: 'drips its answer without end',
		fault: { kind: 'drip' },
		seen: noToken('sent no complete response within 10 s'),
		requests: 1,
	},
	{
		what: 'refuses the connection',
		changes: { authUrl: DEAD_ADDRESS },
		seen: noToken('refused the connection'),
		requests: 0,
	},
	{
		what: 'resets the connection before it answers',
		fault: { kind: 'reset' },
		seen: noToken('closed the connection'),
		requests: 2,
	},
	{
		what: 'resets the connection in the middle of the answer',
		fault: { kind: 'resetMidway' },
		seen: noToken('closed the connection'),
		requests: 2,
	},
	{
		what: 'closes the connection in the middle of the answer',
		fault: { kind: 'truncated' },
		seen: noToken('closed the connection'),
		requests: 2,
	},
	{
		what: 'answers with HTTP 503',
		fault: { status: 503, body: { message: 'Down for maintenance' } },
		seen: noToken('answered with HTTP status 503'),
		requests: 2,
	},
	{
		what: 'grants a token, and calls its JSON something else',
		fault: { kind: 'wrongType' },
		seen: fine,
		requests: 1,
	},
	{
		what: 'answers with a web page and status 200',
		fault: { kind: 'html' },
		seen: noToken('answered with an HTML page (HTTP status 200)'),
		requests: 1,
	},
	{
		what: 'answers with 50 MB',
		fault: { kind: 'huge' },
		seen: noToken('sent more than 256 KiB'),
		requests: 1,
	},
	{
		what: 'answers without end, as fast as it can',
		fault: { kind: 'endless' },
		seen: noToken('sent more than 256 KiB'),
		requests: 1,
	},
	{
		what: 'answers with invalid UTF-8',
		fault: { kind: 'invalidUtf8' },
		seen: noToken('sent a response without a usable token'),
		requests: 1,
	},
	{
		what: 'answers with JSON that breaks off',
		fault: { status: 200, body: '{"access_token":"abc' },
		seen: noToken('sent a response that is not JSON'),
		requests: 1,
	},
	{
		what: 'says that its answer is gzip, which it is not',
		fault: { kind: 'notGzip' },
		seen: noToken('sent a response that could not be decompressed'),
		requests: 2,
	},
];

/** Of a request that writes, which must not be sent twice. */
export const apiFaults: readonly FaultCase[] = [
	{
		what: 'takes longer than the node waits',
		fault: { delayMilliseconds: SLOWER_MILLISECONDS },
		seen: unsure('The connection was aborted', 'no answer within the time limit'),
		requests: 1,
	},
	{
		what: 'drips its answer without end',
		fault: { kind: 'drip' },
		seen: { 'our node': { error: 'only part of a response within 60 s', advice: LOOK_FIRST } },
		requests: 1,
	},
	{
		what: 'refuses the connection',
		changes: { productUrl: DEAD_ADDRESS },
		seen: {
			'HTTP Request node': { error: 'The service refused the connection' },
			'our node': { error: 'the connection was refused' },
		},
		requests: 0,
	},
	{
		what: 'does it, and resets the connection before it answers',
		fault: { kind: 'executeThenReset' },
		seen: unsure(
			'The connection to the server was closed unexpectedly',
			'the connection was cut off',
		),
		requests: 1,
	},
	{
		what: 'resets the connection in the middle of the answer',
		fault: { kind: 'resetMidway' },
		seen: unsure(
			'The connection to the server was closed unexpectedly',
			'the connection was cut off',
		),
		requests: 1,
	},
	{
		what: 'closes the connection in the middle of the answer',
		fault: { kind: 'truncated' },
		seen: unsure('200 - undefined', 'the connection was cut off'),
		requests: 1,
	},
	{
		what: 'answers with HTTP 503',
		fault: { status: 503, body: { message: 'Down for maintenance' } },
		seen: unsure('Service unavailable', 'Down for maintenance (HTTP 503)'),
		requests: 1,
	},
	{
		what: 'does it, and calls its JSON something else',
		fault: { kind: 'wrongType' },
		seen: fine,
		requests: 1,
	},
	{
		what: 'answers with a web page and status 200',
		fault: { kind: 'html' },
		seen: unsure(NOT_JSON, 'E-CROSS answered with a web page instead of data (HTTP 200)'),
		requests: 1,
	},
	{
		what: 'answers with 50 MB',
		fault: { kind: 'huge' },
		seen: { 'our node': { error: 'answered with more than 32 MB', advice: LOOK_FIRST } },
		requests: 1,
	},
	{
		what: 'answers without end, as fast as it can',
		fault: { kind: 'endless' },
		seen: { 'our node': { error: 'answered with more than 32 MB', advice: LOOK_FIRST } },
		requests: 1,
	},
	{
		what: 'answers with invalid UTF-8',
		fault: { kind: 'invalidUtf8' },
		seen: {
			'HTTP Request node': {},
			'our node': {
				error: 'E-CROSS answered without a list. It has the members message.',
				advice: 'was carried out: check what it did',
			},
		},
		requests: 1,
	},
	{
		what: 'answers with JSON that breaks off',
		fault: { status: 200, body: '[{"skuId":"mug' },
		seen: unsure(NOT_JSON, 'E-CROSS answered with JSON that is damaged or cut off (HTTP 200)'),
		requests: 1,
	},
	{
		what: 'says that its answer is gzip, which it is not',
		fault: { kind: 'notGzip' },
		seen: unsure('200 - undefined', 'the response could not be decompressed'),
		requests: 1,
	},
];

/** Of a provider whose clock is wrong: its `Date` header, and the ends of its tokens. */
export const clockFaults: ReadonlyArray<FaultRow & { readonly seconds: number }> = [
	{ what: 'is an hour ahead', seconds: 3_600, seen: fine, requests: 1 },
	{ what: 'is an hour behind', seconds: -3_600, seen: fine, requests: 1 },
];

/** What happens to the credential while a run of two items is between them. */
export const changesDuringRun = {
	edited: { what: 'gets another secret, valid from now on', seen: fine, requests: 2 },
	damaged: {
		what: "can no longer be decrypted (n8n's encryption key, or the data, is another one)",
		seen: both({ error: 'Credentials could not be decrypted.' }),
		requests: 1,
	},
	deleted: { what: 'is deleted', seen: both({ error: 'does not exist' }), requests: 1 },
} satisfies Record<string, FaultRow>;

/** What happens to the credential while its token is under way. */
export const changesDuringRenewal = {
	edited: { what: 'is edited and saved', seen: fine, requests: 1 },
	deleted: { what: 'is deleted', seen: both({ error: 'does not exist' }), requests: 0 },
} satisfies Record<string, FaultRow>;

/** What happens to n8n itself while it gets a new token. */
export const n8nFaults = {
	locked: {
		what: 'finds its database locked when it stores the token (SQLite, for more than a second)',
		seen: both({ error: 'database is locked' }),
		requests: 0,
	},
	killed: {
		what: 'is killed (SIGKILL), and started again',
		seen: both({ error: 'crashed' }),
		requests: 0,
	},
} satisfies Record<string, FaultRow>;
