/** How a node runs: the order of its steps, for the whole run and for one item. */
import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { createClient } from '../http/client';
import type { Provider } from '../http/provider';
import { secondsWaited } from '../http/waits';
import { credentialTypeFor } from '../operation/credentialChoices';
import type { Operation, Output, Resource } from '../operation/operation';
import { chosenAtOnce, itemsAtOnce } from '../operation/options';
import { contextOf, type Run } from './context';
import { showingUnsent } from './dryRun';
import { groupJobs } from './groups';
import { runJobs, type Job } from './jobs';
import { shaper, simplified, withChosenFields } from './outputs';
import { explained } from './refusals';
import { readLimit, readValues, type ItemValues } from './values';

/** The `execute` of a node that offers all operations of some resources. */
export function executor(
	provider: Provider,
	resources: Resource[],
): (this: IExecuteFunctions) => Promise<INodeExecutionData[][]> {
	return async function () {
		return await executeOperation(this, provider, resources);
	};
}

/** What n8n itself adds to the lists of resources and operations. No code stands behind it. */
const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

async function executeOperation(
	functions: IExecuteFunctions,
	provider: Provider,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(functions, provider, resources);
	const credentialType = credentialTypeFor(functions, provider, operation);
	const client = createClient(functions, provider, credentialType);
	const run: Run = {
		functions,
		provider,
		operation,
		credentialType,
		client,
		searched: new Map(),
	};
	const { length: count } = functions.getInputData();
	const { group } = operation;
	const work = group === undefined ? itemJobs(run, count) : await groupJobs(run, count, group);
	const jobs = withChosenFields(functions, work.map(showingUnsent));
	const atOnce = chosenAtOnce(functions) ?? itemsAtOnce(operation);
	const outputs = await runJobs(functions, jobs, count, atOnce);
	hintAtWaits(functions, provider);
	return [outputs];
}

/** Says why it took so long, if n8n has a place for it. */
function hintAtWaits(functions: IExecuteFunctions, { name }: Provider): void {
	const seconds = secondsWaited(functions);
	if (seconds === 0 || !('addExecutionHints' in functions)) return;
	const message = `Waited ${seconds} s for ${name}, which limits how many requests it accepts.`;
	functions.addExecutionHints({ message, location: 'outputPane', type: 'info' });
}

function chosenOperation(
	functions: IExecuteFunctions,
	provider: Provider,
	resources: Resource[],
): Operation {
	const resource = String(functions.getNodeParameter('resource', 0));
	const value = String(functions.getNodeParameter('operation', 0, ''));
	if (resource === CUSTOM_API_CALL || value === CUSTOM_API_CALL) {
		throw new NodeOperationError(
			functions.getNode(),
			'Custom API Call runs in the HTTP Request node',
			{
				description: `Add an HTTP Request node, set Authentication to Predefined Credential Type, and choose there the credential type and the credential of this ${provider.name} node. It logs in automatically.`,
			},
		);
	}
	const operation = resources
		.find((one) => one.value === resource)
		?.operations.find((one) => one.value === value);
	if (operation) return operation;
	throw new NodeOperationError(
		functions.getNode(),
		`This version of the node does not have the operation "${value}" of "${resource}"`,
		{ description: 'Choose an operation from the list, or update the package.' },
	);
}

function itemJobs(run: Run, count: number): Job[] {
	return Array.from({ length: count }, (_, itemIndex) => ({
		members: [itemIndex],
		run: async (give) => await runItem(run, itemIndex, give),
	}));
}

type Give = (itemIndex: number, outputs: Output[]) => void;

async function runItem(run: Run, itemIndex: number, give: Give): Promise<void> {
	const { functions, operation } = run;
	const item = await readValues(functions, operation, itemIndex);
	await perform(run, itemIndex, item, give).catch(
		async (error: unknown) =>
			await Promise.reject(await explained(run, itemIndex, item.values, error)),
	);
}

async function perform(run: Run, itemIndex: number, item: ItemValues, give: Give): Promise<void> {
	const { functions, operation } = run;
	const context = contextOf(run, itemIndex, item);
	if (operation.execute) {
		const outputs = await operation.execute(context, item.values);
		give(itemIndex, simplified(run, itemIndex, outputs));
		return;
	}
	const shape = shaper(run, context, item.values);
	if (!operation.pages) {
		give(itemIndex, shape(await context.send()));
		return;
	}
	const limit = await readLimit(functions, itemIndex);
	for await (const rows of context.pages(context.request(), operation.pages, limit)) {
		give(itemIndex, shape(rows));
	}
}
