import { createHash, timingSafeEqual } from 'crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { CallbackSettings } from './callbackSettings';

/** What ECGrid has to send along with a call. */
export interface BasicLogin {
	username: string;
	password: string;
}

/**
 * The login that calls must carry, as the ECGrid credential has it; undefined if the user wants none.
 * A node has one credential at a time, so it is not a credential of its own.
 */
export async function basicLoginOf(
	functions: IHookFunctions | IWebhookFunctions,
	{ credentialType, needsLogin }: CallbackSettings,
): Promise<BasicLogin | undefined> {
	if (!needsLogin) return undefined;
	const { webhookUser, webhookPassword } = await functions.getCredentials(credentialType);
	return { username: String(webhookUser ?? ''), password: String(webhookPassword ?? '') };
}

/** Whether there is something to log in with: anyone could log in with an empty password. */
export function isComplete({ username, password }: BasicLogin): boolean {
	return username !== '' && password !== '';
}

/** Whether an Authorization header carries the login (RFC 7617). Takes the same time for any header. */
export function carriesLogin(header: unknown, login: BasicLogin): boolean {
	if (!isComplete(login)) return false;
	const { username, password } = login;
	const expected = Buffer.from(`${username}:${password}`).toString('base64');
	const given = typeof header === 'string' ? header.replace(/^basic\s+/i, '') : '';
	return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
