import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Output } from '../operation/operation';
import { runPool } from './pool';
import { CANCELLED, isCancelled } from '../http/cancelling';

type NodeError = NodeApiError | NodeOperationError;

/** A piece of work for one or several input items. */
export interface Job {
	/** Indexes of the input items. */
	members: number[];
	/**
	 * Hands over what an item gives out, as often as there is something. `fail` is for jobs with
	 * several items, one of which can fail alone; it throws unless Continue On Fail is on.
	 */
	run(
		give: (itemIndex: number, outputs: Output[]) => void,
		fail: (itemIndex: number, error: Error) => void,
	): Promise<void>;
}

/**
 * Runs jobs and returns what they give out, in the order of the input items, each with its paired
 * item. With Continue On Fail a failure becomes an item with `error`. Without it, the first failure
 * is thrown, and says which items had been executed by then.
 */
export async function runJobs(
	functions: IExecuteFunctions,
	jobs: Job[],
	itemCount: number,
	atOnce: number,
): Promise<INodeExecutionData[]> {
	const given: INodeExecutionData[][] = Array.from({ length: itemCount }, () => []);
	const continueOnFail = functions.continueOnFail();

	function fail(item: number, thrown: Error): void {
		const error = asNodeError(functions, thrown);
		error.context.itemIndex = item;
		if (!continueOnFail) throw error;
		given[item] = [errorItem(functions, error, item)];
	}

	async function run(number: number): Promise<void> {
		const job = jobs[number];
		if (!job) return;
		const work = job.run((item, outputs) => collect(given[item], item, outputs), fail);
		if (!continueOnFail) return await work;
		await work.catch((error: unknown) => {
			for (const item of job.members) given[item] = [errorItem(functions, error, item)];
		});
	}

	const { done, failure } = await runPool(jobs.length, atOnce, run, () => isCancelled(functions));
	const executed = done.flatMap((number) => jobs[number]?.members ?? []);
	// A job that the cancellation cut off has not failed by itself.
	if (isCancelled(functions)) {
		throw withExecuted(new NodeOperationError(functions.getNode(), CANCELLED), executed, itemCount);
	}
	if (failure) throw withExecuted(asNodeError(functions, failure.error), executed, itemCount);
	return given.flat();
}

function collect(list: INodeExecutionData[] | undefined, item: number, outputs: Output[]): void {
	for (const output of outputs) list?.push({ ...output, pairedItem: { item } });
}

/**
 * An item in place of a failed one. It carries no error, because n8n would then replace its members
 * by the message alone. n8n 1.x recognises an item for the error output by its members: exactly
 * `error` and `message`. So the status is part of the text of `error`.
 */
function errorItem(
	functions: IExecuteFunctions,
	thrown: unknown,
	item: number,
): INodeExecutionData {
	const error = asNodeError(functions, thrown);
	const { message, description } = error;
	const hasErrorOutput = functions.getNode().onError === 'continueErrorOutput';
	const httpStatus = error instanceof NodeApiError && error.httpCode ? Number(error.httpCode) : 0;
	return {
		json: {
			error: message,
			...(description ? { message: description } : {}),
			...(httpStatus && !hasErrorOutput ? { httpStatus } : {}),
		},
		pairedItem: { item },
	};
}

function asNodeError(functions: IExecuteFunctions, thrown: unknown): NodeError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) return thrown;
	const error = thrown instanceof Error ? thrown : new Error(String(thrown));
	return new NodeOperationError(functions.getNode(), error);
}

/** Whoever starts the workflow again must know what has been done already. */
function withExecuted(error: NodeError, executed: number[], itemCount: number): NodeError {
	if (itemCount < 2) return error;
	const list = executed.length > 0 ? ranges(executed.sort((a, b) => a - b)) : 'none';
	const sentence = `Items already executed: ${list} (of 0 to ${itemCount - 1}).`;
	error.description = [error.description, sentence].filter(Boolean).join(' ');
	return error;
}

/** `[0, 1, 2, 5]` as "0 to 2, 5". */
function ranges(sorted: number[]): string {
	const found: Array<{ from: number; to: number }> = [];
	for (const index of sorted) {
		const last = found[found.length - 1];
		if (last && index === last.to + 1) last.to = index;
		else found.push({ from: index, to: index });
	}
	return found.map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`)).join(', ');
}
