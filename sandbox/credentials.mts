import { timingSafeEqual } from 'node:crypto';

/** What the sandbox accepts from the start; a test can rotate each secret. */
export const sandboxCredentials = {
	ecross: {
		clientId: 'sandbox-client',
		clientSecret: 'sandbox-secret-ecross',
		carrierId: 'carrier-1',
		salesChannelToken: 'sandbox-channel-token',
	},
	ecartpay: {
		publicKey: 'pub_sandbox',
		privateKey: 'prv_sandbox_ecartpay',
		webhookSecret: 'whsec_sandbox_ecartpay',
	},
	ecgrid: {
		apiKey: '00000000-0000-4000-8000-00000000ec01',
		email: 'edi@example.com',
		password: 'Sandbox-Pass1!',
	},
	pledg: {
		apiKey: 'pledg_key',
		apiSecret: 'sandbox-secret-pledg',
		email: 'merchant@example.com',
		password: 'Sandbox-Dash1!',
		merchantUid: 'mer_sandbox',
		companyUid: 'cmp_sandbox',
		secretKey: 'pledg-test-secret',
	},
	metabase: {
		username: 'metabase@example.com',
		password: 'Sandbox-Meta1!',
	},
	openai: { apiKey: 'sandbox-key-openai' },
} as const;

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends string ? string : Mutable<T[K]> };

export type AcceptedSecrets = Mutable<typeof sandboxCredentials>;

/** The merchant uid of the published test vectors has the sandbox's own secret. */
const TEST_VECTOR_MERCHANT = 'mer_test';

/**
 * The secrets in force. Beside the default accounts, every id of a certain form is an account of
 * its own with a secret made from its id, so that parallel tests do not share one.
 */
export class Credentials {
	/** The secrets of the default accounts. */
	accepted: AcceptedSecrets = structuredClone(sandboxCredentials);
	private readonly changed = new Map<string, string>();

	reset(): void {
		this.accepted = structuredClone(sandboxCredentials);
		this.changed.clear();
	}

	/** Gives an account of its own, named by id, another secret. */
	change(id: string, secret: string): void {
		this.changed.set(id, secret);
	}

	/** `client-x` has `secret-of-client-x`. */
	eCrossSecret(clientId: string): string | undefined {
		const { clientId: main, clientSecret } = this.accepted.ecross;
		return clientId === main ? clientSecret : this.derived(clientId, 'client-', 'secret-of-');
	}

	/** `pub-x` has `secret-of-pub-x`. */
	ecartPaySecret(publicKey: string): string | undefined {
		const { publicKey: main, privateKey } = this.accepted.ecartpay;
		return publicKey === main ? privateKey : this.derived(publicKey, 'pub-', 'secret-of-');
	}

	/** What signs the webhooks of an account: of `pub-x`, it is `webhook-secret-of-pub-x`. */
	ecartPayWebhookSecret(publicKey: string): string {
		const { publicKey: main, webhookSecret } = this.accepted.ecartpay;
		return publicKey === main ? webhookSecret : `webhook-secret-of-${publicKey}`;
	}

	/** `key-x` has `secret-of-key-x`. */
	pledgSecret(apiKey: string): string | undefined {
		const { apiKey: main, apiSecret } = this.accepted.pledg;
		return apiKey === main ? apiSecret : this.derived(apiKey, 'key-', 'secret-of-');
	}

	/** `mer_x` has `secret-of-mer_x`; so has a company. */
	pledgSecretKey(uid: string): string | undefined {
		const { merchantUid, companyUid, secretKey } = this.accepted.pledg;
		if ([merchantUid, companyUid, TEST_VECTOR_MERCHANT].includes(uid)) return secretKey;
		return this.derived(uid, 'mer_', 'secret-of-') ?? this.derived(uid, 'cmp_', 'secret-of-');
	}

	pledgDashboardPassword(email: string): string | undefined {
		const { email: main, password } = this.accepted.pledg;
		return email === main ? password : this.passwordOf(email);
	}

	ecGridPassword(email: string): string | undefined {
		const { email: main, password } = this.accepted.ecgrid;
		return email === main ? password : this.passwordOf(email);
	}

	/** The user whose API key this is; `x@example.com` has the key `key-of-x@example.com`. */
	ecGridUserOfKey(apiKey: string): string | undefined {
		const { apiKey: main, email } = this.accepted.ecgrid;
		if (apiKey === main) return email;
		const user = /^key-of-(.+@example\.com)$/.exec(apiKey)?.[1];
		return user === email ? undefined : user;
	}

	metabasePassword(username: string): string | undefined {
		const { username: main, password } = this.accepted.metabase;
		return username === main ? password : this.passwordOf(username);
	}

	/** `x@example.com` has `Secret-of-x1!`. */
	private passwordOf(email: string): string | undefined {
		const name = /^(.+)@example\.com$/.exec(email)?.[1];
		return name === undefined ? undefined : (this.changed.get(email) ?? `Secret-of-${name}1!`);
	}

	private derived(id: string, idPrefix: string, secretPrefix: string): string | undefined {
		if (!id.startsWith(idPrefix)) return undefined;
		return this.changed.get(id) ?? `${secretPrefix}${id}`;
	}
}

/** Whether an account exists and the secret given is its own. */
export function isSecret(given: string, expected: string | undefined): boolean {
	if (expected === undefined) return false;
	const a = Buffer.from(given);
	const b = Buffer.from(expected);
	return a.length === b.length && timingSafeEqual(a, b);
}

export interface UserAndPassword {
	readonly user: string;
	readonly password: string;
}

/** The pair in an HTTP Basic `Authorization` value; `undefined` when it is not one. */
export function readBasic(authorization: string): UserAndPassword | undefined {
	const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/.exec(authorization)?.[1];
	if (encoded === undefined) return undefined;
	const text = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = text.indexOf(':');
	return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** The token in a Bearer `Authorization` value; empty when there is none. */
export function readBearer(authorization: string): string {
	return /^Bearer (\S+)$/.exec(authorization)?.[1] ?? '';
}
