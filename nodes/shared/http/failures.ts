/** Failures inside a success: an HTTP 200 whose body says that nothing was done. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';
import type { Problem } from './provider';

/**
 * What answers consist of that only tell how a request went. A record has other members, and may
 * have one of these too: the last error of a queue entry, or the status of a payment.
 */
const TELLING = new Set(
	'code data description detail details error errorcode errordescription errormessage errors httpstatus instance message msg ok path reason requestid status statuscode success timestamp title traceid type'.split(
		' ',
	),
);

/**
 * The failure that an answer tells of, whatever provider it is from; undefined for every answer
 * that is not certainly one. A provider's own forms come first: see `Provider.problemOf`.
 */
export function failureIn(body: unknown): Problem | undefined {
	if (body === false) return { message: REFUSED };
	// A file has no members, or as many as it has bytes.
	if (!isObject(body) || Buffer.isBuffer(body)) return undefined;
	// Every answer passes here, and the first member of a record mostly tells that it is one.
	if (!Object.keys(body).every((name) => TELLING.has(plainName(name)))) return undefined;
	const said = plainNames(body);
	if (hasContent(said.data)) return undefined;
	return isFailure(said) ? { message: messageIn(said) ?? REFUSED } : undefined;
}

const REFUSED = 'The request was refused, without a reason';

/** Names differ in letter case and in their signs: `error_code`, `errorCode`. */
function plainName(name: string): string {
	return name.toLowerCase().replace(/[_-]/g, '');
}

function plainNames(body: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(body).map(([name, value]) => [plainName(name), value]));
}

function isFailure({ error, errors, success, ok, ...said }: IDataObject): boolean {
	if (hasContent(error) || hasContent(errors) || isFalse(success) || isFalse(ok)) return true;
	const isTold = [said.message, said.detail, said.title, said.description].some(hasContent);
	return isTold && [said.status, said.statuscode, said.httpstatus].some(isFailedStatus);
}

/** Something beside nothing, zero and "false": what `error` holds in a success. */
function hasContent(value: unknown): boolean {
	if (typeof value === 'string') return value.trim() !== '' && !isFalse(value);
	if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
	return Boolean(value);
}

function isFalse(value: unknown): boolean {
	return value === false || (typeof value === 'string' && value.trim().toLowerCase() === 'false');
}

function isFailedStatus(status: unknown): boolean {
	if (typeof status === 'string' && /^(error|failed|failure)$/i.test(status.trim())) return true;
	const code = Number(status);
	return Number.isInteger(code) && code >= 400 && code <= 599;
}

/** The first text that explains, at the usual places. */
function messageIn(said: IDataObject): string | undefined {
	const { error, errors, message, errormessage, detail, title, description, msg, reason } = said;
	const first: unknown = Array.isArray(errors) ? errors[0] : errors;
	const places: unknown[] = [errormessage, message, msg, detail, description, reason];
	for (const place of [error, first]) {
		if (isObject(place)) places.push(place.message, place.detail, place.description, place.title);
		else places.push(place);
	}
	return [...places, title].find(
		(text): text is string => typeof text === 'string' && text.trim() !== '',
	);
}
