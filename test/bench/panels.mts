/** Which figures go into the picture, and how. */
import type { Bar, Group, Panel } from './chart.mts';
import type { Legend, Side } from './svg.mts';
import type { Figures } from './figures.mts';
import { summarize, timesOf, type Bound, type Comparison } from './rounds.mts';
import type { QueueBench } from './queueFigures.mts';
import type { TokenRow } from './tokens.mts';
import type { Facts } from '../e2e/support/tokenCases.mts';

export const LEGEND: Legend = [
	['ours', 'this package'],
	['theirs', "n8n's own credential of this kind (Metabase)"],
	['plain', "n8n's HTTP Request node with a fixed header"],
];

/** What the cases call the requests to the token endpoint. */
const TOKEN_FACTS = ['token requests', 'token requests in 3 runs', 'logins', 'new tokens'];

/** A panel for each part that has figures. */
export function panelsOf({ tokens, requests, nodes, queue }: Figures): Panel[] {
	return [
		...(tokens ? [tokenPanel(tokens.result)] : []),
		...(requests ? [requestPanel(requests.result)] : []),
		...(nodes ? [nodePanel(nodes.result)] : []),
		...(queue ? [queuePanel(queue.result)] : []),
	];
}

function tokenPanel(rows: readonly TokenRow[]): Panel {
	const groups = rows.flatMap(({ title, ours, theirs }): Group[] => {
		const counts = { ours: tokenCount(ours), theirs: tokenCount(theirs) };
		if (counts.ours === undefined || counts.theirs === undefined) return [];
		return [
			{ label: title, bars: [countBar('ours', counts.ours), countBar('theirs', counts.theirs)] },
		];
	});
	return {
		title: 'Token requests',
		subtitle: "Logins that reach the provider from n8n's HTTP Request node. Fewer is better.",
		groups,
	};
}

function tokenCount(facts: Facts): number | undefined {
	const count = TOKEN_FACTS.map((name) => facts[name]).find((fact) => fact !== undefined);
	return typeof count === 'number' ? count : undefined;
}

function countBar(side: Side, value: number): Bar {
	return { side, value, text: String(value) };
}

function requestPanel(comparisons: readonly Comparison[]): Panel {
	return {
		title: 'Time per request of the HTTP Request node',
		subtitle:
			'Milliseconds at a server that answers at once; median and quartiles. Shorter is better.',
		groups: comparisons.map((comparison) => {
			const [credential, header] = comparison.bounds;
			return {
				label: `${comparison.items} items at once`,
				bars: [
					...ourBar(comparison, credential),
					...againstBar('theirs', comparison, credential),
					...againstBar('plain', comparison, header),
				],
			};
		}),
	};
}

function nodePanel(comparisons: readonly Comparison[]): Panel {
	return {
		title: 'Time per item of our node',
		subtitle: 'Milliseconds until 500 items are done, divided by 500; median and quartiles.',
		groups: comparisons.map((comparison) => {
			const [bound] = comparison.bounds;
			return {
				label: bound?.title ?? '',
				bars: [...ourBar(comparison, bound), ...againstBar('plain', comparison, bound)],
			};
		}),
	};
}

function queuePanel({ plan, workers, ours, theirs }: QueueBench): Panel {
	const { lifetimes, lifetimeSeconds, executionsPerSecond } = plan;
	const group = (label: string, name: 'tokenRequests' | 'refused' | 'sentTwice'): Group => ({
		label,
		bars: [countBar('ours', ours[name]), countBar('theirs', theirs[name])],
	});
	return {
		title: `Queue mode, ${workers} workers`,
		subtitle: `${executionsPerSecond} executions a second over ${lifetimes} token lifetimes of ${lifetimeSeconds} s.`,
		groups: [
			group('token requests', 'tokenRequests'),
			group('calls refused', 'refused'),
			group('requests sent twice', 'sentTwice'),
		],
	};
}

function ourBar(comparison: Comparison, bound: Bound | undefined): Bar[] {
	return bound === undefined ? [] : [timeBar('ours', comparison, bound.name)];
}

function againstBar(side: Side, comparison: Comparison, bound: Bound | undefined): Bar[] {
	return bound === undefined ? [] : [timeBar(side, comparison, bound.against)];
}

function timeBar(side: Side, { series, items }: Comparison, name: string): Bar {
	const { median, lower, upper } = summarize(timesOf(series, name));
	return {
		side,
		value: median / items,
		spread: [lower / items, upper / items],
		text: `${(median / items).toFixed(2)} ms`,
	};
}
