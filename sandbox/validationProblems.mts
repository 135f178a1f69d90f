/** A finding of the JSON schema validator. */
export interface Problem {
	readonly instancePath: string;
	readonly keyword: string;
	readonly message?: string;
	readonly params: Readonly<Record<string, unknown>>;
}

/** More than this is noise: the alternatives of one `anyOf` each add findings of their own. */
const PROBLEMS_NAMED = 5;

const summaries = new Set(['anyOf', 'oneOf', 'allOf', 'if']);

/** One line that names every field at fault, for instance `query: unknown "pageno"`. */
export function describeProblems(problems: readonly Problem[]): string {
	const precise = problems.filter(({ keyword }) => !summaries.has(keyword));
	const lines = (precise.length > 0 ? precise : problems).map(describe);
	return [...new Set(lines)].slice(0, PROBLEMS_NAMED).join('; ');
}

function describe({ instancePath, keyword, message, params }: Problem): string {
	const where = place(instancePath);
	if (keyword === 'additionalProperties') {
		return `${where}: unknown "${String(params['additionalProperty'])}"`;
	}
	if (keyword === 'required') return `${where}: missing "${String(params['missingProperty'])}"`;
	if (keyword === 'enum') return `${where}: must be one of ${String(params['allowedValues'])}`;
	return `${where}: ${message ?? 'not valid'}`;
}

function place(instancePath: string): string {
	const path = instancePath.replace(/^\/requestBody/, '/body').slice(1);
	return path === '' ? 'request' : path.replaceAll('/', '.');
}
