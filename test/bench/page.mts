/** `docs/benchmarks.md` and its picture: what the figures are, for people who run n8n. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as prettier from 'prettier';
import { checkoutFolder } from '../../playground/folders.mts';
import { chart } from './chart.mts';
import { DARK, LIGHT, type Theme } from './svg.mts';
import { lineChart } from './lines.mts';
import { SOAK_LEGEND, soakPanels } from './soakPanels.mts';
import type { SoakBench } from './soakFigures.mts';
import type { Figures, Measured } from './figures.mts';
import { LEGEND, panelsOf } from './panels.mts';
import { PARTS, TITLES, type Part } from './parts.mts';
import type { QueueBench } from './queueFigures.mts';
import {
	circumstancesTable,
	comparisonTable,
	memoryTable,
	queueTable,
	soakTable,
	tokenTable,
} from './tables.mts';

const docsFolder = join(checkoutFolder, 'docs');
const PAGE = 'benchmarks.md';
const BARS = {
	file: 'images/benchmarks',
	description: "Bars: token requests, time per request and time per item, ours next to n8n's own",
};
const SOAK = {
	file: 'images/soak',
	description: 'Lines: heap, database rows and stored data over the minutes of the load',
};

/** A picture in the colours of either theme. */
interface Picture {
	/** Without its ending. */
	readonly file: string;
	draw(theme: Theme): string;
}

/** Writes the page and both pictures from these figures; a part without figures is left out. */
export async function writePage(figures: Figures): Promise<void> {
	await mkdir(join(docsFolder, 'images'), { recursive: true });
	for (const { file, draw } of picturesOf(figures)) {
		await writeFile(join(docsFolder, `${file}.svg`), draw(LIGHT));
		await writeFile(join(docsFolder, `${file}.dark.svg`), draw(DARK));
	}
	const page = join(docsFolder, PAGE);
	const options = await prettier.resolveConfig(page);
	await writeFile(page, await prettier.format(pageOf(figures), { ...options, filepath: page }));
}

function picturesOf(figures: Figures): Picture[] {
	const { soak } = figures;
	const bars = panelsOf(figures);
	return [
		{ file: BARS.file, draw: (theme) => chart(bars, LEGEND, BARS.description, theme) },
		...(soak ? [soakPicture(soak.result)] : []),
	];
}

function soakPicture(soak: SoakBench): Picture {
	const panels = soakPanels(soak);
	return {
		file: SOAK.file,
		draw: (theme) => lineChart(panels, SOAK_LEGEND, SOAK.description, theme),
	};
}

/** The tables of one part, as they stand on the page. */
export function tablesOf(part: Part, figures: Figures): string {
	const { tokens, requests, nodes, limit, memory, queue, soak } = figures;
	switch (part) {
		case 'tokens':
			return tokenTable(["n8n's own (Metabase)", 'Ours (E-CROSS)'], tokens?.result ?? []);
		case 'requests':
			return comparisonTable('Compared with a request with', requests?.result ?? []);
		case 'nodes':
			return comparisonTable('Compared with the HTTP Request node', nodes?.result ?? []);
		case 'limit':
			return tokenTable(['HTTP Request node', 'E-CROSS node'], limit?.result ?? []);
		case 'memory':
			return memoryTable(memory?.result ?? []);
		case 'queue':
			return queue ? [loadOf(queue.result), queueTable(queue.result)].join('\n\n') : '';
		case 'soak':
			return soak ? soakSection(soak.result) : '';
	}
}

function pageOf(figures: Figures): string {
	const measured = PARTS.filter((part) => figures[part] !== undefined);
	return [
		INTRODUCTION,
		...measured.map((part) =>
			[`## ${TITLES[part]}`, BEFORE[part], tablesOf(part, figures), AFTER[part]].join('\n\n'),
		),
		`## Where this was measured`,
		circumstancesTable(measured.map((part) => [TITLES[part], partOf(figures, part)])),
		REPETITION,
	].join('\n\n');
}

function loadOf({ plan, workers }: QueueBench): string {
	const { executionsPerSecond, lifetimes, lifetimeSeconds } = plan;
	return `${workers} workers, ${executionsPerSecond} executions a second for each credential, ${lifetimes} token lifetimes of ${lifetimeSeconds} s:`;
}

function soakSection(soak: SoakBench): string {
	const { ours, control, minutes, executionsPerSecond, credentials, tokenLifetimeSeconds } = soak;
	const load = `${minutes} minutes, ${executionsPerSecond} executions a second on each of the two, ${credentials} credentials whose tokens are valid for ${tokenLifetimeSeconds} s:`;
	const counts = `With the package, ${ours.succeeded} executions succeeded and ${ours.failed} failed, n8n refused ${ours.refused} webhooks, and ${ours.tokenRequests} tokens were fetched; without it, ${control.succeeded} succeeded and ${control.failed} failed.`;
	return [load, embedded(SOAK), soakTable(soak), counts].join('\n\n');
}

function partOf(figures: Figures, part: Part): Measured<unknown> {
	const measured = figures[part];
	if (measured === undefined) throw new Error(`There are no figures for ${TITLES[part]}.`);
	return measured;
}

const INTRODUCTION = `# Benchmarks

See what this package saves, and what it costs, on a running n8n. \`npm run bench\` measures all of it
and writes this page. It starts a real n8n with the package installed as users install it. The sandbox
simulates the providers on the same machine and counts every request that it receives.

Both sides of a comparison take turns in one run, so a busy machine affects both equally. **Trust the
counts and the ratios. The milliseconds are those of one machine**, named at the end.

${embedded(BARS)}`;

function embedded({ file, description }: typeof BARS): string {
	return `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="${file}.dark.svg">
  <img alt="${description}. The tables below give the same figures." src="${file}.svg">
</picture>`;
}

const BEFORE: Readonly<Record<Part, string>> = {
	tokens: `n8n's HTTP Request node calls a provider that takes 50 ms to respond: once with our E-CROSS
credential, and once with n8n's own Metabase credential, which logs in for a session in the same way.
Everything that reaches the provider is counted there.`,
	requests: `The node sends one GET per item, 200 items at once, to a server on the same machine that
immediately returns 2 KB of JSON: what remains is n8n's own time. Only the credential differs. The two
that log in have done so before the clock starts.`,
	nodes: `Our E-CROSS node and the HTTP Request node read the same page of the sandbox, once for each of
500 items. The HTTP Request node uses a fixed header, the cheapest credential there is, and always sends
all items at once. Ours starts with ten at once and finds its own pace; *Items at Once* under Options
limits it.`,
	limit: `Both nodes read one page for each item, with the same credential and with their own defaults.
The provider answers 429 to every request above its limit. The workflow loses items that end in an error.`,
	memory: `The ECGrid node downloads and uploads parcels in a separate process, with n8n's request
functions and n8n's default storage for files, which is memory. The growth of the process is read from
the system, before the run and at its peak. n8n keeps a file as Base64, a third larger: that counts
toward the downloads, and toward what is in memory before an upload begins.`,
	queue: `n8n in queue mode with PostgreSQL and Redis. Two steady loads run side by side, one for each
credential; every execution sends one POST. The tokens are so short-lived that every worker sees many of
them expire.`,
	soak: ``,
};

const AFTER: Readonly<Record<Part, string>> = {
	tokens: `**What this means.** A token is fetched once and shared, whatever the items do. That keeps you
below the provider's limits on logins, keeps a wrong password from locking the account, and never sends
an order twice because the first response was an error.

**What to keep in mind.** The number of requests that n8n's own credential makes depends on how fast the
provider responds: 3 to 27 were seen in the first case. It is one of the credentials that fetch a token
in a hook; OAuth2 credentials work differently and were not compared.`,
	requests: `Times are the node's own, as n8n records them, divided by the number of items: the median of
all rounds, with the quartiles in parentheses. The ratio is the median of the ratios within each round.
Below 1, ours is faster.

**What this means.** Our credential is cheaper than n8n's own of this kind, because it attaches the
token in code, while the other has n8n evaluate an expression for every request. A fixed header is
cheaper still, because n8n reads and decrypts a credential that logs in twice per request, but one with
a header only once.

**What to keep in mind.** A provider on the internet takes 50 to 500 ms to respond, and next to that
none of these differences is noticeable.`,
	nodes: `Times are the node's own, divided by the number of items, as above.

**What this means.** Our node keeps up with the HTTP Request node, although it checks parameters,
recognizes errors by their body, shapes the output, and sends no more at once than the provider allows.

**What to keep in mind.** This says nothing about operations that page through a list: they wait for one
page after another. Paging through a list of 50,000 rows takes at most 1.25 times the memory of its
result, which a test verifies.`,
	limit: `**What this means.** Our node finds out how many requests the provider accepts, stays at that
number, and sends refused requests again. The HTTP Request node sends all items at once unless you set
Batching.`,
	memory: `**What this means.** One file takes at most three times its size in memory. With 20 files, one
at a time is under way: operations that return files fetch one at a time. *Items at Once* under Options
changes that, and multiplies the memory. The largest file that the nodes accept is 100 MB.

**What to keep in mind.** Keeping files on disk (\`N8N_DEFAULT_BINARY_DATA_MODE=filesystem\`) was not
measured.`,
	queue: `**What this means.** The workers share one token through n8n's database: the first one to see
that it is about to expire renews it, and the others read the new one. No call goes out with an expired
token, and no request is sent twice.

**What to keep in mind.** Such short lifetimes are only for the test. With the providers' own lifetimes,
there are between three logins a day (E-CROSS, eight hours) and about 200 (Pledg, ten minutes), however
many workers there are.`,
	soak: ``,
};

const REPETITION = `## Measure it yourself

\`\`\`sh
npm run bench                      # everything; writes this page
npm run bench -- --rounds 31       # longer, for a busy machine
npm run bench:tokens               # one part; prints its table and writes nothing
npm run bench -- requests          # one part; replaces its old figures
npm run bench:nodes -- --n8n 1.123.81
\`\`\`

Each of them ends with exit code 1 if a requirement of the tables is missed. The figures of every round
are in [benchmarks.json](benchmarks.json).`;
