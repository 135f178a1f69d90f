import type { Context } from '../context.mts';
import { isSecret, readBasic, readBearer } from '../credentials.mts';
import {
	headerText,
	ok,
	type Call,
	type Caller,
	type Handler,
	type IncomingCall,
	type RefusalReason,
	type SecurityScheme,
} from '../exchange.mts';
import { lifetimeOf, signJwt, TokenStore } from '../tokens.mts';

/** Ecart Pay's key pair and the token made from it, which travels raw or as Bearer. */
export class EcartPayAuthentication {
	readonly tokens: TokenStore;
	readonly schemes: Readonly<Record<string, SecurityScheme>>;
	readonly handlers: Readonly<Record<string, Handler>>;
	private readonly context: Context;

	constructor(context: Context) {
		this.context = context;
		this.tokens = new TokenStore(context.clocks.ecartpay.now, context.issuedTokens.ecartpay);
		this.schemes = {
			keyPair: (call) => this.keyPair(call),
			accessToken: (call) => this.accessToken(call),
			bearerToken: (call) => this.bearerToken(call),
		};
		this.handlers = {
			createAuthorizationToken: async (call) => ok({ token: await this.grant(call) }),
		};
	}

	private keyPair(call: IncomingCall): Caller | RefusalReason {
		const pair = readBasic(headerText(call.headers, 'authorization'));
		if (!pair) return 'none';
		const expected = this.context.credentials.ecartPaySecret(pair.user);
		return isSecret(pair.password, expected)
			? { account: pair.user, credential: pair.user }
			: 'unknown';
	}

	/** The documented form is the raw token; public clients that send Bearer work as well. */
	private accessToken(call: IncomingCall): Caller | RefusalReason {
		const authorization = headerText(call.headers, 'authorization');
		return this.check(readBearer(authorization) || authorization);
	}

	private bearerToken(call: IncomingCall): Caller | RefusalReason {
		const authorization = headerText(call.headers, 'authorization');
		const token = readBearer(authorization);
		return token === '' && authorization !== '' ? 'unknown' : this.check(token);
	}

	private check(value: string): Caller | RefusalReason {
		const token = this.tokens.check(value);
		return typeof token === 'string' ? token : { account: token.account, credential: value };
	}

	/** The lifetime is told by the JWT alone, as `exp - iat`. */
	private async grant({ caller: { account } }: Call): Promise<string> {
		const { tokenLifetimeSeconds, repeatToken } = this.context.settings.ecartpay;
		const same = repeatToken ? this.tokens.live(account).at(-1) : undefined;
		if (same) return same.value;
		const { statedSeconds, honouredSeconds } = lifetimeOf(tokenLifetimeSeconds);
		const now = this.context.clocks.ecartpay.now();
		const claims = { id: account };
		const token = await signJwt({ algorithm: 'HS512', claims, now, statedSeconds });
		this.tokens.issue(token, account, honouredSeconds);
		return token;
	}
}
