import nock from 'nock';

/** What reached a provider. */
export interface ReceivedRequest {
	readonly method: string;
	/** With the query. */
	readonly path: string;
	/** By lower-case name. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** A status alone stands for a reply with an empty object. */
export interface Reply {
	readonly status?: number;
	readonly body?: object | string;
	readonly headers?: Readonly<Record<string, string>>;
}

type Rule = (request: ReceivedRequest) => Reply | Promise<Reply>;

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];

/** One origin on the wire: answers by a rule, and keeps what it was sent. */
export class Provider {
	readonly received: ReceivedRequest[] = [];
	/** May be replaced at any time. */
	answer: Rule;

	constructor(origin: string, answer: Rule) {
		this.answer = answer;
		for (const method of METHODS) {
			nock(origin)
				.persist()
				.intercept(/.*/, method)
				.reply(async (request: Request) => await this.reply(request));
		}
	}

	/** Requests of one path, its query left aside. */
	on(path: string): ReceivedRequest[] {
		return this.received.filter((request) => request.path.split('?')[0] === path);
	}

	private async reply(request: Request) {
		const { pathname, search } = new URL(request.url);
		const received = {
			method: request.method,
			path: `${pathname}${search}`,
			headers: Object.fromEntries(request.headers),
			body: await request.text(),
		};
		this.received.push(received);
		const { status = 200, body = {}, headers = {} } = await this.answer(received);
		return [status, body, headers] as const;
	}
}
