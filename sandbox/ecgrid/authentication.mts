import type { Context } from '../context.mts';
import { isSecret, readBearer } from '../credentials.mts';
import {
	headerText,
	type Call,
	type Caller,
	type Handler,
	type IncomingCall,
	type RefusalReason,
	type SecurityScheme,
} from '../exchange.mts';
import { success, type EcGridErrors } from './envelope.mts';
import { RestSessions } from './RestSessions.mts';
import type { User, Users } from './Users.mts';

type LoginBody = Partial<Record<'email' | 'login' | 'username' | 'apiKey' | 'password', string>>;
type RefreshBody = Partial<Record<'refreshToken' | 'token', string>>;

interface PasswordBody {
	readonly currentPassword: string;
	readonly newPassword: string;
}

const nameFields = ['email', 'login', 'username'] as const;

/** The REST side's credentials: API key, and the token that login and refresh hand out. */
export class EcGridAuthentication {
	readonly sessions: RestSessions;
	readonly schemes: Readonly<Record<string, SecurityScheme>>;
	readonly handlers: Readonly<Record<string, Handler>>;
	private readonly context: Context;
	private readonly users: Users;
	private readonly errors: EcGridErrors;

	constructor(context: Context, users: Users, errors: EcGridErrors) {
		this.context = context;
		this.users = users;
		this.errors = errors;
		this.sessions = new RestSessions(context);
		this.schemes = {
			ApiKeyAuth: (call) => this.apiKey(call),
			BearerAuth: (call) => this.bearer(call),
		};
		this.handlers = {
			login: async (call) => success(await this.logIn(call.body as LoginBody)),
			refreshToken: async (call) => success(await this.refresh(call.body as RefreshBody)),
			logout: (call) => this.logOut(call),
			getSession: (call) => success(this.describeSession(call)),
			changePassword: (call) => this.changePassword(call),
			getVersion: () => success({ version: '2.6' }),
		};
	}

	private apiKey(call: IncomingCall): Caller | RefusalReason {
		const key = headerText(call.headers, 'x-api-key');
		if (key === '') return 'none';
		const user = this.users.ofApiKey(key);
		return user ? { account: user.email, credential: key } : 'unknown';
	}

	private bearer(call: IncomingCall): Caller | RefusalReason {
		const authorization = headerText(call.headers, 'authorization');
		const token = this.sessions.check(readBearer(authorization));
		if (token === 'none' && authorization !== '') return 'unknown';
		return typeof token === 'string' ? token : { account: token.account, credential: token.value };
	}

	/** Four bodies are documented; the settings say which of them this service understands. */
	private async logIn(body: LoginBody) {
		const { loginForm } = this.context.settings.ecgrid;
		if (loginForm !== 'any' && body[loginForm] === undefined) {
			throw this.errors.refusal(400, 'InvalidParameter', `${loginForm} is required.`);
		}
		return await this.sessions.open(
			body.apiKey === undefined ? this.byPassword(body) : this.byKey(body.apiKey),
		);
	}

	private byPassword(body: LoginBody): User {
		const { loginForm } = this.context.settings.ecgrid;
		const asked = nameFields.find((field) => field === loginForm);
		const name = asked ?? nameFields.find((field) => body[field] !== undefined) ?? 'email';
		const outcome = this.users.logIn(body[name] ?? '', body.password ?? '');
		if ('user' in outcome) return outcome.user;
		// Neither status nor code of a refused login is documented: a guess.
		const message = outcome.problem === 'locked' ? 'The user is locked out.' : 'Invalid login.';
		throw this.errors.refusal(401, 'InvalidSession', message);
	}

	private byKey(apiKey: string): User {
		const user = this.users.ofApiKey(apiKey);
		if (user) return user;
		throw this.errors.refusal(401, 'InvalidAPIKey', 'Unknown API key.');
	}

	private async refresh(body: RefreshBody) {
		const { refreshForm } = this.context.settings.ecgrid;
		if (refreshForm !== 'any' && body[refreshForm] === undefined) {
			throw this.errors.refusal(400, 'InvalidParameter', `${refreshForm} is required.`);
		}
		const byRefreshToken = refreshForm !== 'token' && body.refreshToken !== undefined;
		const session = byRefreshToken
			? this.sessions.byRefreshToken(body.refreshToken ?? '')
			: this.sessions.byToken(body.token ?? '');
		if (!session) throw this.errors.refusal(401, 'InvalidSession', 'The session has ended.');
		return await this.sessions.renew(session, this.users.of(session.account));
	}

	private logOut({ caller }: Call) {
		this.sessions.close(caller.credential);
		return success(null, 'Session terminated.');
	}

	private describeSession({ caller }: Call) {
		const { userId, login, networkId, mailboxId, authLevel } = this.users.of(caller.account);
		const end = this.sessions.endOf(caller.credential);
		const expires = end === undefined ? {} : { expiresAt: end };
		return { userId, login, networkId, mailboxId, authLevel, ...expires };
	}

	private changePassword({ caller, body }: Call) {
		const { currentPassword, newPassword } = body as PasswordBody;
		if (!isSecret(currentPassword, this.users.passwordOf(caller.account))) {
			throw this.errors.refusal(400, 'InvalidParameter', 'currentPassword is wrong.');
		}
		this.users.changePassword(caller.account, newPassword);
		return success(null, 'Password updated successfully.');
	}
}
