import { createHash, timingSafeEqual } from 'crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

/** What ECGrid has to send along with a call. */
export interface BasicLogin {
	username: string;
	password: string;
}

/** n8n's own credential type, so that the same one can serve other webhooks. */
export const BASIC_CREDENTIAL = 'httpBasicAuth';

/** The login that calls must carry; undefined if the user wants none. */
export async function basicLoginOf(
	functions: IHookFunctions | IWebhookFunctions,
): Promise<BasicLogin | undefined> {
	if (functions.getNodeParameter('httpAuthentication', false) !== true) return undefined;
	const { user, password } = await functions.getCredentials(BASIC_CREDENTIAL);
	return { username: String(user ?? ''), password: String(password ?? '') };
}

/** Whether an Authorization header carries the login (RFC 7617). Takes the same time for any header. */
export function carriesLogin(header: unknown, { username, password }: BasicLogin): boolean {
	// Anyone could log in with an empty password.
	if (username === '' || password === '') return false;
	const expected = Buffer.from(`${username}:${password}`).toString('base64');
	const given = typeof header === 'string' ? header.replace(/^basic\s+/i, '') : '';
	return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
