/** The parts of the benchmark, in the order in which they are measured and shown. */
export const PARTS = ['tokens', 'requests', 'nodes', 'limit', 'memory', 'queue', 'soak'] as const;

/** What is measured unless told: a soak takes an hour. */
export const USUAL_PARTS = PARTS.filter((part) => part !== 'soak');

export type Part = (typeof PARTS)[number];

/** The parts that share one n8n; the others start what they need. */
export const SHARING_PARTS: ReadonlySet<Part> = new Set(['tokens', 'requests', 'nodes', 'limit']);

/** The headings of the page. */
export const TITLES: Readonly<Record<Part, string>> = {
	tokens: 'Tokens',
	requests: 'HTTP Request node',
	nodes: 'Our nodes',
	limit: 'A provider with a limit',
	memory: 'Memory for files',
	queue: 'Queue mode',
	soak: 'An hour of load',
};
