/** What an answer is made of. An unknown shape is an error, never an empty list. */
import type { IDataObject } from 'n8n-workflow';

import { at, isObject, objectsIn } from '../../../credentials/lib/json';

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
