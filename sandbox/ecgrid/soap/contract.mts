import { readFile } from 'node:fs/promises';

/** A parameter or a member of a structure, with its type. */
export interface Typed {
	readonly name: string;
	readonly type: string;
}

export interface SoapSignature {
	/** After `SessionID`, in the order in which they are sent. */
	readonly parameters: readonly Typed[];
	readonly result: string;
	/** Whether `SessionID` comes first. */
	readonly inSession: boolean;
}

/** The service's own description: its methods, structures and enumerations, by name. */
export interface SoapContract {
	readonly methods: ReadonlyMap<string, SoapSignature>;
	readonly structures: ReadonlyMap<string, readonly Typed[]>;
	readonly enumerations: ReadonlyMap<string, readonly string[]>;
	/** Names of the methods by heading, in order. */
	readonly sections: ReadonlyMap<string, readonly string[]>;
}

const FILE = new URL('../../../contracts/ecgrid/soap-methods.md', import.meta.url);

/** Reads contracts/ecgrid/soap-methods.md: tables of methods, lists of types. */
export async function readSoapContract(): Promise<SoapContract> {
	const text = await readFile(FILE, 'utf8');
	const [methods = '', types = '', enumerations = ''] = text.split(/^## /m).slice(1);
	const sections = methods
		.split(/^### /m)
		.slice(1)
		.map((section) => ({ title: firstLine(section), rows: rowsIn(section) }));
	return {
		methods: new Map(sections.flatMap(({ rows }) => rows)),
		structures: new Map(listItems(types).map(([name, list]) => [name, list.map(typedIn)])),
		enumerations: new Map(listItems(enumerations)),
		sections: new Map(sections.map(({ title, rows }) => [title, rows.map(([name]) => name)])),
	};
}

function firstLine(text: string): string {
	return text.split('\n', 1)[0] ?? '';
}

/** Rows such as "| `UserInfo` | S, `UserID:int` | `UserIDInfo` |". */
function rowsIn(section: string): Array<[name: string, signature: SoapSignature]> {
	return [...section.matchAll(/^\| `(\w+)` \| (.*) \| `(\w+)` \|$/gm)].map(
		([, name = '', parameters = '', result = '']) => [
			name,
			{
				parameters: [...parameters.matchAll(/`([^`]+)`/g)].map(([, one = '']) => typedIn(one)),
				result,
				inSession: /^S\b/.test(parameters),
			},
		],
	);
}

/** Lines such as "- **Direction**: NoDir, OutBox, InBox". */
function listItems(text: string): Array<[name: string, list: string[]]> {
	return [...text.matchAll(/^- \*\*(\w+)\*\*: (.*)$/gm)].map(([, name = '', list = '']) => [
		name,
		list.split(', '),
	]);
}

/** `Name:type`; a question mark behind it says that the member may be missing. */
function typedIn(text: string): Typed {
	const [name = '', type = ''] = text.replace(/\?$/, '').split(':');
	return { name, type };
}
