/** What is kept between two polls: in the node's static data, and in this process. */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';
import { staticDataOf } from '../../shared/http/staticData';
import { memoryIn, type Memory } from './memory';

/** Plain JSON. */
export interface State {
	/** See `Settings.scope`. */
	scope: string;
	/** One more with each poll. */
	revision: number;
	memory: Memory;
}

interface Progress {
	/** Revision of the static data on which it builds. */
	base: number;
	state: State;
}

/**
 * What polls without news have learned, by node. n8n's durable scheduler reads the static data anew
 * for each poll, and saves them only with news (unless its durable cursors are on).
 */
const progress = new Map<string, Progress>();

/**
 * The state that the last poll of these settings has kept; undefined before the first one. Static
 * data that are broken, or of other settings, count as none.
 */
export function readState(functions: IPollFunctions, scope: string): State | undefined {
	const saved = savedState(functions);
	const known = progress.get(nodeOf(functions));
	const latest = known && known.base === (saved?.revision ?? 0) ? known.state : saved;
	return latest?.scope === scope ? latest : undefined;
}

/**
 * Keeps what a poll has learned. With news it counts only once n8n has saved it together with the
 * start of the run, so that a poll whose news n8n has thrown away is made up for by the next one.
 */
export function keepState(
	functions: IPollFunctions,
	{ scope, memory }: Pick<State, 'scope' | 'memory'>,
	hasNews: boolean,
): void {
	const node = nodeOf(functions);
	const base = savedState(functions)?.revision ?? 0;
	const state: State = { scope, memory, revision: nextRevision(base, progress.get(node)) };
	if (hasNews) progress.delete(node);
	else progress.set(node, { base, state });
	// In one assignment: n8n notices no change further down.
	staticDataOf(functions).state = { ...state } as unknown as IDataObject;
}

function nextRevision(base: number, known: Progress | undefined): number {
	return Math.max(base, known?.base === base ? known.state.revision : 0) + 1;
}

function savedState(functions: IPollFunctions): State | undefined {
	const { state } = staticDataOf(functions);
	if (!isObject(state) || typeof state.scope !== 'string') return undefined;
	const memory = memoryIn(state.memory);
	const revision = Number.isSafeInteger(state.revision) ? Number(state.revision) : 0;
	return memory && { scope: state.scope, revision, memory };
}

function nodeOf(functions: IPollFunctions): string {
	return `${functions.getWorkflow().id} ${functions.getNode().id}`;
}
