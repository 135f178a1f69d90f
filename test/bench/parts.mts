/** The parts of the benchmark, in the order in which they are measured and shown. */
export const PARTS = [
	'tokens',
	'requests',
	'profile',
	'nodes',
	'limit',
	'memory',
	'scale',
	'floods',
	'start',
	'queue',
	'soak',
] as const;

/** What is measured unless told: a soak takes an hour. */
export const USUAL_PARTS = PARTS.filter((part) => part !== 'soak');

export type Part = (typeof PARTS)[number];

/** The parts that share one n8n; the others start what they need. */
export const SHARING_PARTS: ReadonlySet<Part> = new Set(['tokens', 'requests', 'nodes', 'limit']);

/** The headings of the page. */
export const TITLES: Readonly<Record<Part, string>> = {
	tokens: 'Tokens',
	requests: 'HTTP Request node',
	profile: 'Where the time of a request goes',
	nodes: 'Our nodes',
	limit: 'A provider with a limit',
	memory: 'Memory for files',
	scale: 'Many rows and many items',
	floods: 'Floods of webhooks',
	start: 'Start of n8n',
	queue: 'Queue mode',
	soak: 'Steady load',
};

/** Webhooks of all kinds together. */
export const FLOOD_PER_SECOND = 300;
