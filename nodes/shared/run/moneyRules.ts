import { NodeOperationError, type IExecuteFunctions, type INode } from 'n8n-workflow';

import { isPlainValue, NOT_FIXED, WHY_FIXED } from '../fields/fixed';
import { at } from '../../../credentials/lib/json';
import type { Operation } from '../operation/operation';
import { OPTIONS } from '../operation/options';

/**
 * Throws if an operation that moves money must not run at all, because an AI agent or the data
 * chose it, or because n8n would run it again. Nothing has been sent by then. Each item is refused
 * by itself: under Continue On Fail, n8n would take an error of the whole node for a success
 * without output.
 */
export function refuseUnsafeMoney(
	functions: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
): void {
	if (!operation.movesMoney) return;
	const node = functions.getNode();
	refuseChosenInRun(node, itemIndex);
	refuseRetry(node, itemIndex, operation);
}

function refuseChosenInRun(node: INode, itemIndex: number): void {
	const { resource, operation } = node.parameters;
	if (isPlainValue(resource) && isPlainValue(operation)) return;
	throw new NodeOperationError(node, `An operation that moves money ${NOT_FIXED}`, {
		description: WHY_FIXED,
		itemIndex,
	});
}

/** n8n would run every item again, including those whose money has already moved. */
function refuseRetry(node: INode, itemIndex: number, { name }: Operation): void {
	// Compared as stored: an expression is not `true`, whatever it would give.
	const isAllowed = at(node.parameters, `${OPTIONS}.allowRetryOnFail`) === true;
	if (!node.retryOnFail || isAllowed) return;
	throw new NodeOperationError(node, `${name} does not run while Retry On Fail is on`, {
		description:
			'A retry would run all items again and move money twice. Switch Retry On Fail off in the settings of this node, or switch Allow Retry On Fail on under Options.',
		itemIndex,
	});
}
