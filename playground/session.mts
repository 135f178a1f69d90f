import axios, { type AxiosInstance, type AxiosResponse, isAxiosError } from 'axios';

const REQUEST_LIMIT_MILLISECONDS = 60_000;
const HTTP_NOT_FOUND = 404;
/** n8n ties a login to the browser that made it, and wants to know the browser again with every request. */
const BROWSER_ID = 'playground';
/** The connection over which the editor is told of a manual run's progress; see `openPush`. */
const PUSH_REFERENCE = 'playground';

export interface Owner {
	readonly email: string;
	readonly password: string;
}

/** A request that n8n refused; the message names the request, the status and n8n's own message. */
export class N8nRequestError extends Error {
	readonly status: number | undefined;

	constructor(message: string, status: number | undefined) {
		super(message);
		this.name = 'N8nRequestError';
		this.status = status;
	}
}

export interface PushConnection {
	close(): void;
}

/** A login at n8n, and requests to its REST API under that login. */
export class N8nSession {
	/** For what lies outside the REST API, such as webhooks. */
	readonly http: AxiosInstance;

	/** @param url n8n's address without a trailing slash */
	constructor(url: string) {
		this.http = axios.create({
			baseURL: url,
			timeout: REQUEST_LIMIT_MILLISECONDS,
			headers: { 'browser-id': BROWSER_ID, 'push-ref': PUSH_REFERENCE },
			// A proxy of the caller's is no way to loopback.
			proxy: false,
		});
		this.http.interceptors.response.use(undefined, (error: unknown) =>
			Promise.reject(describeFailure(error)),
		);
	}

	/** Logs the owner in, after making the owner's account if this n8n has none yet. */
	async signIn(owner: Owner): Promise<void> {
		const settings = await this.get<PublicSettings>('/rest/settings');
		const response = settings.userManagement.showSetupOnFirstLoad
			? await this.setUpOwner(owner)
			: await this.logIn(owner);
		this.http.defaults.headers.common.Cookie = sessionCookie(response);
	}

	/**
	 * Listens to what n8n tells the editor of manual runs, as an open editor does; without it nobody
	 * listens. Resolves when the connection is open.
	 *
	 * @throws Error when n8n does not take the connection
	 */
	async openPush(): Promise<PushConnection> {
		const { baseURL = '', headers } = this.http.defaults;
		const socket = new WebSocket(`${baseURL}/rest/push?pushRef=${PUSH_REFERENCE}`, {
			headers: { cookie: String(headers.common.Cookie), origin: baseURL },
		});
		await new Promise((resolve, reject) => {
			socket.addEventListener('open', resolve);
			socket.addEventListener('error', () => reject(new Error('n8n refused the push connection')));
		});
		return { close: () => socket.close() };
	}

	async get<T>(path: string): Promise<T> {
		return (await this.http.get<Envelope<T>>(path)).data.data;
	}

	/** As `get`; undefined where there is nothing. */
	async find<T>(path: string): Promise<T | undefined> {
		return await this.get<T>(path).catch((error: unknown) => {
			if (error instanceof N8nRequestError && error.status === HTTP_NOT_FOUND) return undefined;
			throw error;
		});
	}

	async post<T>(path: string, body: unknown): Promise<T> {
		return (await this.http.post<Envelope<T>>(path, body)).data.data;
	}

	async patch<T>(path: string, body: unknown): Promise<T> {
		return (await this.http.patch<Envelope<T>>(path, body)).data.data;
	}

	async delete(path: string): Promise<void> {
		await this.http.delete(path);
	}

	private async setUpOwner(owner: Owner): Promise<AxiosResponse<unknown>> {
		return await this.http.post('/rest/owner/setup', {
			...owner,
			firstName: 'Play',
			lastName: 'Ground',
		});
	}

	private async logIn({ email, password }: Owner): Promise<AxiosResponse<unknown>> {
		return await this.http.post('/rest/login', { emailOrLdapLoginId: email, password });
	}
}

/** n8n wraps each answer of its REST API in `data`. */
interface Envelope<T> {
	readonly data: T;
}

interface PublicSettings {
	readonly userManagement: { readonly showSetupOnFirstLoad: boolean };
}

function sessionCookie(response: AxiosResponse<unknown>): string {
	const cookies = response.headers['set-cookie'] ?? [];
	const session = cookies.find((cookie) => cookie.startsWith('n8n-auth='));
	if (!session) throw new Error('n8n accepted the login but sent no session cookie');
	return session.split(';')[0] ?? session;
}

function describeFailure(error: unknown): unknown {
	if (!isAxiosError(error)) return error;
	const request = `${error.config?.method?.toUpperCase() ?? ''} ${error.config?.url ?? ''}`;
	const answer = error.response?.data as { message?: string } | undefined;
	const reason = answer?.message ?? error.message;
	return new N8nRequestError(`n8n refused ${request}: ${reason}`, error.response?.status);
}
