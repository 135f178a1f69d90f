import type { Context } from '../context.mts';
import { isSecret, readBearer } from '../credentials.mts';
import {
	headerText,
	ok,
	Refusal,
	type Caller,
	type Handler,
	type IncomingCall,
	type RefusalReason,
	type SecurityScheme,
} from '../exchange.mts';
import { lifetimeOf, signJwt, TokenStore } from '../tokens.mts';

interface TokenRequest {
	readonly clientId: string;
	readonly clientSecret: string;
}

/** e-CROSS's two kinds of credential, and the exchange of client id and secret for a token. */
export class ECrossAuthentication {
	readonly tokens: TokenStore;
	readonly schemes: Readonly<Record<string, SecurityScheme>>;
	readonly handlers: Readonly<Record<string, Handler>>;
	private readonly context: Context;

	constructor(context: Context) {
		this.context = context;
		this.tokens = new TokenStore(context.clocks.ecross.now, context.issuedTokens.ecross);
		this.schemes = {
			merchantToken: (call) => this.merchant(call),
			salesChannelToken: (call) => this.salesChannel(call),
		};
		this.handlers = {
			generateToken: async (call) => ok(await this.grant(call.body as TokenRequest)),
		};
	}

	private merchant(call: IncomingCall): Caller | RefusalReason {
		const token = this.tokens.check(readBearer(headerText(call.headers, 'authorization')));
		return typeof token === 'string' ? token : { account: token.account, credential: token.value };
	}

	/** The channel's token is handed over by e-CROSS and never made from merchant credentials. */
	private salesChannel(call: IncomingCall): Caller | RefusalReason {
		const credential = readBearer(headerText(call.headers, 'authorization'));
		if (credential === '') return 'none';
		const { clientId, salesChannelToken } = this.context.credentials.accepted.ecross;
		return isSecret(credential, salesChannelToken) ? { account: clientId, credential } : 'unknown';
	}

	private async grant({ clientId, clientSecret }: TokenRequest) {
		if (!isSecret(clientSecret, this.context.credentials.eCrossSecret(clientId))) {
			throw wrongCredentials();
		}
		const { tokenLifetimeSeconds, repeatToken } = this.context.settings.ecross;
		const { statedSeconds, honouredSeconds } = lifetimeOf(tokenLifetimeSeconds);
		const same = repeatToken ? this.tokens.live(clientId).at(-1) : undefined;
		if (same) {
			const left = Math.floor((same.expiresAt - this.context.clocks.ecross.now()) / 1000);
			return { token: same.value, tokenType: 'Bearer', expiresIn: Math.max(1, left) };
		}
		const now = this.context.clocks.ecross.now();
		const claims = { sub: clientId };
		const token = await signJwt({ algorithm: 'HS256', claims, now, statedSeconds });
		this.tokens.issue(token, clientId, honouredSeconds);
		return { token, tokenType: 'Bearer', expiresIn: statedSeconds };
	}
}

/** The documentation shows this body without its status; 401 is a guess. */
function wrongCredentials(): Refusal {
	return new Refusal({ status: 401, body: { message: 'Incorrect username or password.' } });
}
