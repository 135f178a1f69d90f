/** What an answer looks like without what it says: names of members and types, no values. */

export interface Shape {
	/** Names of types: `text`, `whole number`, `list` and so on. */
	readonly types: ReadonlySet<string>;
	readonly members: ReadonlyMap<string, Shape>;
	/** What all rows of a list have together. */
	readonly rows?: Shape;
	/** Members that not every object of this kind had. */
	readonly optional: ReadonlySet<string>;
}

const NO_MEMBERS: ReadonlyMap<string, Shape> = new Map();
const NONE: ReadonlySet<string> = new Set();
const DATE_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;
/** Deeper than any documented answer. */
const MOST_DEPTH = 12;

/** The shape of a JSON value. Rows of a list are laid over each other. */
export function shapeOf(value: unknown, depth = 0): Shape {
	if (Array.isArray(value)) {
		const rows = value.map((row) => shapeOf(row, depth + 1));
		const all = rows.length > 0 ? rows.reduce(together) : undefined;
		return { ...plain(value.length > 0 ? 'list' : 'empty list'), ...(all && { rows: all }) };
	}
	if (typeof value !== 'object' || value === null) return plain(typeOf(value));
	if (depth >= MOST_DEPTH) return plain('object');
	const members = Object.entries(value).map(
		([name, member]) => [name, shapeOf(member, depth + 1)] as const,
	);
	return { ...plain('object'), members: new Map(members) };
}

/** All texts and long numbers of a value: what must not be in a report, not even as a name. */
export function valuesIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value === 'number') return [String(value)];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(valuesIn);
}

/** The first text or number of one of these names, in any letter case and at any depth. */
export function firstValue(value: unknown, names: readonly string[]): string | number | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const wanted = names.map((name) => name.toLowerCase());
	const entries = Object.entries(value);
	const own = entries.find(
		([name, member]) =>
			wanted.includes(name.toLowerCase()) &&
			((typeof member === 'string' && member !== '') || typeof member === 'number'),
	);
	if (own !== undefined) return own[1] as string | number;
	for (const [, member] of entries) {
		const found = firstValue(member, names);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** The rows of the first list in a value, whatever it is wrapped in; nothing where there is none. */
export function rowsIn(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'object' || value === null) return undefined;
	for (const member of Object.values(value)) {
		const rows = rowsIn(member);
		if (rows !== undefined) return rows;
	}
	return undefined;
}

function plain(type: string): Shape {
	return { types: new Set([type]), members: NO_MEMBERS, optional: NONE };
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (typeof value === 'number') return Number.isInteger(value) ? 'whole number' : 'number';
	if (typeof value === 'boolean') return 'true or false';
	return textType(String(value));
}

function textType(text: string): string {
	if (text === '') return 'empty text';
	if (DATE_TIME.test(text)) return 'text, a date with time';
	if (DATE.test(text)) return 'text, a date';
	if (JWT.test(text)) return 'text, a JWT';
	if (/^-?\d+$/.test(text)) return 'text, digits';
	return 'text';
}

function together(a: Shape, b: Shape): Shape {
	const names = new Set([...a.members.keys(), ...b.members.keys()]);
	const members = [...names].map((name) => {
		const [one, other] = [a.members.get(name), b.members.get(name)];
		return [
			name,
			one && other ? together(one, other) : (one ?? other ?? plain('nothing')),
		] as const;
	});
	const missing = [...names].filter((name) => !a.members.has(name) || !b.members.has(name));
	const rows = a.rows && b.rows ? together(a.rows, b.rows) : (a.rows ?? b.rows);
	return {
		types: new Set([...a.types, ...b.types]),
		members: new Map(members),
		optional: new Set([...a.optional, ...b.optional, ...missing]),
		...(rows && { rows }),
	};
}
