/** Subtitles of nodes on the canvas: the words of the form, where n8n would show stored values. */
import type { Resource } from '../operation/operation';

interface Choice {
	readonly name: string;
	readonly value: string;
}

const OPERATION = '$parameter["operation"]';
const RESOURCE = '$parameter["resource"]';

/** "Get Many: Order", for n8n to evaluate. */
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

/** The part of an expression that stands for the name of a choice; its value is an expression too. */
export function nameOf(choices: readonly Choice[], value: string): string {
	return `${table(choices)}[${value}]`;
}

/** The same for several choices, with commas between. */
export function namesOf(choices: readonly Choice[], values: string): string {
	return `${values}.map((one) => ${nameOf(choices, 'one')} ?? one).join(", ")`;
}

/** No braces stand together in it, since two of them end an expression. */
function table(choices: readonly Choice[]): string {
	return `(${JSON.stringify(Object.fromEntries(choices.map(({ name, value }) => [value, name])))})`;
}
