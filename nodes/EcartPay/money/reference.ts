import { createHash } from 'crypto';

import type { OperationContext } from '../../shared/operation/context';
import type { ApiRequest } from '../../shared/http/types';
import { isObject } from '../../../credentials/lib/json';

/** Enough that two nodes never share one by chance. */
const PLACE_DIGITS = 12;

/**
 * A reference ID that the same item of the same execution always gets, and no other: if n8n runs
 * the item again, after a crash or by Retry On Fail, Ecart Pay or the look-up before sending
 * recognises it. Loops and tool calls run a node several times, hence the run index.
 */
function derivedReference({ functions, itemIndex }: OperationContext): string {
	const { id: workflowId } = functions.getWorkflow();
	const place = [functions.getInstanceId(), workflowId, functions.getNode().id].join('/');
	const digest = createHash('sha256').update(place).digest('hex').slice(0, PLACE_DIGITS);
	const runIndex = String(functions.getWorkflowDataProxy(itemIndex).$runIndex);
	return ['n8n', functions.getExecutionId(), digest, runIndex, itemIndex].join('-');
}

/** A request whose body certainly has a `reference_id`: the user's, or one derived from the item. */
export interface Referenced {
	request: ApiRequest;
	reference: string;
}

/** The operation's own request with a reference ID. */
export function withReference(context: OperationContext): Referenced {
	const request = context.request();
	const body = isObject(request.body) ? request.body : {};
	const given = body.reference_id;
	const reference = typeof given === 'string' ? given : derivedReference(context);
	return { request: { ...request, body: { ...body, reference_id: reference } }, reference };
}
