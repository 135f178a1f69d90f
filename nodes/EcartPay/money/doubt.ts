import type { IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isInDoubt } from '../../shared/http/doubt';
import type { Output } from '../../shared/operation/operation';

/** What a look-up found after a request whose outcome was in doubt. */
export interface Finding {
	/** Whether what was asked for has certainly happened. */
	happened: boolean;
	/** What was found, and how to find out more; sentences for a user. */
	says: string;
	/** The record, for the workflow to go on with. */
	record?: IDataObject;
}

/**
 * Ends a request that failed. If it was refused, nothing has happened, and the error stands. If its
 * outcome is in doubt, it is looked up: what has happened becomes the result, and in every other
 * case the error says what was found. The request is never sent again.
 */
export async function settleDoubt(
	error: unknown,
	findOut: () => Promise<Finding>,
): Promise<Output[]> {
	return isInDoubt(error) ? await lookUp(error, findOut) : await Promise.reject(error);
}

/**
 * Ends a request whose outcome nobody knows: what the look-up proves to have happened becomes the
 * result, and in every other case the error says what was found.
 */
export async function lookUp(
	error: NodeApiError | NodeOperationError,
	findOut: () => Promise<Finding>,
): Promise<Output[]> {
	const { happened, says, record } = await findOut().then(
		(finding) => finding,
		(problem: unknown): Finding => ({ happened: false, says: notFoundOut(problem) }),
	);
	if (happened) {
		return [{ json: { ...record, lookedUp: { because: error.message, found: says } } }];
	}
	error.description = says;
	return await Promise.reject(error);
}

function notFoundOut(problem: unknown): string {
	const why = problem instanceof Error ? problem.message : String(problem);
	return `It is not known whether it was carried out, and looking it up failed as well (${why}). Check the Ecart Pay dashboard before you send it again.`;
}
