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
			return comparisonTable('Beside a request with', requests?.result ?? []);
		case 'profile':
			return figures.profile ? profileTable(figures.profile.result) : '';
		case 'nodes':
			return comparisonTable('Beside the HTTP Request node', nodes?.result ?? []);
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
	const load = `${minutes} minutes, ${credentials} credentials whose tokens live ${tokenLifetimeSeconds} s; executions that start each second on each of the two: ${executionsPerSecond}.`;
	const short =
		minutes < FULL_MINUTES ? ` Required are ${FULL_MINUTES} minutes; this run was shorter.` : '';
	const counts = `With the package ${countsOf(ours)}; without it ${countsOf(control)}.`;
	return [load + short, embedded(SOAK), soakTable(soak), restTable(soak), counts].join('\n\n');
}

function partOf(figures: Figures, part: Part): Measured<unknown> {
	const measured = figures[part];
	if (measured === undefined) throw new Error(`There are no figures of ${TITLES[part]}.`);
	return measured;
}

const INTRODUCTION = `# Benchmarks

What this package saves, and what it costs, on a running n8n. \`npm run bench\` measures all of it and
writes this page. It starts a real n8n with the package installed as users install it. The providers
are played by the sandbox on the same machine, which counts every request that it gets.

Both sides of a comparison take turns in one run, so a busy machine hits both alike. **Trust the
counts and the ratios. The milliseconds are those of one machine**, named at the end.

${embedded(BARS)}`;

const BEFORE: Readonly<Record<Part, string>> = {
	tokens: `n8n's HTTP Request node calls a provider that takes 50 ms to answer: once with our E-CROSS
credential, once with n8n's own Metabase credential, which logs in for a session in the same way.
Whatever reaches the provider is counted there.`,
	requests: `One GET per item, 200 items at once, to a server on the same machine that answers at once with 2 KB
of JSON: what is left is the time of n8n itself. Nothing differs but the credential. The two that log
in have done so before the clock starts.`,
	profile: `The same requests of the HTTP Request node with a CPU profile of n8n's main thread, with a fixed header and with
our credential, 3,000 requests each. What functions of this package take is counted with all that they call.`,
	nodes: `Our E-CROSS node and the HTTP Request node read the same page of the sandbox, once for each of
500 items. The HTTP Request node has a fixed header, the cheapest credential there is, and always
sends all items at once. Ours begins with ten at once and finds its pace by itself; *Items at Once* under Options limits it.`,
	limit: `Both nodes read one page for each item, with the same credential and with their own defaults. The
provider answers 429 to every request above its limit. Items that end in an error are lost to the workflow.`,
	memory: `The ECGrid node downloads and uploads parcels in a process of its own, with n8n's request functions and
n8n's default way to keep files, which is in memory. What the process grows by is read from the system
before and at its peak. n8n keeps a file as Base64, a third larger: that is part of the downloads, and
of what is there before an upload begins.`,
	scale: `The E-CROSS node lists SKUs, 500 on a page, and sends tracking events, of which E-CROSS takes 500 in one
request. Each case runs in a process of its own, with n8n's request functions, against a server that
answers at once. Time is that of the processor, so that other load on the machine does not count.`,
	floods: `Webhooks reach each trigger, one after the other: one third valid, one third the same again, one third forged.
300 a second were wanted; at most 20 are open at once, so the rate is no higher than n8n answers. The workflow behind the trigger does nothing, and
n8n stores no executions. Then each kind is sent alone, 100 times, to see what one costs n8n's processor
together with the workflow that it starts.`,
	start: `n8n starts with the package and without in turn, each on a database of its own that is there already.
Time counts until its REST API answers. The editor loads the description of every node type, in all
versions of the node, when it is opened; ours are shown beside the five largest of n8n.`,
	queue: `n8n in queue mode with PostgreSQL and Redis. Two steady loads run beside each other, one for each
credential; every execution sends one POST. The tokens live so shortly that every worker sees many of
them end.`,
	soak: `Two n8n run beside each other under the same load, one with the package and one without. With it, 20
credentials of four kinds are used by the HTTP Request node and by our nodes, an E-CROSS Trigger polls once a
minute and finds new orders, and a quarter of the executions are started by webhooks of Ecart Pay. Without
it, 20 credentials of n8n's own kind (Metabase) do the same in the HTTP Request node, with n8n's own webhooks
and a schedule. Once a minute both are looked at, after a forced garbage collection. n8n saves its executions
and deletes the old ones, as by default, but keeps fewer and deletes them sooner, so that it does within the run.`,
};

const AFTER: Readonly<Record<Part, string>> = {
	tokens: `**What it means.** A token is fetched once and shared, whatever the items do. That keeps you below the
provider's limits on logins, keeps a wrong password from locking the account, and sends no order twice
because the first answer was an error.

**What it does not mean.** How many requests n8n's own makes depends on how fast the provider answers:
3 to 27 were seen for the first case. It is one of the credentials that fetch a token in a hook; those
for OAuth2 work in another way and were not compared.`,
	requests: `Times are the node's own, as n8n records them, divided by the number of items: the median of all rounds,
with the quartiles in brackets. The ratio is the median of the ratios within each round. Below 1, ours
is faster.

**What it means.** Our credential is cheaper than n8n's own of this kind, since it attaches the token in
code where the other has n8n evaluate an expression for every request. A fixed header is cheaper still,
because n8n reads and decrypts a credential that logs in twice per request, and one with a header once.

**What it does not mean.** A provider on the internet takes 50 to 500 ms to answer, beside which none of
these differences shows.`,
	profile: `**What it means.** Of what our credential costs more than a fixed header, the part in the last column is this
package's; the rest is n8n, which reads and decrypts a credential that logs in a second time.`,
	nodes: `Times are the node's own, divided by the number of items, as above.

**What it means.** Our node keeps up with the HTTP Request node, although it checks parameters, knows
errors by their body, shapes the output, and sends no more at once than the provider answers.

**What it does not mean.** It says nothing about operations that page through a list: those wait for one
page after the other. A list of 50,000 rows that is paged grows memory to at most 1.25 times its result,
which a test holds.`,
	limit: `**What it means.** Our node finds out how many requests the provider accepts, stays there, and sends again
what was refused. The HTTP Request node sends all items at once unless you set Batching.`,
	memory: `**What it means.** One file takes at most three times its size. Of 20 files, one at a time is under way. Operations that give out files fetch one at a time; *Items at Once*
under Options changes that, and multiplies the memory. 100 MB are the largest file that the nodes take.

**What it does not mean.** The way to keep files on the disk (\`N8N_DEFAULT_BINARY_DATA_MODE=filesystem\`) was not measured.`,
	scale: `**What it means.** Time and memory grow as the rows and items do: twice as many cost twice as much. The
last columns say what one row or item costs beside one of the fewest; up to 1.25 counts as the same.

**What it does not mean.** A list is as fast as its provider gives out pages. Operations that send one
request for each item take the times of *Our nodes*.`,
	floods: `**What it means.** What n8n has taken starts the workflow once, however often it comes. Forged webhooks cost
less than valid ones. Where n8n is too busy, the sender is told so, and sends again.

**What it does not mean.** How many a second n8n takes is a matter of the machine and of the workflow. A
repeat is known for certain for ten minutes, for as many as 10,000 events.`,
	start: `**What it means.** The package is loaded once, at the start. Its largest description, that of ECGrid SOAP, has
222 operations; 200 KB are the most that one of ours may take, which a test holds.`,
	queue: `**What it means.** The workers share one token through n8n's database: the first that sees it come to its
end renews it, and the others read the new one. No call goes out with a token that has ended, and no
request is sent twice.

**What it does not mean.** Such short lifetimes are for the test. With the providers' own it is from three
logins a day (E-CROSS, eight hours) to about 200 (Pledg, ten minutes), however many workers there are.`,
	soak: `Heap and stored data are the medians of three looks, at the tenth minute and at the end; what the process
has open is the least of ten, since calls that are under way come and go, and a leak stays.

**What it means.** The heap does not grow with time, and no socket, timer or listener is left behind. Static data
grows until a trigger's memory is full: 500 deliveries for a webhook (some 30 KB), 5,000 records for the E-CROSS
Trigger (some 400 KB). Rows in other tables are n8n's own counts of executions, which grow without the package too.

**What it does not mean.** Executions that failed and webhooks that were refused say how busy the machine was: the
providers, both n8n and the load itself share its cores with other work.`,
};

const REPETITION = `## Measure it yourself

\`\`\`sh
npm run bench                      # everything but the steady load; writes this page
npm run bench:soak                 # an hour of steady load; adds it to the page
npm run bench -- --rounds 31       # longer, for a busy machine
npm run bench:tokens               # one part; prints its table and writes nothing
npm run bench -- requests          # one part; puts its figures in the place of the old ones
npm run bench:nodes -- --n8n 1.123.81
\`\`\`

Each ends with exit code 1 where a requirement of the tables is missed. The figures of every round are
in [benchmarks.json](benchmarks.json).`;
