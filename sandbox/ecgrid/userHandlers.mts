import { randomBytes } from 'node:crypto';
import type { Call, Handler } from '../exchange.mts';
import type { RestSessions } from './RestSessions.mts';
import { success } from './envelope.mts';
import type { Grid } from './Grid.mts';
import { bodyOf, hasAll, pageFor } from './lists.mts';
import { publicUser, type NewUser, type User } from './Users.mts';

const USUAL_ROWS = 25;
const USUAL_PASSWORD_LENGTH = 12;

interface UserBody extends User {
	readonly password: string;
	readonly newPassword: string;
	readonly length: number;
}

/** Handlers of the tag Users. A caller sees the users of its own network. */
export function userHandlers(
	grid: Grid,
	sessions: RestSessions,
): Readonly<Record<string, Handler>> {
	const visible = (call: Call) => {
		const { networkId } = grid.userOf(call);
		return grid.users.list().filter((user) => user.networkId === networkId);
	};
	const find = (call: Call, userId: number | undefined) =>
		grid.found(
			visible(call).find((user) => user.userId === userId),
			'User',
		);
	const inPath = (call: Call) => find(call, Number(call.params['id']));
	const inBody = (call: Call) => find(call, bodyOf<UserBody>(call).userId);
	const show = (user: User) => success(publicUser(user));
	return {
		getMe: (call) => show(grid.userOf(call)),
		getUser: (call) => show(inPath(call)),
		terminateUser: (call) => {
			const user = inPath(call);
			user.status = 'Terminated';
			sessions.closeAllOf(user.email);
			return success(true);
		},
		createUser: (call) => show(create(grid, call)),
		updateUser: (call) => {
			const user = inBody(call);
			const { email, firstName, lastName } = bodyOf<UserBody>(call);
			user.contactEmail = email ?? user.contactEmail;
			user.firstName = firstName ?? user.firstName;
			user.lastName = lastName ?? user.lastName;
			return show(user);
		},
		getApiKey: (call) => success(grid.users.apiKeyOf(inPath(call))),
		generateApiKey: (call) => success(grid.users.replaceApiKey(inPath(call))),
		resetUserSessions: (call) => {
			sessions.closeAllOf(inPath(call).email);
			return success(true);
		},
		getUserByName: (call) => {
			const { login } = bodyOf<UserBody>(call);
			return success(
				visible(call)
					.filter((user) => user.login === login)
					.map(publicUser),
			);
		},
		listUsers: (call) => {
			const { networkId = 0, mailboxId = 0, authLevel, status } = bodyOf<UserBody>(call);
			const isWanted = hasAll<User>({
				networkId,
				mailboxId,
				...(authLevel !== undefined && { authLevel }),
				...(status !== undefined && { status }),
			});
			return success(
				pageFor(call, visible(call).filter(isWanted), USUAL_ROWS).rows.map(publicUser),
			);
		},
		updateUserPassword: (call) => {
			grid.users.changePassword(inBody(call).email, bodyOf<UserBody>(call).newPassword ?? '');
			return success(true);
		},
		generatePassword: (call) => success(newPassword(bodyOf<UserBody>(call).length)),
		setUserRole: (call) => {
			const user = inBody(call);
			const { authLevel = 'NoChange' } = bodyOf<UserBody>(call);
			if (authLevel !== 'NoChange') user.authLevel = authLevel;
			return show(user);
		},
		sendSms: (call) => {
			inBody(call);
			return success(true);
		},
		setUserNetworkMailbox: (call) => {
			const user = inBody(call);
			const { networkId, mailboxId } = bodyOf<UserBody>(call);
			user.networkId = networkId ?? user.networkId;
			user.mailboxId = mailboxId ?? user.mailboxId;
			return show(user);
		},
		updateUserConfig: (call) => {
			inBody(call);
			return success(true);
		},
	};
}

function create(grid: Grid, call: Call): User {
	const { networkId, mailboxId } = grid.userOf(call);
	const { login = '', email = '', password = '', ...given } = bodyOf<NewUser>(call);
	// 0 is the guide's own network.
	const place = {
		networkId: given.networkId || networkId,
		mailboxId: given.mailboxId || mailboxId,
	};
	const user = grid.users.create({ ...given, login, email, password, ...place });
	if (user) return user;
	throw grid.duplicate(`There is a user ${login}.`);
}

/** Random, and by the rule for passwords. */
function newPassword(length = USUAL_PASSWORD_LENGTH): string {
	const rule = 'aA1!';
	return (
		rule +
		randomBytes(length)
			.toString('hex')
			.slice(0, Math.max(0, length - rule.length))
	);
}
