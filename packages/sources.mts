/** What a package is made of: the files of this tree that it reaches by following imports. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/** Names of providers in paths, and the package that each belongs to. */
export type Stems = ReadonlyMap<string, string>;

/** A file of a package, as it stands there. */
export type Files = ReadonlyMap<string, string>;

const CODE = /\.m?ts$/;

/** What was read already, for each package: hundreds of tests reach the same files. */
const read = new Map<string, { readonly text: string; readonly imports: readonly string[] }>();

/**
 * The files that these reach, with their text. An import that leads to another package's file is
 * dropped with all that names it, so that a list of all providers becomes a list of the package's
 * own.
 */
export function reach(roots: readonly string[], name: string, stems: Stems): Files {
	const found = new Map<string, string>();
	const open = [...roots];
	for (let path = open.pop(); path !== undefined; path = open.pop()) {
		if (found.has(path)) continue;
		const { text, imports } = readFor(path, name, stems);
		found.set(path, text);
		open.push(...imports);
	}
	return found;
}

function readFor(path: string, name: string, stems: Stems) {
	const key = `${name}:${path}`;
	const known = read.get(key);
	if (known) return known;
	const isCode = CODE.test(path);
	const text = isCode ? withoutForeign(path, name, stems) : readFileSync(path, 'utf8');
	const fresh = { text, imports: isCode ? importsOf(path, text) : [] };
	read.set(key, fresh);
	return fresh;
}

/** The package whose provider a path names; undefined for what all share. */
export function ownerOf(path: string, stems: Stems): string | undefined {
	for (const part of path.split('/')) {
		for (const [stem, owner] of stems) {
			if (part.startsWith(stem) || part.includes(`-${stem}`)) return owner;
		}
	}
	return undefined;
}

function importsOf(path: string, text: string): string[] {
	const { importedFiles } = ts.preProcessFile(text, true, true);
	return importedFiles.flatMap(({ fileName }) => resolved(path, fileName) ?? []);
}

function resolved(from: string, specifier: string): string | undefined {
	if (!specifier.startsWith('.')) return undefined;
	const base = posix.join(posix.dirname(from), specifier);
	const candidates = [base, `${base}.ts`, `${base}.mts`, `${base}/index.ts`];
	return candidates.find((path) => existsSync(path) && statSync(path).isFile());
}

function withoutForeign(path: string, name: string, stems: Stems): string {
	const text = readFileSync(path, 'utf8');
	const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
	const foreign = source.statements.filter((statement) => isForeign(statement, path, name, stems));
	if (foreign.length === 0) return text;
	const names = new Set(foreign.flatMap(namesIn));
	const cuts: Array<[from: number, to: number]> = foreign.map((one) => [one.pos, one.end]);
	const visit = (node: ts.Node): void => {
		if (foreign.some((one) => one === node)) return;
		if (ts.isIdentifier(node) && names.has(node.text)) cuts.push(cutFor(node, text));
		else ts.forEachChild(node, visit);
	};
	visit(source);
	return withoutRanges(text, cuts);
}

function isForeign(node: ts.Statement, path: string, name: string, stems: Stems): boolean {
	const imports = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
	if (!imports || !node.moduleSpecifier || !ts.isStringLiteral(node.moduleSpecifier)) return false;
	const target = resolved(path, node.moduleSpecifier.text);
	const owner = target && ownerOf(target, stems);
	return owner !== undefined && owner !== name;
}

function namesIn(node: ts.Statement): string[] {
	if (!ts.isImportDeclaration(node)) return [];
	const { name, namedBindings } = node.importClause ?? {};
	const listed = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : [];
	return [...(name ? [name.text] : []), ...listed.map((one) => one.name.text)];
}

/** What goes with a name: the entry of the outermost list or object, else the statement it stands in. */
function cutFor(node: ts.Node, text: string): [number, number] {
	let entry: ts.Node | undefined;
	let current = node;
	while (!ts.isStatement(current)) {
		if (isEntry(current)) entry = current;
		current = current.parent;
	}
	const cut = entry ?? current;
	const comma = entry ? /^\s*,/.exec(text.slice(cut.end)) : null;
	return [cut.pos, cut.end + (comma?.[0].length ?? 0)];
}

function isEntry({ parent }: ts.Node): boolean {
	return ts.isArrayLiteralExpression(parent) || ts.isObjectLiteralExpression(parent);
}

function withoutRanges(text: string, ranges: Array<[from: number, to: number]>): string {
	let result = '';
	let end = 0;
	for (const [from, to] of ranges.sort(([a], [b]) => a - b)) {
		if (from < end) continue;
		result += text.slice(end, from);
		end = to;
	}
	return result + text.slice(end);
}
