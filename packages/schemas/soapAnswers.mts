/** Answers of ECGrid's SOAP service, made of the types in contracts/ecgrid/soap-methods.md. */
import { readFileSync } from 'node:fs';

/** A body, and its media type. */
export interface Answer {
	readonly type: string;
	readonly body: string;
}

interface Member {
	readonly name: string;
	readonly type: string;
}

const NUMBERS: ReadonlySet<string> = new Set(['int', 'long', 'short', 'unsignedByte', 'float']);

/** Structures in structures are shown so far: the service nests owners in owners. */
const MOST_DEPTH = 3;

const page = readFileSync(
	new URL('../../contracts/ecgrid/soap-methods.md', import.meta.url),
	'utf8',
);

/** Result types by method. */
const results: ReadonlyMap<string, string> = new Map(
	[...page.matchAll(/^\| `(\w+)` \|.*\| `(\w+)` \|$/gm)].map(([, method = '', result = '']) => [
		method,
		result,
	]),
);

const types: ReadonlyMap<string, Member[]> = new Map(
	[...page.matchAll(/^- \*\*(\w+)\*\*: (\w+:.*)$/gm)].map(([, type = '', members = '']) => [
		type,
		[...members.matchAll(/(\w+):(\w+)\??/g)].map(([, name = '', of = '']) => ({ name, type: of })),
	]),
);

const words: ReadonlyMap<string, string[]> = new Map(
	[...page.matchAll(/^- \*\*(\w+)\*\*: (\w+(?:, \w+)+)$/gm)].map(([, name = '', list = '']) => [
		name,
		list.split(', '),
	]),
);

/** Whether the contract tells what is in the result of a method; columns of a DataSet it does not. */
export function isDocumented(method: string): boolean {
	const result = results.get(method)?.replace(/^ArrayOf/, '');
	return result !== undefined && result !== 'DataSet' && (isPlain(result) || types.has(result));
}

/** The answer to the call that a `SOAPAction` names; nothing where its result is not documented. */
export function soapAnswer(action: string, variant: number): Answer | undefined {
	const method = action.replaceAll('"', '').split('/').at(-1) ?? '';
	const type = results.get(method);
	if (type === undefined || !isDocumented(method)) return undefined;
	const result = `<${method}Result>${contentOf(type, variant, [])}</${method}Result>`;
	const response = `<${method}Response>${result}</${method}Response>`;
	const body = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${response}</soap:Body></soap:Envelope>`;
	return { type: 'text/xml', body };
}

function isPlain(type: string): boolean {
	return ['string', 'dateTime', 'boolean', 'base64Binary'].includes(type) || NUMBERS.has(type);
}

function contentOf(type: string, variant: number, outer: readonly string[]): string {
	if (type.startsWith('ArrayOf')) {
		const entry = type.slice('ArrayOf'.length);
		return `<${entry}>${contentOf(entry, variant, outer)}</${entry}>`;
	}
	const members = types.get(type);
	if (!members) return textOf(type, variant);
	return members
		.filter((member) => isShown(member.type, [...outer, type]))
		.map(({ name, type: of }) => `<${name}>${contentOf(of, variant, [...outer, type])}</${name}>`)
		.join('');
}

/** A type whose members are not listed is not shown, nor is one inside itself. */
function isShown(type: string, outer: readonly string[]): boolean {
	const entry = type.replace(/^ArrayOf/, '');
	if (isPlain(entry) || words.has(entry)) return true;
	return types.has(entry) && !outer.includes(entry) && depthOf(outer) < MOST_DEPTH;
}

/** A collection is a page of a list: what is in it comes out by itself. */
function depthOf(outer: readonly string[]): number {
	return outer.filter((type) => !type.endsWith('Collection')).length;
}

function textOf(type: string, variant: number): string {
	const list = words.get(type);
	if (list) return list[variant % list.length] ?? '';
	if (NUMBERS.has(type)) return '1';
	if (type === 'boolean') return 'true';
	return type === 'dateTime' ? '2026-01-02T03:04:05' : 'text';
}
