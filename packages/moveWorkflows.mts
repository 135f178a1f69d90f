/** Exported workflows from the bundle to a package of one service, and back. */
import { packageNames as namesOfAll, readPackage, type PackageData } from './manifest.mts';

const BUNDLE = 'n8n-nodes-commerce-connectors';

const all = await Promise.all((await namesOfAll()).map(readPackage));

/** Names of node types begin so, in the package of one service as in the bundle. */
const PREFIXES: Readonly<Record<string, string>> = Object.fromEntries(
	all.filter(({ name }) => name !== BUNDLE).map((one) => [one.name, prefixOf(one)]),
);

export const packageNames: readonly string[] = [BUNDLE, ...Object.keys(PREFIXES)];

export interface Moved {
	/** The export with other node types; all else as it was. */
	readonly workflows: unknown;
	/** How many nodes were moved. */
	readonly moved: number;
	/** Types of nodes of ours that the target does not have, each once. */
	readonly left: readonly string[];
}

/**
 * Gives the nodes of exported workflows the type names of another package. Credentials need no change:
 * n8n knows their types by a name without a package. Takes one workflow, a list of them, or anything
 * with workflows in it.
 *
 * @param to one of `packageNames`
 */
export function moveWorkflows(exported: unknown, to: string): Moved {
	const left = new Set<string>();
	let moved = 0;
	const visit = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(visit);
		if (typeof value !== 'object' || value === null) return value;
		const entries = Object.entries(value).map(([name, member]): [string, unknown] => {
			const type =
				name === 'type' && typeof member === 'string' ? movedType(member, to) : undefined;
			if (type === undefined) return [name, visit(member)];
			if (type === member && !member.startsWith(`${to}.`)) left.add(member);
			if (type !== member) moved += 1;
			return [name, type];
		});
		return Object.fromEntries(entries);
	};
	return { workflows: visit(exported), moved, left: [...left] };
}

/** @returns nothing for a type that is none of ours; the same type where the target does not have it */
function movedType(type: string, to: string): string | undefined {
	const [owner = '', name = ''] = splitAtDot(type);
	if (!packageNames.includes(owner)) return undefined;
	return name.startsWith(PREFIXES[to] ?? '') ? `${to}.${name}` : type;
}

/** What all names of the package begin with; a type's name begins with a small letter. */
function prefixOf({ stems = [] }: PackageData): string {
	const shortest = stems.reduce((one, other) => (other.length < one.length ? other : one));
	return `${shortest.charAt(0).toLowerCase()}${shortest.slice(1)}`;
}

function splitAtDot(type: string): [string, string] {
	const dot = type.indexOf('.');
	return dot === -1 ? ['', type] : [type.slice(0, dot), type.slice(dot + 1)];
}
