import type { ApiRequest } from '../../shared/http/types';
import type { Reading } from '../../shared/http/shapes';
import type { OperationContext } from '../../shared/operation/context';
import { objectsIn } from '../../../credentials/lib/json';
import {
	operation,
	type Definition,
	type Operation,
	type Output,
	type Parameters,
	type RequestTemplate,
	type Values,
} from '../../shared/operation/operation';
import type { Money } from './amounts';
import { lookUp, settleDoubt, type Finding } from './doubt';
import { guardFields, guardsOf, holdMaximum, type Guards, type GuardValues } from './guards';

/** What an operation is about to do for one item. Nothing has been changed yet. */
interface Plan {
	request: ApiRequest;
	/** What the request moves at most; undefined where that cannot be known. */
	money: Money | 'nothing' | undefined;
	/** Looks what has become of a request whose outcome is in doubt. */
	findOut(): Promise<Finding>;
}

type None = Record<never, never>;

type MoneyDefinition<P, O> = Omit<
	Definition<P, O>,
	'execute' | 'group' | 'movesMoney' | 'output' | 'pages' | 'repeatable' | 'simplify'
> & {
	request: RequestTemplate;
	/** Looks before it leaps: reads what is needed, and refuses what must not be sent. */
	plan(context: OperationContext, values: Values<P, O>): Promise<Plan>;
};

/**
 * An operation that moves money. Its request is sent once at most: it is planned with a look-up,
 * held against the guards, sent without any retry, and looked up again if its outcome is in doubt, also
 * where the answer is of an unknown shape.
 */
export function moneyOperation<P extends Parameters = None, O extends Parameters = None>({
	plan,
	parameters,
	...definition
}: MoneyDefinition<P, O>): Operation {
	return operation<Parameters, Parameters>({
		...(definition as Omit<Definition<Parameters, Parameters>, 'execute'>),
		movesMoney: true,
		parameters: { ...parameters, ...guardFields },
		execute: async (context, values) => {
			const guards = guardsOf(values as GuardValues);
			const planned = await plan(context, values as Values<P, O>);
			return await carryOut(context, guards, planned, definition.read);
		},
	});
}

async function carryOut(
	context: OperationContext,
	guards: Guards,
	{ request, money, findOut }: Plan,
	read: (answer: unknown) => Reading = (answer) => ({ rows: objectsIn(answer) }),
): Promise<Output[]> {
	holdMaximum(context, guards, money);
	return await context.send(request).then(
		async (answer) => {
			// Where an answer is empty, the item still tells that the request was carried out.
			if (answer === '' || answer === true) return [{ json: { success: true } }];
			const { rows, problem } = read(answer);
			if (problem !== undefined) return await lookUp(context.unknown(problem), findOut);
			return rows.length > 0 ? rows.map((json) => ({ json })) : [{ json: { success: true } }];
		},
		async (error: unknown) => await settleDoubt(error, findOut),
	);
}
