import { parseArgs } from 'node:util';
import { parseN8nVersion } from '../../playground/arguments.mts';
import { N8N_USAGE, n8nOptions, type N8nArguments } from '../e2e/support/arguments.mts';
import { PARTS, USUAL_PARTS, type Part } from './parts.mts';

export interface BenchArguments extends N8nArguments {
	/** What to measure, in the order of the page. */
	readonly parts: readonly Part[];
	/** How often each side of a comparison of times takes its turn. */
	readonly rounds: number;
	/** How many token lifetimes the load in queue mode lasts. */
	readonly lifetimes: number;
	/** How long the soak lasts. */
	readonly minutes: number;
	/** Executions a second that the soak starts on each n8n. */
	readonly rate: number;
	/** How long each flood of webhooks lasts. */
	readonly seconds: number;
	/** Whether the figures go into the docs. */
	readonly save: boolean;
}

const DEFAULT_ROUNDS = 15;
const DEFAULT_LIFETIMES = 10;
const DEFAULT_MINUTES = 60;
const DEFAULT_RATE = 2;
const DEFAULT_SECONDS = 60;

/** Of `npm run bench` and of every `npm run bench:...`. */
export const BENCH_USAGE = `Usage: npm run bench -- [options]          measures ${USUAL_PARTS.join(', ')}
       npm run bench:<part> -- [options]   measures one of them, or soak

  --rounds <n>     how often each side of a comparison takes its turn (${DEFAULT_ROUNDS})
  --lifetimes <n>  how many token lifetimes the load in queue mode lasts (${DEFAULT_LIFETIMES})
  --minutes <n>    how long the soak lasts (${DEFAULT_MINUTES})
  --rate <n>       executions a second that the soak starts on each n8n (${DEFAULT_RATE})
  --seconds <n>    how long each flood of webhooks lasts (${DEFAULT_SECONDS})
  --save           writes docs/benchmarks.md, its pictures and its figures; "npm run bench" and the
                   soak always do
  ${N8N_USAGE}
  --help           shows this`;

/**
 * Reads what followed `npm run bench --`: options, and the names of parts; none means all.
 *
 * @throws Error with a sentence for the user, when an option is unknown or its value makes no sense
 */
export function parseBenchArguments(args: readonly string[]): BenchArguments {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			...n8nOptions,
			rounds: { type: 'string', default: String(DEFAULT_ROUNDS) },
			lifetimes: { type: 'string', default: String(DEFAULT_LIFETIMES) },
			minutes: { type: 'string', default: String(DEFAULT_MINUTES) },
			rate: { type: 'string', default: String(DEFAULT_RATE) },
			seconds: { type: 'string', default: String(DEFAULT_SECONDS) },
			save: { type: 'boolean', default: false },
		},
	});
	return {
		n8nVersion: parseN8nVersion(values.n8n),
		parts: positionals.length === 0 ? USUAL_PARTS : partsOf(positionals),
		rounds: parseCount('--rounds', values.rounds),
		lifetimes: parseCount('--lifetimes', values.lifetimes),
		minutes: parseCount('--minutes', values.minutes),
		rate: parseCount('--rate', values.rate),
		seconds: parseCount('--seconds', values.seconds),
		save: values.save,
		help: values.help,
	};
}

function partsOf(names: readonly string[]): Part[] {
	const parts: readonly string[] = PARTS;
	const unknown = names.find((name) => !parts.includes(name));
	if (unknown !== undefined) {
		throw new Error(`There is no part "${unknown}"; there are: ${PARTS.join(', ')}.`);
	}
	return PARTS.filter((part) => names.includes(part));
}

function parseCount(flag: string, text: string): number {
	if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
	throw new Error(`${flag} takes a number from 1 to 9999, not "${text}".`);
}
