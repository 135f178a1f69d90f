import { randomUUID } from 'node:crypto';
import type { Context } from '../context.mts';
import { isSecret, sandboxCredentials } from '../credentials.mts';

/** Bad logins in a row that lock a user; the real figure is not documented. */
const BAD_LOGINS_TO_LOCK = 5;
const FIRST_USER_ID = 5001;

export interface User {
	readonly userId: number;
	readonly login: string;
	/** Names the account, so it stays when the profile gets another address. */
	readonly email: string;
	readonly created: string;
	contactEmail: string;
	firstName: string;
	lastName: string;
	networkId: number;
	mailboxId: number;
	authLevel: string;
	status: string;
	badLogins: number;
	lastLogin: string;
}

/** What a user is made from. */
export interface NewUser {
	readonly login: string;
	readonly email: string;
	readonly password: string;
	readonly firstName?: string;
	readonly lastName?: string;
	readonly networkId: number;
	readonly mailboxId: number;
	readonly authLevel?: string;
}

/** How a login came out; a lock outlives the right password. */
export type LoginOutcome = { readonly user: User } | { readonly problem: 'wrong' | 'locked' };

/** ECGrid's users, shared by its REST and its SOAP side. */
export class Users {
	private readonly context: Context;
	private readonly users = new Map<string, User>();
	/** Passwords of users that were made through the API; those of the others follow a rule. */
	private readonly passwords = new Map<string, string>();
	/** API keys that replaced the first one. */
	private readonly keys = new Map<string, string>();

	constructor(context: Context) {
		this.context = context;
	}

	/** The user with an e-mail address, made when first met. */
	of(email: string): User {
		const known = this.users.get(email);
		if (known) return known;
		const user = firstUser(email, this.users.size);
		this.users.set(email, user);
		return user;
	}

	find(userId: number): User | undefined {
		return this.list().find((user) => user.userId === userId);
	}

	list(): User[] {
		return [...this.users.values()];
	}

	/** Makes a user; `undefined` if the login or the address is taken. */
	create({ password, ...given }: NewUser): User | undefined {
		const { login, email } = given;
		if (this.list().some((user) => user.login === login || user.email === email)) return undefined;
		const user: User = {
			...firstUser(email, this.users.size),
			firstName: '',
			lastName: '',
			authLevel: 'MailboxUser',
			...given,
			created: this.context.clocks.ecgrid.isoDate(),
		};
		this.users.set(email, user);
		this.passwords.set(email, password);
		return user;
	}

	ofApiKey(apiKey: string): User | undefined {
		const email = this.emailOfKey(apiKey);
		const user = email === undefined ? undefined : this.of(email);
		return user?.status === 'Active' ? user : undefined;
	}

	apiKeyOf({ email }: User): string {
		const { email: main, apiKey } = this.context.credentials.accepted.ecgrid;
		return email === main ? apiKey : (this.keys.get(email) ?? `key-of-${email}`);
	}

	/** Gives a user another API key; the former one is dead from now on. */
	replaceApiKey({ email }: User): string {
		const { accepted } = this.context.credentials;
		const apiKey = randomUUID();
		if (email === accepted.ecgrid.email) accepted.ecgrid.apiKey = apiKey;
		else this.keys.set(email, apiKey);
		return apiKey;
	}

	/** By login or e-mail address. */
	logIn(name: string, password: string): LoginOutcome {
		const email = this.list().find(({ login }) => login === name)?.email ?? name;
		const expected = this.passwordOf(email);
		if (expected === undefined) return { problem: 'wrong' };
		const user = this.of(email);
		if (user.badLogins >= BAD_LOGINS_TO_LOCK) return { problem: 'locked' };
		if (!isSecret(password, expected) || user.status !== 'Active') {
			user.badLogins += 1;
			return { problem: 'wrong' };
		}
		user.badLogins = 0;
		user.lastLogin = this.context.clocks.ecgrid.isoDate();
		return { user };
	}

	passwordOf(email: string): string | undefined {
		return this.passwords.get(email) ?? this.context.credentials.ecGridPassword(email);
	}

	/** Gives a user another password; tokens that exist stay good. */
	changePassword(email: string, password: string): void {
		const { accepted } = this.context.credentials;
		if (this.passwords.has(email)) this.passwords.set(email, password);
		else if (email === accepted.ecgrid.email) accepted.ecgrid.password = password;
		else this.context.credentials.change(email, password);
	}

	clear(): void {
		this.users.clear();
		this.passwords.clear();
		this.keys.clear();
	}

	private emailOfKey(apiKey: string): string | undefined {
		const replaced = [...this.keys].find(([, key]) => key === apiKey);
		if (replaced) return replaced[0];
		const email = this.context.credentials.ecGridUserOfKey(apiKey);
		return email !== undefined && this.keys.has(email) ? undefined : email;
	}
}

function firstUser(email: string, index: number): User {
	const isDefault = email === sandboxCredentials.ecgrid.email;
	return {
		userId: FIRST_USER_ID + index,
		login: email,
		email,
		contactEmail: email,
		firstName: isDefault ? 'Edith' : 'Test',
		lastName: isDefault ? 'Interchange' : 'User',
		networkId: isDefault ? 3 : 1000 + index,
		mailboxId: isDefault ? 11 : 2000 + index,
		authLevel: 'NetworkAdmin',
		status: 'Active',
		created: '2026-01-02T03:04:05Z',
		badLogins: 0,
		lastLogin: '2026-01-02T03:04:05Z',
	};
}

/** What the REST API shows of a user. */
export function publicUser({ badLogins: _, lastLogin: __, contactEmail, ...user }: User) {
	return { ...user, email: contactEmail };
}
