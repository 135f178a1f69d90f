/** Why a request got no answer, in our own words: n8n replaces messages that have its codes in them. */
export interface NetworkProblem {
	/** As what came in place of an answer: "a refused connection". */
	readonly noun: string;
	/** As what happened: "the connection was refused". */
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
		noun: 'a refused connection',
		clause: 'the connection was refused',
	},
	{
		codes: TIME_OUTS,
		words: /timeout|timed out/i,
		noun: 'a time-out',
		clause: 'no answer within the time limit',
	},
	{
		codes: ['ECONNRESET', 'EPIPE'],
		words: /socket hang up|aborted/i,
		noun: 'a broken connection',
		clause: 'the connection was cut off',
	},
	{
		codes: ['ENOTFOUND'],
		noun: 'an unknown host name',
		clause: 'the host name is not known',
	},
	{
		codes: ['EAI_AGAIN'],
		noun: 'an unknown host name',
		clause: 'the host name could not be looked up',
	},
	{
		codes: ['EHOSTUNREACH', 'ENETUNREACH'],
		noun: 'an unreachable host',
		clause: 'the host could not be reached',
	},
	{
		codes: ['ERR_CANCELED'],
		noun: 'a cancelled request',
		clause: 'the execution was cancelled',
	},
	{
		codes: ['Z_DATA_ERROR'],
		noun: 'an answer that cannot be unpacked',
		clause: 'the answer could not be unpacked',
	},
	{
		codes: ['Z_BUF_ERROR', 'ERR_BAD_RESPONSE'],
		noun: 'an answer that broke off',
		clause: 'the answer broke off',
	},
	{
		codes: [],
		words: /CERT|SSL|TLS|SIGNATURE|self.signed/i,
		noun: 'a TLS certificate that is not trusted',
		clause: 'the TLS certificate is not trusted',
	},
];

/** What a code, or the text of an error with its code, says of the network; undefined where nothing. */
export function networkProblem(text: string): NetworkProblem | undefined {
	const known = new Set(text.match(/\b[A-Z][A-Z_]+\b/g));
	return (
		ROWS.find(({ codes }) => codes.some((code) => known.has(code))) ??
		ROWS.find(({ words }) => words?.test(text))
	);
}
