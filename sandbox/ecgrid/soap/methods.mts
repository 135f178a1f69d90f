import type { Context } from '../../context.mts';
import type { User } from '../Users.mts';
import type { SoapSessions } from './SoapSessions.mts';
import { element, elements, soapTime } from './xml.mts';

/** A method's arguments by name, and who calls. */
export interface MethodCall {
	readonly parameters: Readonly<Record<string, string>>;
	readonly sessionId: string;
	readonly user: User;
}

/** Does the work of a method and returns the XML inside the result element; may throw `SoapRefusal`. */
export type SoapMethod = (call: MethodCall) => string;

const VERSION = 'v4.1 (Build 472)';
const CALLER_ADDRESS = '127.0.0.1';

/** The methods on sessions, beside `Login`. */
export function sessionMethods(
	context: Context,
	sessions: SoapSessions,
): Readonly<Record<string, SoapMethod>> {
	return {
		// The WSDL says int and gives it no meaning: one session ended, or none (an API key).
		Logout: ({ sessionId }) => {
			const ended = sessions.find(sessionId) === undefined ? 0 : 1;
			sessions.close(sessionId);
			return String(ended);
		},
		WhoAmI: (call) => whoAmI(context, sessions, call),
		SessionInfo: (call) => sessionInfo(sessions, call),
		SessionLog: ({ user, parameters }) =>
			sessions
				.openOf(user)
				.slice(0, Number(parameters['MaxRecords']))
				.map((session) => elements({ SessionID: session.value, ...times(session), ...place(user) }))
				.map((row) => element('SessionLogInfo', `${row}<Status>Open</Status>`))
				.join(''),
	};
}

/** The methods that anybody may call. */
export function openMethods(context: Context): Readonly<Record<string, () => string>> {
	return {
		Version: () => VERSION,
		NowUTC: () => soapTime(context.clocks.ecgrid.now()),
	};
}

/** The WSDL's type `SessionInfo`. */
function whoAmI(
	{ settings }: Context,
	sessions: SoapSessions,
	{ user, sessionId }: MethodCall,
): string {
	return elements({
		ECGridOSVersion: VERSION,
		SessionID: sessionId,
		SessionEventID: 1,
		UserID: user.userId,
		LoginName: user.login,
		FirstName: user.firstName,
		LastName: user.lastName,
		Company: 'Example Trading',
		EMail: user.email,
		Phone: '',
		TimeZoneOffset: 0,
		AuthLevel: user.authLevel,
		LastLogin: user.lastLogin.slice(0, 19),
		OpenSessions: sessions.openCount(user),
		TimeOut: Math.floor(settings.ecgrid.idleTimeoutSeconds),
		NetworkID: user.networkId,
		MailboxID: user.mailboxId,
		ip: CALLER_ADDRESS,
	});
}

/** Not in the WSDL: the result that the documentation site gives for a method of this name. */
function sessionInfo(sessions: SoapSessions, { user, sessionId }: MethodCall): string {
	const session = sessions.find(sessionId);
	const { NetworkID, MailboxID, UserID } = place(user);
	return elements({
		SessionID: sessionId,
		UserID,
		NetworkID,
		MailboxID,
		...(session && { Created: soapTime(session.issuedAt), Expires: soapTime(session.expiresAt) }),
	});
}

function times({ issuedAt, expiresAt }: { issuedAt: number; expiresAt: number }) {
	return { StartTime: soapTime(issuedAt), Expires: soapTime(expiresAt) };
}

function place({ networkId, mailboxId, userId }: User) {
	return { NetworkID: networkId, MailboxID: mailboxId, UserID: userId };
}
