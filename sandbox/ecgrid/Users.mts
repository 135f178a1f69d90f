import type { Context } from '../context.mts';
import { isSecret, sandboxCredentials } from '../credentials.mts';

/** Bad logins in a row that lock a user; the real figure is not documented. */
const BAD_LOGINS_TO_LOCK = 5;
const FIRST_USER_ID = 5001;

export interface User {
	readonly userId: number;
	readonly login: string;
	readonly email: string;
	readonly firstName: string;
	readonly lastName: string;
	readonly networkId: number;
	readonly mailboxId: number;
	readonly authLevel: string;
	readonly status: string;
	readonly created: string;
	badLogins: number;
	lastLogin: string;
}

/** How a login came out; a lock outlives the right password. */
export type LoginOutcome = { readonly user: User } | { readonly problem: 'wrong' | 'locked' };

/** ECGrid's users, shared by its REST and its SOAP side. */
export class Users {
	private readonly context: Context;
	private readonly users = new Map<string, User>();

	constructor(context: Context) {
		this.context = context;
	}

	/** The user with an e-mail address, made when first met. */
	of(email: string): User {
		const known = this.users.get(email);
		if (known) return known;
		const user = newUser(email, this.users.size);
		this.users.set(email, user);
		return user;
	}

	ofApiKey(apiKey: string): User | undefined {
		const email = this.context.credentials.ecGridUserOfKey(apiKey);
		return email === undefined ? undefined : this.of(email);
	}

	logIn(email: string, password: string): LoginOutcome {
		const expected = this.context.credentials.ecGridPassword(email);
		if (expected === undefined) return { problem: 'wrong' };
		const user = this.of(email);
		if (user.badLogins >= BAD_LOGINS_TO_LOCK) return { problem: 'locked' };
		if (!isSecret(password, expected)) {
			user.badLogins += 1;
			return { problem: 'wrong' };
		}
		user.badLogins = 0;
		user.lastLogin = this.context.clocks.ecgrid.isoDate();
		return { user };
	}

	/** Gives a user another password; tokens that exist stay good. */
	changePassword(email: string, password: string): void {
		const { accepted } = this.context.credentials;
		if (email === accepted.ecgrid.email) accepted.ecgrid.password = password;
		else this.context.credentials.change(email, password);
	}

	clear(): void {
		this.users.clear();
	}
}

function newUser(email: string, index: number): User {
	const isDefault = email === sandboxCredentials.ecgrid.email;
	return {
		userId: FIRST_USER_ID + index,
		login: email,
		email,
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
export function publicUser({ badLogins: _, lastLogin: __, ...user }: User) {
	return user;
}
