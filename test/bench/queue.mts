// `npm run bench:queue`: what our credential and one of n8n's own cost in tokens in queue mode.
import { parseArgs } from 'node:util';
import { DEFAULT_N8N_VERSION, parseN8nVersion } from '../../playground/arguments.mts';
import {
	FULL_QUEUE_BENCH,
	measureQueue,
	type QueueBench,
	type QueueBenchPlan,
	type QueueFigures,
} from './queueFigures.mts';

const USAGE = `Usage: npm run bench:queue -- [options]

  --n8n <version>      version of n8n (${DEFAULT_N8N_VERSION}), installed once if missing
  --lifetimes <count>  how many token lifetimes the load lasts (${FULL_QUEUE_BENCH.lifetimes})
  --lifetime <seconds> of a token (${FULL_QUEUE_BENCH.lifetimeSeconds})
  --help               shows this`;

try {
	const plan = parsePlan(process.argv.slice(2));
	if (plan === undefined) console.log(USAGE);
	else await bench(plan);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

/** Undefined where the user asks for help. */
function parsePlan(args: readonly string[]): QueueBenchPlan | undefined {
	const { lifetimes, lifetimeSeconds, executionsPerSecond } = FULL_QUEUE_BENCH;
	const { values } = parseArgs({
		args: [...args],
		options: {
			n8n: { type: 'string', default: DEFAULT_N8N_VERSION },
			lifetimes: { type: 'string', default: String(lifetimes) },
			lifetime: { type: 'string', default: String(lifetimeSeconds) },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return undefined;
	return {
		n8nVersion: parseN8nVersion(values.n8n),
		lifetimes: parseCount('--lifetimes', values.lifetimes),
		lifetimeSeconds: parseCount('--lifetime', values.lifetime),
		executionsPerSecond,
	};
}

function parseCount(flag: string, text: string): number {
	if (/^[1-9]\d*$/.test(text)) return Number(text);
	throw new Error(`${flag} takes a whole number from 1, not "${text}".`);
}

async function bench(plan: QueueBenchPlan): Promise<void> {
	const { lifetimes, lifetimeSeconds, executionsPerSecond } = plan;
	const minutes = ((lifetimes * lifetimeSeconds) / 60).toFixed(1);
	console.log(`Queue mode, ${executionsPerSecond} executions a second each, ${minutes} min ...`);
	const measured = await measureQueue(plan);
	console.log(`\n${describe(measured)}`);
	if (!measured.isMet) process.exitCode = 1;
}

function describe({ plan, workers, ours, theirs, mostTokenRequests, isMet }: QueueBench): string {
	return [
		`n8n ${plan.n8nVersion}, ${workers} workers, ${plan.lifetimes} lifetimes of ${plan.lifetimeSeconds} s:`,
		'',
		'| Credential | executions | token requests | refused calls | sent twice | failed |',
		'|---|---|---|---|---|---|',
		row("n8n's own (Metabase)", theirs),
		row('ours (E-CROSS)', ours),
		'',
		`Required of ours: at most ${mostTokenRequests} token requests, none refused, sent twice or failed: ${isMet ? 'ok' : 'FAILED'}`,
	].join('\n');
}

function row(name: string, figures: QueueFigures): string {
	const { executions, tokenRequests, refused, sentTwice, failed } = figures;
	return `| ${[name, executions, tokenRequests, refused, sentTwice, failed].join(' | ')} |`;
}
