import { createHash, timingSafeEqual } from 'crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { credentialTypeOf } from './settings';

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
): Promise<BasicLogin | undefined> {
	if (functions.getNodeParameter('httpAuthentication', false) !== true) return undefined;
	const { webhookUser, webhookPassword } = await functions.getCredentials(
		credentialTypeOf(functions),
	);
	return { username: String(webhookUser ?? ''), password: String(webhookPassword ?? '') };
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
