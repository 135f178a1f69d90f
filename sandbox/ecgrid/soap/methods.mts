import type { Context } from '../../context.mts';
import type { User } from '../Users.mts';
import type { SoapSessions } from './SoapSessions.mts';
import { escapeXml } from './xml.mts';

/** A method's arguments by name, and who calls. */
interface MethodCall {
	readonly parameters: Readonly<Record<string, string>>;
	readonly sessionId: string;
	readonly user: User;
}

export interface SoapMethod {
	/** Parameters after `SessionID`, in the order of the WSDL; all are required on the wire. */
	readonly parameters: readonly string[];
	/** XML inside the result element. */
	readonly run: (call: MethodCall) => string;
}

const VERSION = 'v4.1 (Build 472)';
const CALLER_ADDRESS = '127.0.0.1';

/** The methods that need a session, beside `Login`. */
export function sessionMethods(
	context: Context,
	sessions: SoapSessions,
): Readonly<Record<string, SoapMethod>> {
	return {
		Logout: {
			parameters: [],
			// The WSDL says int and gives it no meaning: one session ended, or none (an API key).
			run: ({ sessionId }) => {
				const ended = sessions.find(sessionId) === undefined ? 0 : 1;
				sessions.close(sessionId);
				return String(ended);
			},
		},
		WhoAmI: { parameters: [], run: (call) => whoAmI(context, sessions, call) },
		SessionInfo: { parameters: [], run: (call) => sessionInfo(sessions, call) },
		SessionLog: {
			parameters: ['MaxRecords'],
			run: ({ user, parameters }) =>
				sessions
					.openOf(user)
					.slice(0, Number(parameters['MaxRecords']))
					.map((session) =>
						members({ SessionID: session.value, ...times(session), ...place(user) }),
					)
					.map((row) => `<SessionLogInfo>${row}<Status>Open</Status></SessionLogInfo>`)
					.join(''),
		},
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
	return members({
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
	return members({
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

/** UTC without a zone, as the service writes it. */
function soapTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 19);
}

function members(values: Readonly<Record<string, string | number>>): string {
	return Object.entries(values)
		.map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
		.join('');
}
