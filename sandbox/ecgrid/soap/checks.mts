import type { SoapContract, SoapSignature, Typed } from './contract.mts';
import { failures, SoapRefusal } from './faults.mts';
import { isValueOf } from './values.mts';

/**
 * What the framework has against the parameters of a call: every one is required on the wire, in
 * order, and a misspelt one has to be noticed.
 */
export function problemWithNames(
	given: readonly string[],
	{ parameters, inSession }: Pick<SoapSignature, 'parameters' | 'inSession'>,
): string | undefined {
	const expected = [...(inSession ? ['SessionID'] : []), ...parameters.map(({ name }) => name)];
	const missing = expected.find((name) => !given.includes(name));
	if (missing !== undefined) return `Missing parameter: ${missing}.`;
	const unknown = given.find((name) => !expected.includes(name));
	if (unknown !== undefined) return `Unknown parameter: ${unknown}.`;
	return given.join() === expected.join() ? undefined : `Parameters not in order: ${given}.`;
}

/** Throws `SoapRefusal` for a value of another type than the description says. */
export function checkValues(
	values: Readonly<Record<string, string>>,
	parameters: readonly Typed[],
	contract: SoapContract,
): void {
	const wrong = parameters.find(({ name, type }) => !isValueOf(type, values[name] ?? '', contract));
	if (wrong) throw new SoapRefusal({ ...failures.dataType, item: wrong.name });
}
