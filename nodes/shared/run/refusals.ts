/** What an error adds to a provider's refusal: the fields that it is about, and IDs to choose from. */
import { NodeApiError, type INodeListSearchItems } from 'n8n-workflow';

import { cancelSignalOf } from '../http/cancelling';
import type { Parameter } from '../operation/operation';
import type { Run } from './context';
import { searchRows } from './listSearch';
import type { AnyValues } from './values';

/** The provider did not accept what was sent, so nothing was done. */
const REFUSED = ['400', '404', '422'];

const MOST_CANDIDATES = 5;

/** Many items that fail for the same reason must not lead to as many searches. */
const MOST_SEARCHES = 20;

/** Shorter names occur in many sentences that are not about the field. */
const SHORTEST_NAME = 3;

interface Filled {
	name: string;
	parameter: Parameter;
	value: unknown;
}

/**
 * The same error. If a provider has refused the item's values, its description names the fields
 * that the refusal is about. For a field with a name in place of an ID, it also lists up to five
 * matching entries.
 */
export async function explained(
	run: Run,
	itemIndex: number,
	values: AnyValues,
	error: unknown,
): Promise<unknown> {
	if (!(error instanceof NodeApiError) || !REFUSED.includes(String(error.httpCode))) return error;
	const fields = filledIn(run, values);
	const sentences = [...fieldsOf(fields, error), ...(await candidates(run, itemIndex, fields))];
	error.description = [error.description, ...sentences].filter(Boolean).join(' ');
	return error;
}

function filledIn({ operation }: Run, values: AnyValues): Filled[] {
	return Object.entries({ ...operation.parameters, ...operation.optional })
		.map(([name, parameter]) => ({ name, parameter, value: values[name] }))
		.filter(({ value }) => value !== undefined);
}

/**
 * If something is not found, it is what the address names. Other refusals name what they are about.
 */
function fieldsOf(fields: Filled[], { httpCode, message }: NodeApiError): string[] {
	const isMeant = ({ name, parameter }: Filled) =>
		httpCode === '404'
			? parameter.in === 'path'
			: parameter.in !== 'local' && isNamedIn(message, parameter.name ?? name);
	const names = fields.filter(isMeant).map(({ parameter }) => parameter.type.property.displayName);
	return names.length > 0 ? [`Field to change: ${names.join(', ')}.`] : [];
}

/** By the last part of a dotted name, in any letter case. */
function isNamedIn(message: string, wireName: string): boolean {
	const word = wireName.split('.').pop() ?? '';
	if (word.length < SHORTEST_NAME) return false;
	return message
		.toLowerCase()
		.split(/[^a-z0-9_]+/)
		.includes(word.toLowerCase());
}

async function candidates(run: Run, itemIndex: number, fields: Filled[]): Promise<string[]> {
	const sentences: string[] = [];
	for (const { parameter, value } of fields) {
		if (typeof value !== 'string' || !isName(value)) continue;
		const { displayName } = parameter.type.property;
		const found = await searchFor(run, itemIndex, parameter, value);
		if (found.length === 0) continue;
		const list = found.map(({ name, value: id }) => `${name} (${id})`).join('; ');
		sentences.push(`${displayName} takes an ID. "${value.slice(0, 80)}" may be: ${list}.`);
	}
	return sentences;
}

/** IDs have digits, and neither spaces nor most signs. */
function isName(value: string): boolean {
	return /[^\w-]/.test(value) || !/\d/.test(value);
}

/** The matching entries of the field's list; none if the list cannot be read. */
async function searchFor(
	{ functions, provider, client, searched }: Run,
	itemIndex: number,
	{ type: { search } }: Parameter,
	value: string,
): Promise<INodeListSearchItems[]> {
	if (!search || cancelSignalOf(functions)?.aborted) return [];
	const key = JSON.stringify([search.name, value]);
	const known = searched.get(key);
	if (!known && searched.size >= MOST_SEARCHES) return [];
	const field = (name: string) =>
		String(functions.getNodeParameter(name, itemIndex, '', { extractValue: true }) ?? '');
	const looking =
		known ??
		searchRows({ functions, provider, client: () => client, itemIndex }, search, field, {
			filter: value,
		}).then(
			({ results }) => results.slice(0, MOST_CANDIDATES),
			() => [],
		);
	searched.set(key, looking);
	return await looking;
}
