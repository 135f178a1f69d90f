import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { isDeletion, isRepeatable } from '../operation/operation';
import { FIELDS_TO_RETURN, namesIn, withOnly } from '../operation/fieldsToReturn';
import { chosenAtOnce, itemsAtOnce, OPTIONS } from '../operation/options';
import { credentialTypeFor } from '../operation/credentialChoices';
import { createClient } from '../http/client';
import { secondsWaited } from '../http/waits';
import { groupJobs } from './groups';
import { runJobs, type Job } from './jobs';
import { isObject, objectsIn } from '../../../credentials/lib/json';
import type { OperationContext } from '../operation/context';
import type { Operation, Output, Resource } from '../operation/operation';
import type { Provider } from '../http/provider';
import { doneOrShown } from './dryRun';
import { contextOf, type Run } from './itemRun';
import { explained } from './refusals';
import { readLimit, readSwitch, readValues, type AnyValues, type ItemValues } from './values';

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
	const searched: Run['searched'] = new Map();
	const run: Run = { functions, provider, operation, credentialType, client, searched };
	const items = functions.getInputData();
	const { group } = operation;
	const jobs = group ? await groupJobs(run, items.length, group) : itemJobs(run, items.length);
	const atOnce = chosenAtOnce(functions) ?? itemsAtOnce(operation);
	const outputs = await runJobs(functions, withChosenFields(functions, jobs), items.length, atOnce);
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
		run: async (give) =>
			await doneOrShown(runItem(run, itemIndex, give), (request) => give(itemIndex, [request])),
	}));
}

/** The same jobs, but they give out only what the option Fields to Return names. */
function withChosenFields(functions: IExecuteFunctions, jobs: Job[]): Job[] {
	const stored = functions.getNode().parameters[OPTIONS];
	if (!isObject(stored) || !(FIELDS_TO_RETURN in stored)) return jobs;
	const namesFor = (itemIndex: number) => {
		const options = functions.getNodeParameter(OPTIONS, itemIndex, {}, { skipValidation: true });
		return isObject(options) ? namesIn(options) : [];
	};
	return jobs.map(({ members, run }) => ({
		members,
		run: async (give, fail) =>
			await run((itemIndex, outputs) => {
				const names = namesFor(itemIndex);
				give(
					itemIndex,
					outputs.map((one) => ({ ...one, json: withOnly(one.json, names) })),
				);
			}, fail),
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
		const simple = simplifier(run, itemIndex);
		give(itemIndex, simple ? outputs.map((one) => ({ ...one, json: simple(one.json) })) : outputs);
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

const SIMPLIFY = { name: 'simple', displayName: 'Simplify', preset: true };

/**
 * Keeps the interesting part of a row, unless the operation has none or the user wants all of it.
 */
function simplifier({ functions, operation }: Run, itemIndex: number): Operation['simplify'] {
	if (!operation.simplify) return undefined;
	return readSwitch(functions, SIMPLIFY, itemIndex) ? operation.simplify : undefined;
}

/** Turns the payload of an answer into items. */
function shaper(
	run: Run,
	context: OperationContext,
	values: AnyValues,
): (body: unknown) => Output[] {
	const { operation } = run;
	const { output, pages } = operation;
	const simple = simplifier(run, context.itemIndex);
	if (isDeletion(operation)) return () => [{ json: { deleted: true } }];
	return (body) => {
		const known = pages ? body : readKnown(operation, context, body);
		const made = output ? output(known, values) : known;
		const rows = objectsIn(made === '' ? undefined : made);
		const shaped = simple ? rows.map(simple) : rows;
		if (shaped.length > 0 || pages || Array.isArray(known)) {
			return shaped.map((json) => ({ json }));
		}
		// A read without an answer has failed. Of anything else, the item says that it was carried out.
		if (isRepeatable(operation)) throw context.unknown('answered without content');
		return [{ json: { success: true } }];
	};
}

/** The rows of an answer whose shape is known, or the answer as it is. */
function readKnown(operation: Operation, context: OperationContext, body: unknown): unknown {
	if (!operation.read) return body;
	// Some changes are answered only with the fact that they were carried out.
	const isNothing = body === true || body === '' || (Array.isArray(body) && body.length === 0);
	if (isNothing && !isRepeatable(operation)) return '';
	return context.known(operation.read(body));
}
