import { NodeApiError, NodeOperationError, type IDataObject } from 'n8n-workflow';

import { tokenStatus } from '../../../credentials/tokens/hook/status';
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
	/** The part of the answer that shows whose account it is. */
	account?(body: unknown): IDataObject;
	/** Credential choices with a token that can be forgotten, the default first; none by default. */
	forgettable?: readonly string[];
}

/**
 * The resource Connection: whether the credential is accepted, how old its token is, and Forget
 * Token.
 */
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
		// Even if it is a POST, it only reads.
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
		last: true,
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

/**
 * What went wrong, as data. A workflow that watches the connection wants to see it, not to fail.
 */
export function problemIn(error: unknown): IDataObject {
	const isAnswer = error instanceof NodeApiError || error instanceof NodeOperationError;
	if (!isAnswer) return { problem: String(error) };
	const { message, description } = error;
	return { problem: message, ...(description ? { advice: description } : {}) };
}

async function forgetToken(context: OperationContext, check: RequestTemplate): Promise<Output[]> {
	const status = tokenStatus(context.credentialType, await context.credentials());
	if (status?.state === 'none') return notForgotten('There is no token yet.');
	if (status && (await context.forgetToken(check))) return [{ json: { forgotten: true } }];
	return notForgotten('This credential has no token of its own.');
}

function notForgotten(reason: string): Output[] {
	return [{ json: { forgotten: false, reason } }];
}
