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
import { readUnverified, verify } from './signature.mts';

/** Pledg's three kinds of authentication: access token, dashboard Basic, signature. */
export class PledgAuthentication {
	readonly tokens: TokenStore;
	readonly schemes: Readonly<Record<string, SecurityScheme>>;
	readonly handlers: Readonly<Record<string, Handler>>;
	private readonly context: Context;

	constructor(context: Context) {
		this.context = context;
		this.tokens = new TokenStore(context.clocks.pledg.now, context.issuedTokens.pledg);
		const { credentials } = context;
		this.schemes = {
			accessToken: (call) => this.accessToken(call),
			apiKeyBasic: (call) => basic(call, (user) => credentials.pledgSecret(user)),
			dashboardBasic: (call) => basic(call, (user) => credentials.pledgDashboardPassword(user)),
			signature: async (call) => await this.signature(call),
		};
		this.handlers = { createAccessToken: async (call) => ok(await this.grant(call)) };
	}

	private accessToken(call: IncomingCall): Caller | RefusalReason {
		const authorization = headerText(call.headers, 'authorization');
		if (authorization.startsWith('Basic ')) return 'none';
		const token = this.tokens.check(readBearer(authorization));
		if (token === 'none' && authorization !== '') return 'unknown';
		return typeof token === 'string' ? token : { account: token.account, credential: token.value };
	}

	/** The secret is that of the merchant whom the payload names. */
	private async signature(call: IncomingCall): Promise<Caller | RefusalReason> {
		const jwt = call.query['signature'];
		if (typeof jwt !== 'string' || jwt === '') return 'none';
		const uid = signedUid(jwt);
		const secret = uid === undefined ? undefined : this.context.credentials.pledgSecretKey(uid);
		if (uid === undefined || secret === undefined) return 'unknown';
		const payload = await verify(jwt, secret, new Date(this.context.clocks.pledg.now()));
		return typeof payload === 'string' ? payload : { account: uid, credential: jwt };
	}

	private async grant({ caller: { account } }: Call) {
		const { tokenLifetimeSeconds, repeatToken } = this.context.settings.pledg;
		const now = this.context.clocks.pledg.now();
		const { statedSeconds, honouredSeconds } = lifetimeOf(tokenLifetimeSeconds);
		const same = repeatToken ? this.tokens.live(account).at(-1) : undefined;
		if (same) return answer(same.value, Math.max(1, Math.floor((same.expiresAt - now) / 1000)));
		const claims = { sub: account };
		const token = await signJwt({ algorithm: 'HS256', claims, now, statedSeconds });
		this.tokens.issue(token, account, honouredSeconds);
		return answer(token, statedSeconds);
	}
}

function answer(token: string, seconds: number) {
	return { access_token: token, token_type: 'Bearer', expires_in: seconds };
}

function basic(
	call: IncomingCall,
	secretOf: (user: string) => string | undefined,
): Caller | RefusalReason {
	const pair = readBasic(headerText(call.headers, 'authorization'));
	if (!pair) return 'none';
	const { user, password } = pair;
	return isSecret(password, secretOf(user)) ? { account: user, credential: user } : 'unknown';
}

/** The merchant or company that a signed payload names, unverified. */
function signedUid(jwt: string): string | undefined {
	const data = readUnverified(jwt)?.['data'];
	if (typeof data !== 'object' || data === null) return undefined;
	const uid: unknown = Reflect.get(data, 'merchantUid') ?? Reflect.get(data, 'companyUid');
	return typeof uid === 'string' ? uid : undefined;
}
