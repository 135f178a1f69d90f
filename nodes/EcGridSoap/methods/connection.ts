/** The credential and its session: who am I, how old is the session, end it. */
import { NodeApiError, type IDataObject } from 'n8n-workflow';

import { tokenStatus, type TokenStatus } from '../../../credentials/tokens/hook/status';
import { problemIn } from '../../shared/operation/connection';
import type { OperationContext } from '../../shared/operation/context';
import { objectsIn } from '../../../credentials/lib/json';
import {
	operation,
	resource,
	type Output,
	type RequestTemplate,
} from '../../shared/operation/operation';
import { callMethod } from './exchange';
import { CREDENTIAL_TYPE } from './provider';
import { readRows } from '../results/rows';
import { callOf } from './run';
import { signatures } from '../contract/signatures';

const REQUEST: RequestTemplate = { method: 'POST', service: 'api', path: '' };

const { WhoAmI: whoAmI, Logout: logout } = signatures.session;

export const connection = resource({
	value: 'connection',
	name: 'Connection',
	description: 'The credential and its session',
	operations: [
		operation({
			value: 'check',
			name: 'Check',
			action: 'Check the connection',
			description:
				'Ask ECGrid whether it accepts the credential, and show the state of the session',
			contract: 'WhoAmI',
			request: REQUEST,
			repeatable: true,
			execute: checkCredential,
		}),
		operation({
			value: 'forgetToken',
			name: 'Forget Session',
			action: 'Forget the session',
			description: 'Drop the stored session without ending it, so that the next call logs in again',
			contract: [],
			request: REQUEST,
			repeatable: true,
			execute: async (context) => {
				const reason = await reasonForNoSession(context, ['none']);
				if (reason !== undefined) return [{ json: { forgotten: false, reason } }];
				await context.forgetToken();
				return [{ json: { forgotten: true } }];
			},
		}),
	],
});

/** Ends the session at ECGrid and forgets it. An API key is never logged out. */
export const logoutOperation = operation({
	value: 'Logout',
	name: 'Log Out',
	action: 'Log out',
	description: 'End the session and forget it; the next call logs in again (Logout)',
	notice: 'The session is shared by all workflows with this credential. An API key has none.',
	contract: 'Logout',
	request: REQUEST,
	execute: logOut,
});

async function checkCredential(context: OperationContext): Promise<Output[]> {
	const verdict = await callMethod(
		context,
		callOf(context, 'WhoAmI', whoAmI, context.request()),
	).then(
		(result): IDataObject => ({ accepted: true, account: readRows(whoAmI.result, result).rows[0] }),
		(error: unknown): IDataObject => ({ accepted: false, ...problemIn(error) }),
	);
	const status = await statusOf(context);
	return [{ json: { ...verdict, ...(status ? { token: objectsIn(status)[0] } : {}) } }];
}

async function logOut(context: OperationContext): Promise<Output[]> {
	// Of one that has expired too: to end it, the request would first open another.
	const reason = await reasonForNoSession(context, ['none', 'expired']);
	if (reason !== undefined) return notLoggedOut(reason);
	// An ended session is what is wanted here, so none is opened in its place.
	const call = { ...callOf(context, 'Logout', logout, context.request()), renew: false };
	const outcome = await callMethod(context, call).then(
		(result): Output[] => [
			{ json: { loggedOut: true, ...readRows(logout.result, result).rows[0] } },
		],
		(error: unknown) => error,
	);
	if (Array.isArray(outcome)) {
		await context.forgetToken();
		return outcome as Output[];
	}
	if (!isSessionEnded(outcome)) return await Promise.reject(outcome);
	await context.forgetToken();
	return notLoggedOut('The session had ended already.');
}

function notLoggedOut(reason: string): Output[] {
	return [{ json: { loggedOut: false, reason } }];
}

function isSessionEnded(error: unknown): boolean {
	return error instanceof NodeApiError && error.httpCode === '401';
}

/** Why there is nothing to end or forget; undefined where there is. */
async function reasonForNoSession(
	context: OperationContext,
	over: ReadonlyArray<TokenStatus['state']>,
): Promise<string | undefined> {
	const status = await statusOf(context);
	if (!status) return 'An API key has no session. It stays valid.';
	return over.includes(status.state) ? 'There is no open session.' : undefined;
}

/** Nothing for an API key. */
async function statusOf(context: OperationContext): Promise<TokenStatus | undefined> {
	return tokenStatus(CREDENTIAL_TYPE, await context.credentials());
}
