import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { createClient } from '../../shared/http/client';
import { eCross } from '../api/provider';
import { budgetOf } from './budget';
import type { Reader, WatchedRecord } from './listing';
import type { Memory } from './memory';
import { firstNews, newsSince, type Findings } from './news';
import { orderNews } from './orderNews';
import { sample } from './sample';
import { settingsOf } from './settings';
import { keepState, readState } from './state';
import { inTurn } from './turns';

/**
 * Everything that has happened since the last poll, one item per record and oldest first; null if
 * there is nothing. What takes longer than a poll may take is left to the next one. Throws if a page
 * could not be read; then nothing counts as handed over.
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (this.getMode() === 'manual') return itemsOf(this, await sample(await readerFor(this)));
	const node = `${this.getWorkflow().id} ${this.getNode().id}`;
	const news = await inTurn(node, async (isGivenUp) => await takeNews(this, isGivenUp));
	return news && news.length > 0 ? itemsOf(this, news) : null;
}

async function takeNews(
	functions: IPollFunctions,
	isGivenUp: () => boolean,
): Promise<WatchedRecord[]> {
	const reader = await readerFor(functions);
	const { scope } = reader.settings;
	const last = readState(functions, scope)?.memory;
	const { news, memory } = await findingsOf(reader, last);
	if (isGivenUp()) return [];
	// At the end: a failure changes nothing.
	keepState(functions, { scope, memory }, news.length > 0);
	return news;
}

async function findingsOf(reader: Reader, last: Memory | undefined): Promise<Findings> {
	if (reader.settings.creation) return await orderNews(reader, last);
	return last ? await newsSince(reader, last) : await firstNews(reader);
}

async function readerFor(functions: IPollFunctions): Promise<Reader> {
	const [{ credentialType }] = eCross.credentials;
	const client = createClient(functions, eCross, credentialType);
	const budget = budgetOf(functions);
	return { functions, client, settings: await settingsOf(functions, client), budget };
}

function itemsOf({ helpers }: IPollFunctions, records: WatchedRecord[]): INodeExecutionData[][] {
	return [helpers.returnJsonArray(records.map(({ row }) => row))];
}
