import { differsByItem } from '../../../credentials/tokens/form/expressions';
import type { Job } from './jobs';
import type { Grouping, Member } from '../operation/operation';
import { contextOf, type Run } from './context';
import { requestOf } from './requestOf';
import { readValues, type AnyValues, type ItemValues } from './values';

/** Items that travel in one request, and the values of the first, which stand for all. */
interface Group {
	members: Array<Member<AnyValues>>;
	item: ItemValues;
}

/**
 * One job for each group of items. The fields of all items are read first; an item whose fields
 * are wrong is a job that fails, so that Continue On Fail treats it like any other failure.
 */
export async function groupJobs(
	run: Run,
	count: number,
	{ key, atMost = Infinity, execute }: Grouping<AnyValues>,
): Promise<Job[]> {
	const wrong: Job[] = [];
	const groups: Group[] = [];
	const open = new Map<string, Group>();
	for (let itemIndex = 0; itemIndex < count; itemIndex++) {
		const item = await readItem(run, itemIndex).then(
			(read) => read,
			(error: unknown) => ({ error }),
		);
		if ('error' in item) {
			wrong.push({ members: [itemIndex], run: async () => await Promise.reject(item.error) });
			continue;
		}
		const name = JSON.stringify([item.account, key(item.values)]);
		let group = open.get(name);
		if (!group || group.members.length >= atMost) {
			group = { members: [], item };
			groups.push(group);
			open.set(name, group);
		}
		const request = () => requestOf(run, item);
		group.members.push({ itemIndex, values: item.values, request });
	}
	// No group is started: the node would fail, and n8n would drop what the group gives out.
	if (wrong.length > 0 && !run.functions.continueOnFail()) return wrong;
	return [...wrong, ...groups.map((group) => groupJob(run, group, execute))];
}

/** The values of an item, and its account. Items of two accounts never travel together. */
async function readItem(
	{ functions, operation, client }: Run,
	itemIndex: number,
): Promise<ItemValues & { account: string }> {
	const item = await readValues(functions, operation, itemIndex);
	const credentials = await client.credentials(itemIndex);
	// A token that is renewed in the meantime does not make another account.
	const fields = { ...credentials, sessionToken: undefined };
	return { ...item, account: differsByItem(credentials) ? JSON.stringify(fields) : '' };
}

function groupJob(
	run: Run,
	{ members, item }: Group,
	execute: Grouping<AnyValues>['execute'],
): Job {
	return {
		members: members.map(({ itemIndex }) => itemIndex),
		run: async (give, fail) => {
			const context = contextOf(run, members[0]?.itemIndex ?? 0, item);
			const results = await execute(context, members);
			members.forEach(({ itemIndex }, at) => {
				const result = results[at] ?? [];
				if (result instanceof Error) fail(itemIndex, result);
				else give(itemIndex, result);
			});
		},
	};
}
