/** What comes out of the node: an answer's rows, simplified, and cut down to what the user wants. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { isObject, objectsIn } from '../../../credentials/lib/json';
import { sentenceIn } from '../http/shapes';
import type { OperationContext } from '../operation/context';
import { FIELDS_TO_RETURN, namesIn, withOnly } from '../operation/fieldsToReturn';
import { isDeletion, isRepeatable, type Operation, type Output } from '../operation/operation';
import { OPTIONS } from '../operation/options';
import type { Run } from './context';
import type { Job } from './jobs';
import { readSwitch, type AnyValues } from './values';

/** What an operation's own code gives out, each row simplified if the user wants that. */
export function simplified(run: Run, itemIndex: number, outputs: Output[]): Output[] {
	const simple = simplifier(run, itemIndex);
	return simple ? outputs.map((one) => ({ ...one, json: simple(one.json) })) : outputs;
}

const SIMPLIFY = { name: 'simple', displayName: 'Simplify', preset: true };

/**
 * Keeps the interesting part of a row; undefined if the operation has none or the user wants all of
 * it.
 */
function simplifier({ functions, operation }: Run, itemIndex: number): Operation['simplify'] {
	if (!operation.simplify) return undefined;
	return readSwitch(functions, SIMPLIFY, itemIndex) ? operation.simplify : undefined;
}

/** Turns the payload of an answer into items. */
export function shaper(
	run: Run,
	context: OperationContext,
	values: AnyValues,
): (body: unknown) => Output[] {
	const { operation } = run;
	const { output, pages } = operation;
	const simple = simplifier(run, context.itemIndex);
	if (isDeletion(operation)) return (body) => [{ json: { deleted: true, ...sentenceIn(body) } }];
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

/** The same jobs, but they give out only what the option Fields to Return names. */
export function withChosenFields(functions: IExecuteFunctions, jobs: Job[]): Job[] {
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
