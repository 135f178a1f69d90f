import type { IDataObject } from 'n8n-workflow';

/**
 * The value of a JSON text. Undefined if it is not JSON, since JSON itself has no such value. A
 * byte order mark before it is ignored, as RFC 8259 allows (8.1).
 */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
}

/** The object of a JSON text; undefined for anything else, lists included. */
export function parseJsonObject(text: string): IDataObject | undefined {
	const value = parseJson(text);
	return isObject(value) ? value : undefined;
}

export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of an object; undefined for anything else. */
export function memberOf(value: unknown, name: string): unknown {
	return isObject(value) ? value[name] : undefined;
}

/** The value at a dotted path; the empty path is the whole value. */
export function at(value: unknown, path: string): unknown {
	if (path === '') return value;
	return path.split('.').reduce<unknown>((inner, name) => memberOf(inner, name), value);
}

/** Puts a value at a dotted path, making the objects on the way. */
export function put(target: IDataObject, path: string, value: unknown): void {
	const names = path.split('.');
	const last = names.pop() ?? path;
	let inner = target;
	for (const name of names) {
		const next = inner[name];
		inner = isObject(next) ? next : (inner[name] = {});
	}
	inner[last] = value as IDataObject[string];
}

/** The rows of a list. Rows that are plain values become `{ value }`, since items are objects. */
export function objectsIn(value: unknown): IDataObject[] {
	const list: unknown[] = Array.isArray(value) ? value : [value];
	return list
		.filter((row) => row !== undefined && row !== null)
		.map((row) => (isObject(row) ? row : ({ value: row } as IDataObject)));
}
