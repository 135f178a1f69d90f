import type { IDataObject } from 'n8n-workflow';

import { objectsIn } from '../../../credentials/lib/json';
import { isInDoubt } from '../http/doubt';
import type { OperationContext } from './context';
import { UnsentRequest } from './dryRun';
import {
	operation,
	type Definition,
	type Operation,
	type Output,
	type Parameters,
	type RequestTemplate,
	type Values,
} from './operation';

type None = Record<never, never>;

type FindOrCreate<P, O> = Omit<
	Definition<P, O>,
	'execute' | 'group' | 'output' | 'pages' | 'repeatable' | 'simplify'
> & {
	/** Creates it. */
	request: RequestTemplate;
	/** Looks it up by what identifies it; nothing if it does not exist. */
	find(context: OperationContext, values: Values<P, O>): Promise<IDataObject | undefined>;
};

/**
 * An operation that can be run again without creating a second one. What already exists comes out
 * as it is, with `created: false`. If creating fails, it is looked up once more: somebody else may
 * have created it meanwhile, or the answer was lost, and then nobody can say who created it. If it
 * still does not exist, the error of creating stands. The request that creates is sent at most
 * once; a Dry Run shows it where nothing was found.
 */
export function findOrCreate<P extends Parameters = None, O extends Parameters = None>({
	find,
	...definition
}: FindOrCreate<P, O>): Operation {
	const { read } = definition;
	return operation<P, O>({
		...definition,
		execute: async (context, values) => {
			const found = await find(context, values);
			if (found) return [{ json: { ...found, created: false } }];
			return await context.send().then(
				(answer) => {
					const rows = read ? context.known(read(answer)) : objectsIn(answer);
					return rows.map((row) => ({ json: { ...row, created: true } }));
				},
				async (error: unknown) => await foundAfter(error, async () => await find(context, values)),
			);
		},
	});
}

async function foundAfter(
	error: unknown,
	find: () => Promise<IDataObject | undefined>,
): Promise<Output[]> {
	if (error instanceof UnsentRequest) return await Promise.reject(error);
	const found = await find().then(
		(record) => record,
		() => undefined,
	);
	if (!found) return await Promise.reject(error);
	return isInDoubt(error)
		? [{ json: { ...found, lookedUp: { because: error.message } } }]
		: [{ json: { ...found, created: false } }];
}
