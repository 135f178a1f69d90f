// `npm run bench`: measures on a real n8n what the package saves and costs, and writes it down.
import { BENCH_USAGE, parseBenchArguments, type BenchArguments } from './arguments.mts';
import {
	circumstances,
	missed,
	readFigures,
	writeFigures,
	type Figures,
	type Measured,
} from './figures.mts';
import { measureFloods } from './floods.mts';
import { measureLimit } from './limit.mts';
import { measureMemory } from './memory.mts';
import { measureNodes } from './nodes.mts';
import { tablesOf, writePage } from './page.mts';
import { FLOOD_PER_SECOND, SHARING_PARTS, TITLES, type Part } from './parts.mts';
import { measureProfile } from './profile.mts';
import { measureRequests } from './requests.mts';
import { measureStart } from './start.mts';
import { measureTokens } from './tokens.mts';
import { FULL_QUEUE_BENCH, measureQueue } from './queueFigures.mts';
import { measureScale } from './scale.mts';
import { measureSoak } from './soak.mts';
import { makeRunFolder } from '../e2e/support/runFolder.mts';
import { enterStage, startServers } from '../e2e/support/stage.mts';

try {
	const choices = parseBenchArguments(process.argv.slice(2));
	if (choices.help) console.log(BENCH_USAGE);
	else await bench(choices);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function bench(choices: BenchArguments): Promise<void> {
	const figures: Figures = {};
	for await (const measured of measure(choices)) {
		Object.assign(figures, measured);
		// After each part: what fails in the last one must not cost the quarter of an hour before it.
		if (choices.save) await save({ ...(await readFigures()), ...figures });
	}
	for (const part of choices.parts) console.log(`\n${TITLES[part]}\n\n${tablesOf(part, figures)}`);
	const misses = missed(figures);
	for (const miss of misses) console.error(`Missed: ${miss}`);
	if (misses.length > 0) process.exitCode = 1;
}

async function save(figures: Figures): Promise<void> {
	await writeFigures(figures);
	await writePage(figures);
}

/** Part by part. */
async function* measure(choices: BenchArguments): AsyncGenerator<Figures> {
	const { n8nVersion, parts } = choices;
	if (parts.includes('memory')) {
		yield { memory: await timed('memory', n8nVersion, measureMemory) };
	}
	if (parts.includes('scale')) {
		yield { scale: await timed('scale', n8nVersion, measureScale) };
	}
	if (parts.some((part) => SHARING_PARTS.has(part))) yield* measureOnStage(choices);
	yield* measureOnOthers(choices);
}

/** The parts that start an n8n of their own. */
async function* measureOnOthers(choices: BenchArguments): AsyncGenerator<Figures> {
	const { n8nVersion, parts, rounds, lifetimes, minutes, rate, seconds } = choices;
	if (parts.includes('profile')) {
		yield { profile: await timed('profile', n8nVersion, () => measureProfile(n8nVersion)) };
	}
	if (parts.includes('floods')) {
		const flood = { perSecond: FLOOD_PER_SECOND, seconds };
		yield {
			floods: await timed('floods', n8nVersion, () => measureFloods(n8nVersion, flood)),
		};
	}
	if (parts.includes('start')) {
		yield { start: await timed('start', n8nVersion, () => measureStart(n8nVersion, rounds)) };
	}
	if (parts.includes('queue')) {
		const plan = { ...FULL_QUEUE_BENCH, n8nVersion, lifetimes };
		yield { queue: await timed('queue', n8nVersion, () => measureQueue(plan)) };
	}
	if (parts.includes('soak')) {
		const plan = { n8nVersion, minutes, executionsPerSecond: rate };
		yield { soak: await timed('soak', n8nVersion, () => measureSoak(plan)) };
	}
}

async function* measureOnStage(choices: BenchArguments): AsyncGenerator<Figures> {
	const { n8nVersion: version, parts, rounds } = choices;
	// As most people run n8n: at its highest level the log itself takes time, for each expression.
	const servers = await startServers(version, await makeRunFolder(), 'info');
	try {
		const stage = await enterStage(servers.n8n, servers.sandbox);
		if (parts.includes('tokens')) {
			yield { tokens: await timed('tokens', version, () => measureTokens(stage)) };
		}
		if (parts.includes('requests')) {
			yield { requests: await timed('requests', version, () => measureRequests(stage, rounds)) };
		}
		if (parts.includes('nodes')) {
			yield { nodes: await timed('nodes', version, () => measureNodes(stage, rounds)) };
		}
		if (parts.includes('limit')) {
			yield { limit: await timed('limit', version, () => measureLimit(stage)) };
		}
	} finally {
		await servers.close();
	}
}

async function timed<Result>(
	part: Part,
	n8nVersion: string,
	work: () => Promise<Result>,
): Promise<Measured<Result>> {
	console.log(`${TITLES[part]} ...`);
	const begin = performance.now();
	const result = await work();
	const seconds = (performance.now() - begin) / 1_000;
	return { circumstances: circumstances(n8nVersion), seconds, result };
}
