import { NodeApiError, NodeOperationError, type IDataObject } from 'n8n-workflow';

import { FORGOTTEN_MESSAGE, INTENT_HEADER } from '../../credentials/tokens/intent';
import { tokenStatus } from '../../credentials/tokens/status';
import type { OperationContext } from './context';
import {
	operation,
	resource,
	type Output,
	type Parameters,
	type RequestTemplate,
	type Resource,
} from './operation';

interface ConnectionDefinition {
	/** operationId of the read that proves the credential. */
	contract: string;
	/** A read that every valid credential may do. */
	check: RequestTemplate;
	/** Fields that the read needs. */
	parameters?: Parameters;
	/** Credential choices that the read proves; all of the provider's when left out. */
	authentication?: readonly string[];
	/** What tells whose account it is, picked from the answer to the read. */
	account?(body: unknown): IDataObject;
	/** Credential choices with a token that can be forgotten, the default first; none by default. */
	forgettable?: readonly string[];
}

/** The resource Connection: is the credential accepted, how old is the token, may it be forgotten. */
export function connection(definition: ConnectionDefinition): Resource {
	const { contract, check, parameters, authentication, account, forgettable = [] } = definition;
	const checkConnection = operation({
		value: 'check',
		name: 'Check',
		action: 'Check the connection',
		description:
			'Ask the provider whether it accepts the credential, and show the state of the token',
		contract,
		request: check,
		// Also where it is a POST: it only reads.
		repeatable: true,
		...(parameters ? { parameters } : {}),
		...(authentication ? { authentication } : {}),
		execute: async (context) => await checkCredential(context, account),
	});
	const forget = operation({
		value: 'forgetToken',
		name: 'Forget Token',
		action: 'Forget the token',
		description: 'Drop the stored token, so that the next request logs in again',
		contract: [],
		repeatable: true,
		authentication: forgettable,
		execute: async (context) => await forgetToken(context, check),
	});
	return resource({
		value: 'connection',
		name: 'Connection',
		description: 'The credential and its token',
		operations: forgettable.length > 0 ? [checkConnection, forget] : [checkConnection],
	});
}

async function checkCredential(
	context: OperationContext,
	account: ConnectionDefinition['account'],
): Promise<Output[]> {
	const verdict = await context.send().then(
		(body): IDataObject => ({ accepted: true, ...(account ? { account: account(body) } : {}) }),
		(error: unknown) => ({ accepted: false, ...problemIn(error) }),
	);
	const status = tokenStatus(context.credentialType, await context.credentials());
	return [{ json: { ...verdict, ...(status ? { token: { ...status } } : {}) } }];
}

/** What went wrong, as data: a workflow that watches the connection wants to see it, not to fail. */
function problemIn(error: unknown): IDataObject {
	const isAnswer = error instanceof NodeApiError || error instanceof NodeOperationError;
	if (!isAnswer) return { problem: String(error) };
	const { message, description } = error;
	return { problem: message, ...(description ? { advice: description } : {}) };
}

/** Without a token in use there is nothing to forget, and the request that forgets would log in. */
async function forgetToken(context: OperationContext, check: RequestTemplate): Promise<Output[]> {
	const status = tokenStatus(context.credentialType, await context.credentials());
	if (status?.state === 'none') return notForgotten('There is no token yet.');
	if (status?.state === 'expired') return notForgotten('The token has expired already.');
	if (status && (await dropToken(context, check))) return [{ json: { forgotten: true } }];
	return notForgotten('This credential has no token of its own.');
}

function notForgotten(reason: string): Output[] {
	return [{ json: { forgotten: false, reason } }];
}

/**
 * Makes the credential forget its token here and in n8n's database. Returns false for a credential
 * without a token; `check` is sent then. The credential's hook recognises the header, forgets, and
 * ends the request before it is sent.
 */
export async function dropToken(
	context: OperationContext,
	{ method, service, path }: RequestTemplate,
): Promise<boolean> {
	const request = { method, service, path, headers: { [INTENT_HEADER]: 'forget' } };
	const outcome = await context.send(request).then(
		() => undefined,
		(error: unknown) => error,
	);
	if (outcome instanceof Error && outcome.message.includes(FORGOTTEN_MESSAGE)) return true;
	return outcome instanceof Error ? await Promise.reject(outcome) : false;
}
