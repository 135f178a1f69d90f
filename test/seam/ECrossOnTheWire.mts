import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunction,
	ICredentialType,
} from 'n8n-workflow';
import { vi } from 'vitest';

import type { CredentialRows } from './credentialRows.mts';
import { loadN8n } from './n8n.mts';
import { Provider, type ReceivedRequest, type Reply } from './Provider.mts';
import { Seam } from './Seam.mts';

const AUTH = 'https://auth.api.e-cross.tech';
export const PRODUCT = 'https://product.api.e-cross.tech';
/** What the hook asks the provider about a token. */
export const QUESTION = '/ext/merchant/skus';
/** Where tests send their requests. */
export const PATH = '/ext/merchant/skus/1/prices';
export const NAME = 'eCrossApi';
/** As e-CROSS refuses a login. */
const REFUSAL = { statusCode: 401, message: 'Invalid client credentials' };

const n8n = loadN8n();
let accounts = 0;

/**
 * e-CROSS at its real addresses, on a mocked wire, with an account that no other test knows: what
 * the token manager remembers of one test says nothing about the next.
 */
export class ECrossOnTheWire {
	/** The secret that the provider accepts. */
	secret = 'right-secret';
	grants = 0;
	/** Answers of the API to requests with a good token. */
	api: (request: ReceivedRequest) => Reply | Promise<Reply> = () => ({ body: { ok: true } });
	/** How the API answers a token that it does not know. */
	refusal: Reply = { status: 401, body: { message: 'Unauthorized' } };
	/** What the hook's own question is answered with where the token is good. */
	permission: Reply = {};
	/** Overrides what the token endpoint answers. */
	login: (() => Reply | Promise<Reply>) | undefined;
	readonly auth: Provider;
	readonly product: Provider;
	private readonly clientId = `client-${++accounts}`;
	private readonly good = new Set<string>();

	constructor() {
		this.auth = new Provider(AUTH, async ({ body }) => await this.grant(body));
		this.product = new Provider(PRODUCT, async (request) => await this.answer(request));
	}

	/** From now on refuses every token issued so far. */
	revoke(): void {
		this.good.clear();
	}

	/** Requests to the API that are not the hook's own question. */
	get sent(): ReceivedRequest[] {
		return this.product.on(PATH);
	}

	get questions(): ReceivedRequest[] {
		return this.product.on(QUESTION);
	}

	/**
	 * A process of n8n with nothing in its memory.
	 *
	 * @param data fields of the credential, or the rows that another process uses
	 */
	async worker(data: ICredentialDataDecryptedObject | CredentialRows = {}): Promise<Seam> {
		const { type, test } = await freshType();
		if (data instanceof Object && 'peek' in data)
			return new Seam(n8n, [type], data as CredentialRows, () => test);
		const fields = {
			clientId: this.clientId,
			clientSecret: this.secret,
			environment: 'production',
			...data,
		};
		return new Seam(n8n, [type], { [NAME]: fields }, () => test);
	}

	private async grant(body: string): Promise<Reply> {
		if (this.login !== undefined) return await this.login();
		const { clientSecret } = JSON.parse(body) as { clientSecret: string };
		if (clientSecret !== this.secret) return { status: 401, body: REFUSAL };
		const token = `token-${++this.grants}-of-${this.clientId}`;
		this.good.add(token);
		return { body: { token, expiresIn: 28_800 } };
	}

	private async answer(request: ReceivedRequest): Promise<Reply> {
		const [, token = ''] = (request.headers.authorization ?? '').split(' ');
		if (!this.good.has(token)) return this.refusal;
		return request.path === QUESTION ? this.permission : await this.api(request);
	}
}

/** The credential type and its Test in modules of their own, so with a token manager of their own. */
async function freshType(): Promise<{ type: ICredentialType; test: ICredentialTestFunction }> {
	vi.resetModules();
	const { ECrossApi } = await import('../../credentials/ECrossApi.credentials.ts');
	const { credentialTest } = await import('../../credentials/tokens/hook/credentialTest.ts');
	return { type: new ECrossApi(), test: credentialTest(NAME) };
}
