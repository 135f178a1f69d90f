import type { Answer } from '../../../../credentials/tokens/endpoint/outcome';
import type { NoAnswer, Send, TokenHttpRequest } from '../../../../credentials/tokens/request/send';

/** What a provider answers: a status with a body (JSON if it is an object), or nothing at all. */
export type Reply =
	| { readonly status?: number; readonly body: unknown; readonly headers?: Answer['headers'] }
	| NoAnswer;

/** Records what a source sends, and answers from a list. */
export class FakeWire {
	readonly sent: TokenHttpRequest[] = [];
	private readonly replies: Reply[];

	constructor(...replies: Reply[]) {
		this.replies = replies;
	}

	readonly send: Send = async (request) => {
		this.sent.push(request);
		const reply = this.replies.shift();
		if (reply === undefined) throw new Error(`Nothing answers ${request.method} ${request.url}`);
		if ('kind' in reply) return reply;
		const { status = 200, body, headers = {} } = reply;
		return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
	};
}

export const TIME_OUT: NoAnswer = {
	kind: 'unavailable',
	reason: 'did not answer in time',
	isNetwork: true,
};

/** 2026-01-02T03:04:05Z, as in an answer's `Date` header. */
export const DATE = { date: 'Fri, 02 Jan 2026 03:04:05 GMT' };
/** The same in seconds since 1970. */
export const NOW = 1_767_323_045;
