/** Reading the things of ECGrid in an answer, and refusing what is none. */
import type { IDataObject } from 'n8n-workflow';

import { readList, readObjects, whatCame, type Reading } from '../../shared/http/shapes';
import { rowsOf, type Synonyms } from './memberNames';

/** Ids that are whole numbers in the contract, by the names of the reference. */
const WHOLE_NUMBERS = [
	'callbackEventId',
	'callbackId',
	'ccId',
	'commId',
	'ecGridId',
	'ecGridIdFrom',
	'ecGridIdTo',
	'fromMailboxId',
	'interchangeId',
	'interconnectId',
	'keyId',
	'mailboxId',
	'networkId',
	'parcelId',
	'toMailboxId',
	'userId',
];

/** One thing: an object, or the only one in a list of its own. */
export function thing(synonyms: Synonyms = {}): (body: unknown) => Reading {
	return (body) => {
		const objects = readObjects(body);
		if (Array.isArray(body) && body.length === 0) {
			return { rows: [], problem: 'answered without an object. It sent an empty list.' };
		}
		return objects.problem === undefined ? readRows(body, synonyms) : objects;
	};
}

/** A list that comes in one answer. */
export function listed(synonyms: Synonyms = {}): (body: unknown) => Reading {
	return (body) => {
		const list = readList(body);
		return list.problem === undefined ? readRows(list.rows, synonyms) : list;
	};
}

/** A text by itself, as the member of this name. */
export function plainText(name: string): (body: unknown) => Reading {
	return (body) =>
		typeof body === 'string' && body.trim() !== ''
			? { rows: [{ [name]: body }] }
			: { rows: [], problem: `answered without text. ${whatCame(body)}` };
}

/** A whole number by itself, as the member of this name. */
export function plainNumber(name: string): (body: unknown) => Reading {
	return (body) =>
		isWholeNumber(body)
			? { rows: [{ [name]: Number(body) }] }
			: { rows: [], problem: `answered without a whole number. ${whatCame(body)}` };
}

/** The rows of an answer, unless one of them has a member that cannot be what its name says. */
export function readRows(body: unknown, synonyms: Synonyms = {}): Reading {
	const rows = rowsOf(body, synonyms);
	for (const row of rows) {
		const problem = oddMemberOf(row);
		if (problem !== undefined) return { rows: [], problem };
	}
	return { rows };
}

function oddMemberOf(row: IDataObject): string | undefined {
	const odd = WHOLE_NUMBERS.find((name) => !isNothing(row[name]) && !isWholeNumber(row[name]));
	if (odd !== undefined)
		return `answered with a ${odd} that is not a whole number. ${whatCame(row)}`;
	const isText = isNothing(row.status) || typeof row.status === 'string';
	return isText ? undefined : `answered with a status that is not text. ${whatCame(row)}`;
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** Also as a text, in which a number beyond 2^53 comes, with all its digits. */
export function isWholeNumber(value: unknown): value is number | string {
	return typeof value === 'string' ? /^-?\d+$/.test(value.trim()) : Number.isSafeInteger(value);
}
