/** `docs/benchmarks.md` and its picture: what the figures are, for people who run n8n. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as prettier from 'prettier';
import { checkoutFolder } from '../../playground/folders.mts';
import { DARK, LIGHT } from './svg.mts';
import { BARS, embedded, picturesOf, SCALE, SOAK } from './pictures.mts';
import type { SoakBench, SoakSide } from './soakFigures.mts';
import type { Figures, Measured } from './figures.mts';
import {
	floodTables,
	profileTable,
	restTable,
	scaleTable,
	soakTable,
	startTables,
} from './loadTables.mts';
import { PARTS, TITLES, type Part } from './parts.mts';
import type { QueueBench } from './queueFigures.mts';
import {
	circumstancesTable,
	comparisonTable,
	memoryTable,
	queueTable,
	tokenTable,
} from './tables.mts';

const docsFolder = join(checkoutFolder, 'docs');
const PAGE = 'benchmarks.md';
/** How long a soak has to last. */
const FULL_MINUTES = 60;

/** Writes the page and its pictures from these figures; a part without figures is left out. */
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

/** The tables of one part, as they stand on the page. */
export function tablesOf(part: Part, figures: Figures): string {
	const { tokens, requests, nodes, limit, memory, scale, floods, start, queue, soak } = figures;
	switch (part) {
		case 'tokens':
			return tokenTable(["n8n's own (Metabase)", 'Ours (E-CROSS)'], tokens?.result ?? []);
		case 'requests':
			return comparisonTable('Compared with a request with', requests?.result ?? []);
		case 'profile':
			return figures.profile ? profileTable(figures.profile.result) : '';
		case 'nodes':
			return comparisonTable('Compared with the HTTP Request node', nodes?.result ?? []);
		case 'limit':
			return tokenTable(['HTTP Request node', 'E-CROSS node'], limit?.result ?? []);
		case 'memory':
			return memoryTable(memory?.result ?? []);
		case 'scale':
			return scale ? [embedded(SCALE), scaleTable(scale.result)].join('\n\n') : '';
		case 'floods':
			return floods ? floodTables(floods.result) : '';
		case 'start':
			return start ? startTables(start.result) : '';
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
		CHECKS,
		`## Where this was measured`,
		circumstancesTable(measured.map((part) => [TITLES[part], partOf(figures, part)])),
		REPETITION,
	].join('\n\n');
}

function loadOf({ plan, workers }: QueueBench): string {
	const { executionsPerSecond, lifetimes, lifetimeSeconds } = plan;
	return `${workers} workers, ${executionsPerSecond} executions a second for each credential, ${lifetimes} token lifetimes of ${lifetimeSeconds} s:`;
}

function countsOf({ succeeded, failed, refused, tokenRequests }: SoakSide): string {
	return `${succeeded} executions succeeded and ${failed} failed, n8n refused ${refused} webhooks, and ${tokenRequests} tokens were fetched`;
}

function soakSection(soak: SoakBench): string {
	const { ours, control, minutes, executionsPerSecond, credentials, tokenLifetimeSeconds } = soak;
	const load = `${minutes} minutes, ${executionsPerSecond} executions a second on each of the two, ${credentials} credentials whose tokens are valid for ${tokenLifetimeSeconds} s.`;
	const short =
		minutes < FULL_MINUTES
			? ` This run was shorter than the required ${FULL_MINUTES} minutes.`
			: '';
	const counts = `With the package, ${countsOf(ours)}; without it, ${countsOf(control)}.`;
	return [load + short, embedded(SOAK), soakTable(soak), restTable(soak), counts].join('\n\n');
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

const BEFORE: Readonly<Record<Part, string>> = {
	tokens: `n8n's HTTP Request node calls a provider that takes 50 ms to respond: once with our E-CROSS
credential, and once with n8n's own Metabase credential, which logs in for a session in the same way.
Everything that reaches the provider is counted there.`,
	requests: `The node sends one GET per item, 200 items at once, to a server on the same machine that
immediately returns 2 KB of JSON: what remains is n8n's own time. Only the credential differs. The two
that log in have done so before the clock starts.`,
	profile: `The same requests of the HTTP Request node with a CPU profile of n8n's main thread, with a fixed header and
with our credential, 6,000 requests each. The time of this package's functions includes everything they call.`,
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
	scale: `The E-CROSS node lists SKUs, 500 on a page, and sends tracking events, of which E-CROSS takes 500 in
one request. Each case runs in a separate process, with n8n's request functions, against a server that
responds at once. The time is processor time, so other load on the machine does not count.`,
	floods: `Webhooks reach each trigger, one trigger after the other: one third valid, one third repeated, one third
forged. The target is 300 a second; at most 20 are open at once, so the rate is no higher than n8n can
answer. The workflow behind the trigger does nothing, and n8n stores no executions. Then each kind is sent
alone, 100 times, to see how much processor time one costs n8n, together with the workflow that it starts.
n8n's own Webhook node with Header Auth is sent the same, for comparison: it cannot tell a repeated webhook.`,
	start: `n8n starts with and without the package in turn, each time on an existing database of its own. The time
is measured until its REST API answers. When the editor opens, it loads the description of every node type
in all its versions; ours are shown next to the five largest of n8n.`,
	queue: `n8n in queue mode with PostgreSQL and Redis. Two steady loads run side by side, one for each
credential; every execution sends one POST. The tokens are so short-lived that every worker sees many of
them expire.`,
	soak: `Two n8n instances run side by side under the same load, one with the package and one without. With it, 20
credentials of four kinds are used by the HTTP Request node and by our nodes, an E-CROSS Trigger polls once
a minute and finds new orders, and Ecart Pay webhooks start a quarter of the executions. Without it, 20
credentials of n8n's own kind (Metabase) do the same in the HTTP Request node, with n8n's own webhooks and a
schedule. Both are inspected once a minute, after a forced garbage collection. n8n saves its executions and
prunes old ones, as it does by default, but keeps fewer and prunes sooner, so that this happens within the run.`,
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
a header only once. The goal beside a fixed header was 1.25, which is **missed**; the next section shows that
nothing of this package is left to save.

**What to keep in mind.** A provider on the internet takes 50 to 500 ms to respond, and next to that
none of these differences is noticeable.`,
	profile: `**What this means.** Of a request with our credential, the last column is this package's share; the rest is
n8n. The profiler slows short functions down, so the two rows cannot be compared, and the hook was also timed
without it. If it took no time at all, the ratio to a fixed header above would be lower by less than 0.01: what
is left is n8n's own, which reads and decrypts a credential that logs in a second time.`,
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
	scale: `**What this means.** Time and memory grow in proportion to rows and items: twice as many cost twice as
much. The last columns show what one row or item costs compared with the smallest run; up to 1.25 counts
as the same.

**What to keep in mind.** A list is as fast as its provider returns pages. Operations that send one request
for each item take the times shown under *Our nodes*.`,
	floods: `**What this means.** A webhook that n8n has accepted starts the workflow once, however often it
arrives. Forged webhooks cost less than valid ones. If n8n is too busy, the sender is told so and sends it again.

**What to keep in mind.** How many a second n8n can take depends on the machine and the workflow: n8n 2
evaluates the expressions of each webhook in a sandbox of its own, which costs most of the time, for its own
Webhook node too. With more open at once than it can take in 5 s, valid ones are answered later than that. A repeat is
recognized for ten minutes, for as many as 10,000 events.`,
	start: `**What this means.** The package is loaded once, at the start. Its largest description may have 200 KB at
most, which a test enforces.`,
	queue: `**What this means.** The workers share one token through n8n's database: the first one to see
that it is about to expire renews it, and the others read the new one. No call goes out with an expired
token, and no request is sent twice.

**What to keep in mind.** Such short lifetimes are only for the test. With the providers' own lifetimes,
there are between three logins a day (E-CROSS, eight hours) and about 200 (Pledg, ten minutes), however
many workers there are.`,
	soak: `Heap and stored data are the medians of three looks, at the tenth minute and at the end. For what the process
has open, the lowest of ten looks counts: calls under way come and go, but a leak stays.

**What this means.** The heap does not grow with time, and sockets and timers go back to what they were. Static
data grows until a trigger's memory is full: 500 deliveries for a webhook (about 30 KB), 5,000 records for the
E-CROSS Trigger (about 400 KB). The rows in other tables are n8n's own statistics, which also grow without the package.

**What to keep in mind.** The machine was busy: the providers, both n8n instances and the load itself share its
cores with other work. A webhook counts as refused also if its sender gave up waiting, as it did for those that
n8n's log names. The others were not looked into one by one.`,
};

const CHECKS = `## How long the checks take

\`.ci/run\` took 32 minutes on 2 cores on 2026-11-28, with n8n in the cache (target: 25, **missed**): 7 until the
suites on n8n begin, and 25 for two halves of them side by side, n8n 1.x included. The two cores were busy for
nine tenths of that time, so that a third part beside them would not end sooner. The longest five suites, by
the time of their tests:

| Suite          | Seconds | What takes so long                                                    |
| -------------- | ------- | --------------------------------------------------------------------- |
| \`faults\`       | 349     | 56 faults, many of them waited for until a time limit                 |
| \`browserNodes\` | 229     | each node is configured and run by clicks in the editor               |
| \`nodes\`        | 223     | 10,000 items past a provider that slows down, and two token lifetimes |
| \`faultsInside\` | 185     | n8n is killed, and its database locked, under running workflows       |
| \`ecgrid\`       | 184     | n8n is killed and started again five times                            |`;

const REPETITION = `## Measure it yourself

\`\`\`sh
npm run bench                      # everything but the steady load; writes this page
npm run bench:soak                 # an hour of steady load; adds it to the page
npm run bench -- --rounds 31       # longer, for a busy machine
npm run bench:tokens               # one part; prints its table and writes nothing
npm run bench -- requests          # one part; replaces its old figures
npm run bench:nodes -- --n8n 1.123.81
\`\`\`

Each of them ends with exit code 1 if a requirement of the tables is missed. The figures of every round
are in [benchmarks.json](benchmarks.json).`;
