/** Sends requests with the package's own credential types through n8n's own client. */
import { Readable } from 'node:stream';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { Account } from './accounts.mts';
import { n8nRequests, withDefaults } from './n8n.mts';
import type { Pace } from './pace.mts';
import type { Shipped } from './shipped.mts';

const REQUEST_LIMIT_MILLISECONDS = 30_000;
/** Lists are asked for a few rows; an answer of more is cut off, and then is no JSON. */
const LARGEST_BODY_BYTES = 8 * 1024 * 1024;
const SLOW_DOWN: ReadonlySet<number> = new Set([429, 503]);

export interface ProbeRequest {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: IHttpRequestOptions['body'];
}

export interface RawAnswer {
	readonly status: number;
	readonly contentType: string;
	readonly content: Buffer;
}

/** A request that a credential type made by itself, to log in. */
export interface TokenRequest extends RawAnswer {
	readonly method: string;
	readonly url: string;
	/** Names of the members that were sent. */
	readonly sent: readonly string[];
}

interface Session {
	readonly type: ICredentialType;
	/** With defaults and what the hook has stored, as n8n would keep it. */
	readonly data: ICredentialDataDecryptedObject;
}

/** One login for each credential type, and requests one after the other. */
export class ProbeClient {
	readonly pace: Pace;
	readonly tokenRequests: TokenRequest[] = [];
	private readonly sessions: ReadonlyMap<string, Session>;
	private readonly helper = n8nRequests();

	constructor(shipped: Shipped, { credentials }: Account, pace: Pace) {
		this.pace = pace;
		const types = Object.entries(credentials);
		this.sessions = new Map(
			types.map(([name, data]) => [name, newSession(shipped.credentialType(name), data)]),
		);
	}

	has(credential: string): boolean {
		return this.sessions.has(credential);
	}

	/**
	 * Sends a request with the token or key of a credential. Follows no redirect.
	 *
	 * @returns the answer of any status; nothing where there was no token, or no answer
	 */
	async send(credential: string, request: ProbeRequest): Promise<RawAnswer | undefined> {
		const session = this.sessions.get(credential);
		if (session === undefined) return undefined;
		const { type, data } = session;
		// n8n hands each request an object of its own, and so tells requests apart.
		const credentials = { ...data };
		const stored = await type.preAuthentication?.call(this.recordingHelper(), credentials);
		Object.assign(data, stored);
		const options = await this.attached(type, credentials, request);
		if (options === undefined) return undefined;
		return await this.exchange(options).catch(() => undefined);
	}

	/** Sends a request that needs no credential. */
	async sendOpen(request: ProbeRequest): Promise<RawAnswer | undefined> {
		return await this.exchange({ ...request, headers: { ...request.headers } }).catch(
			() => undefined,
		);
	}

	private async attached(
		{ authenticate }: ICredentialType,
		credentials: ICredentialDataDecryptedObject,
		request: ProbeRequest,
	): Promise<IHttpRequestOptions | undefined> {
		if (typeof authenticate !== 'function') return undefined;
		const options: IHttpRequestOptions = { ...request, headers: { ...request.headers } };
		// Why there is no token stands in the recorded login.
		return await Promise.resolve()
			.then(async () => await authenticate(credentials, options))
			.catch(() => undefined);
	}

	private async exchange(options: IHttpRequestOptions): Promise<RawAnswer> {
		await this.pace.next();
		const response: unknown = await this.helper.helpers.httpRequest({
			...options,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			abortSignal: AbortSignal.timeout(REQUEST_LIMIT_MILLISECONDS),
		});
		const answer = await readAnswer(response);
		if (SLOW_DOWN.has(answer.status)) this.pace.stop(`the provider answered ${answer.status}`);
		return answer;
	}

	/** What a hook logs in with: it answers as n8n's own does, and writes down what came. */
	private recordingHelper(): IHttpRequestHelper {
		return {
			helpers: {
				httpRequest: async (options: IHttpRequestOptions) => {
					const answer = await this.exchange(options);
					const { method = 'GET', url, body } = options;
					this.tokenRequests.push({ ...answer, method, url, sent: membersOf(body) });
					const headers = { 'content-type': answer.contentType };
					return { statusCode: answer.status, headers, body: Readable.from([answer.content]) };
				},
			},
		};
	}
}

function newSession(type: ICredentialType, data: ICredentialDataDecryptedObject): Session {
	return { type, data: withDefaults(type, data) };
}

async function readAnswer(response: unknown): Promise<RawAnswer> {
	const { statusCode, headers, body } = response as {
		statusCode: number;
		headers: Readonly<Record<string, unknown>>;
		body: Readable;
	};
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of body) {
		chunks.push(chunk as Buffer);
		bytes += (chunk as Buffer).length;
		if (bytes > LARGEST_BODY_BYTES) break;
	}
	const contentType = String(headers['content-type'] ?? '');
	return { status: statusCode, contentType, content: Buffer.concat(chunks) };
}

function membersOf(body: unknown): string[] {
	return typeof body === 'object' && body !== null ? Object.keys(body) : [];
}
