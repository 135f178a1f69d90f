/**
 * Subtitles of nodes on the canvas, in the words of the form. n8n itself would show stored values.
 */
import type { Resource } from '../operation/operation';

interface Choice {
	readonly name: string;
	readonly value: string;
}

const OPERATION = '$parameter["operation"]';
const RESOURCE = '$parameter["resource"]';

/** "Get Many: Order", as an expression for n8n. */
export function subtitleOf(resources: readonly Resource[]): string {
	const all = resources.flatMap(({ operations }) => operations);
	const isSpecial = ({ name, value }: Choice) =>
		all.some((other) => other.value === value && other.name !== name);
	// Most values have one name in all resources; the others are looked up with their resource.
	const usual = all.filter((one) => !isSpecial(one));
	const special = resources.flatMap(({ value: resource, operations }) =>
		operations
			.filter(isSpecial)
			.map(({ name, value }) => ({ name, value: `${resource} ${value}` })),
	);
	const operation = `${table(special)}[${RESOURCE} + " " + ${OPERATION}] ?? ${table(usual)}[${OPERATION}]`;
	return `={{ (${operation}) + ": " + ${nameOf(resources, RESOURCE)} }}`;
}

/** The part of an expression that gives the name of a choice, whose value is an expression too. */
export function nameOf(choices: readonly Choice[], value: string): string {
	return `${table(choices)}[${value}]`;
}

/** The same for several choices, with commas between. */
export function namesOf(choices: readonly Choice[], values: string): string {
	return `${values}.map((one) => ${nameOf(choices, 'one')} ?? one).join(", ")`;
}

/** It has no two closing braces in a row, because those would end an expression. */
function table(choices: readonly Choice[]): string {
	return `(${JSON.stringify(Object.fromEntries(choices.map(({ name, value }) => [value, name])))})`;
}
