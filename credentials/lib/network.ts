/**
 * Why a request got no answer, in our own words, because n8n replaces messages that contain its
 * codes.
 */
export interface NetworkProblem {
	/** What the host did, as a predicate: "refused the connection". */
	readonly predicate: string;
	/** The same as an event: "the connection was refused". */
	readonly clause: string;
}

interface Row extends NetworkProblem {
	readonly codes: readonly string[];
	/** In messages of errors that have no code. */
	readonly words?: RegExp;
}

/** Codes of a time limit that has passed. */
export const TIME_OUTS: readonly string[] = ['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT'];

/** Codes of Node.js, of its zlib, and of axios; the first row that fits counts. */
const ROWS: readonly Row[] = [
	{
		codes: ['ECONNREFUSED'],
		predicate: 'refused the connection',
		clause: 'the connection was refused',
	},
	{
		codes: TIME_OUTS,
		words: /timeout|timed out/i,
		predicate: 'did not answer in time',
		clause: 'no answer within the time limit',
	},
	{
		codes: ['ECONNRESET', 'EPIPE'],
		words: /socket hang up|aborted/i,
		predicate: 'closed the connection',
		clause: 'the connection was cut off',
	},
	{
		codes: ['ENOTFOUND'],
		predicate: 'was not found',
		clause: 'the host name was not found',
	},
	{
		codes: ['EAI_AGAIN'],
		predicate: 'could not be looked up',
		clause: 'the host name could not be looked up',
	},
	{
		codes: ['EHOSTUNREACH', 'ENETUNREACH'],
		predicate: 'could not be reached',
		clause: 'the host could not be reached',
	},
	{
		codes: ['ERR_CANCELED'],
		predicate: 'had not answered when the execution was canceled',
		clause: 'the execution was canceled',
	},
	{
		codes: ['Z_DATA_ERROR'],
		predicate: 'sent a response that could not be decompressed',
		clause: 'the response could not be decompressed',
	},
	{
		codes: ['Z_BUF_ERROR', 'ERR_BAD_RESPONSE'],
		predicate: 'sent a response that was cut off',
		clause: 'the response was cut off',
	},
	{
		codes: [],
		words: /CERT|SSL|TLS|SIGNATURE|self.signed/i,
		predicate: 'has a TLS certificate that is not trusted',
		clause: 'the TLS certificate is not trusted',
	},
];

/**
 * What a code, or the text of an error with its code, says about the network; undefined if nothing.
 */
export function networkProblem(text: string): NetworkProblem | undefined {
	const known = new Set(text.match(/\b[A-Z][A-Z_]+\b/g));
	return (
		ROWS.find(({ codes }) => codes.some((code) => known.has(code))) ??
		ROWS.find(({ words }) => words?.test(text))
	);
}
