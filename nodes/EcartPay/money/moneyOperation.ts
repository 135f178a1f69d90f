import type { ApiRequest } from '../../shared/http/types';
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
import { settleDoubt, type Finding } from './doubt';
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
 * held against the guards, sent without any retry, and looked up again if its outcome is in doubt.
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
			return await carryOut(context, guards, await plan(context, values as Values<P, O>));
		},
	});
}

async function carryOut(context: OperationContext, guards: Guards, plan: Plan): Promise<Output[]> {
	holdMaximum(context, guards, plan.money);
	return await context
		.send(plan.request)
		.then(outputsOf, async (error: unknown) => await settleDoubt(error, plan.findOut));
}

/** Where an answer is empty, the item still tells that the request was carried out. */
function outputsOf(answer: unknown): Output[] {
	const records = objectsIn(answer === '' ? undefined : answer);
	return (records.length > 0 ? records : [{ success: true }]).map((json) => ({ json }));
}
