import type { IncomingHttpHeaders } from 'node:http';

/** Why a credential was refused: absent, never issued, past its end, or taken back. */
export type RefusalReason = 'none' | 'unknown' | 'expired' | 'revoked';

/** What an operation does for the caller's credential; statistics and faults address it by this. */
export type OperationKind = 'token' | 'refresh' | 'logout' | 'other';

/** What a server sees of a request before it knows who sent it. */
export interface IncomingCall {
	readonly method: string;
	/** Path without the provider's prefix and without the query, as the contract writes it. */
	readonly path: string;
	readonly query: Readonly<Record<string, unknown>>;
	readonly headers: IncomingHttpHeaders;
	readonly body: unknown;
}

/** Who sent a request. */
export interface Caller {
	/** The account whose data the request sees. */
	readonly account: string;
	/** The token, key or session that proved it. */
	readonly credential: string;
}

/** A request that passed authentication and validation, as an operation's handler sees it. */
export interface Call extends IncomingCall {
	readonly operationId: string;
	readonly params: Readonly<Record<string, string>>;
	/** Empty account and credential where the operation needs none. */
	readonly caller: Caller;
}

export interface Answer {
	readonly status: number;
	/** An object is sent as JSON, a text or a buffer as it is. */
	readonly body?: unknown;
	readonly contentType?: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Set when the API's authentication turned the request away; nothing was done then. */
	readonly refused?: RefusalReason;
	/** Set when the request broke the contract: what is wrong with it. */
	readonly invalid?: string;
}

/** Does the work of one operation; may throw a `Refusal` instead of returning an answer. */
export type Handler = (call: Call) => Answer | Promise<Answer>;

/** Looks for one kind of credential in a request. */
export type SecurityScheme = (
	call: IncomingCall,
) => Caller | RefusalReason | Promise<Caller | RefusalReason>;

/** Ends a handler early with an answer that is not a success. */
export class Refusal extends Error {
	readonly answer: Answer;

	constructor(answer: Answer) {
		super(`Refused with HTTP ${answer.status}`);
		this.name = 'Refusal';
		this.answer = answer;
	}
}

/** A success with a JSON body. */
export function ok(body: unknown): Answer {
	return { status: 200, body };
}

/** The single text of a header that might have been sent several times. */
export function headerText(headers: IncomingHttpHeaders, name: string): string {
	const value = headers[name];
	return Array.isArray(value) ? value.join(', ') : (value ?? '');
}
