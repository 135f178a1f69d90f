import { tokenStatus } from '../../../credentials/tokens/hook/status';
import type { OperationContext } from '../../shared/operation/context';
import type { Output, RequestTemplate } from '../../shared/operation/operation';

/** The read that proves a credential; see the resource Connection. */
export const WHO_AM_I: RequestTemplate = { method: 'GET', service: 'api', path: '/v2/users/me' };

/**
 * Ends the session at ECGrid, then forgets its token here and in n8n's database, since it is dead.
 * Without a token there is nothing to end, and logging in only to log out would count as a login.
 */
export async function logOut(context: OperationContext): Promise<Output[]> {
	const token = tokenStatus(context.credentialType, await context.credentials());
	if (token?.state === 'none') {
		return [{ json: { success: true, loggedOut: false, reason: 'There was no session.' } }];
	}
	await context.send();
	const forgotten = token !== undefined && (await context.forgetToken(WHO_AM_I));
	return [{ json: { success: true, loggedOut: true, tokenForgotten: forgotten } }];
}
