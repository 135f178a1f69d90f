/** What an answer is made of. An unknown shape is an error, never an empty list. */
import type { IDataObject } from 'n8n-workflow';

import { at, isObject, objectsIn } from '../../../credentials/lib/json';
import { parseUrl } from '../../../credentials/lib/url';

/** The rows in an answer, or why none can be recognised. */
export interface Reading {
	rows: IDataObject[];
	/** Why the answer cannot be used: `answered without ...`. Names only: values may be confidential. */
	problem?: string;
}

/** The rows at the first of the paths that has a list; `''` is the whole body. */
export function readList(body: unknown, items: string | string[] = ''): Reading {
	const rows = firstList(body, items);
	return rows ? { rows } : { rows: [], problem: unknownShape(body, items) };
}

/**
 * The rows at the first path that has a list; none for a list that is null. Undefined without a
 * list.
 */
export function firstList(body: unknown, items: string | string[]): IDataObject[] | undefined {
	const found = [items].flat().map((path) => at(body, path));
	const list = found.find((one) => Array.isArray(one));
	if (list !== undefined) return objectsIn(list);
	return found.some((one) => one === null) ? [] : undefined;
}

/**
 * One record: an object with at least one of the members that tell it apart, or that it was asked
 * for. Such a member is a text or a whole number; long numbers come as texts (see `exactJson.ts`).
 */
export function record(...members: string[]): (body: unknown) => Reading {
	return (body) =>
		isObject(body) && members.some((name) => isTold(body[name]))
			? { rows: [body] }
			: { rows: [], problem: `answered without ${members.join(' or ')}. ${whatCame(body)}` };
}

/** One record whose member of this name is an address, which is what it was asked for. */
export function recordWithAddress(member: string): (body: unknown) => Reading {
	return (body) =>
		isObject(body) && typeof body[member] === 'string' && isWebAddress(body[member])
			? { rows: [body] }
			: { rows: [], problem: `answered without an address in ${member}. ${whatCame(body)}` };
}

/** Objects of any kind: for answers whose members are not documented. */
export function readObjects(body: unknown): Reading {
	const rows = objectsIn(body);
	return isObject(body) || (Array.isArray(body) && body.every(isObject))
		? { rows }
		: { rows: [], problem: `answered without an object. ${whatCame(body)}` };
}

/** The sentence that came in place of data, so that nobody has to guess what was said. */
export function sentenceIn(body: unknown): { message?: string } {
	return typeof body === 'string' && body.trim() !== '' ? { message: body } : {};
}

function isTold(value: unknown): boolean {
	return typeof value === 'string' ? value.trim() !== '' : Number.isSafeInteger(value);
}

function isWebAddress(text: string): boolean {
	return /^https?:$/.test(parseUrl(text)?.protocol ?? '');
}

/** What came in place of a list: the names of its members, never their values. */
export function unknownShape(body: unknown, items: string | string[]): string {
	const wanted = [items].flat().filter(Boolean).join(' or ');
	return `answered without a list${wanted ? ` under ${wanted}` : ''}. ${whatCame(body)}`;
}

/** "It has the members a, b." Names only: values may be confidential. */
export function whatCame(body: unknown): string {
	if (Array.isArray(body)) return 'It sent a list.';
	if (!isObject(body)) {
		return `It sent ${body === '' || body === undefined || body === null ? 'nothing' : typeof body}.`;
	}
	const names = Object.keys(body).slice(0, MOST_NAMES);
	return names.length > 0 ? `It has the members ${names.join(', ')}.` : 'It has no members.';
}

const MOST_NAMES = 20;
