/** One look at a running n8n: its process, and its database. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RunningN8n } from '../../playground/n8n.mts';
import { Inspector } from './Inspector.mts';
import type { Sample } from './soakFigures.mts';

const MEGABYTE = 2 ** 20;
const BUSY_LIMIT_MILLISECONDS = 10_000;
const SOCKETS = ['TCPSocketWrap', 'TCPServerWrap', 'TLSWrap', 'PipeWrap', 'PipeServerWrap'];
const TIMERS = ['Timeout', 'Immediate'];

/** What n8n's process has open, by Node.js' names. */
interface Open {
	readonly resources: readonly string[];
	readonly listeners: number;
	readonly resident: number;
}

const LOOK_INSIDE = `({
	resources: process.getActiveResourcesInfo(),
	listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
	resident: process.memoryUsage.rss(),
})`;

/** Looks at an n8n that was started with an inspector. */
export async function takeSample(n8n: RunningN8n, minute: number): Promise<Sample> {
	return { minute, ...(await lookIntoProcess(n8n)), ...lookIntoDatabase(n8n) };
}

async function lookIntoProcess(n8n: RunningN8n) {
	const inspector = await Inspector.connect(n8n.logFile);
	const heap = await inspector.heapAfterCollection();
	const open = (await inspector.evaluate(LOOK_INSIDE)) as Open;
	inspector.close();
	const count = (names: readonly string[]): number =>
		open.resources.filter((name) => names.includes(name)).length;
	return {
		heapMegabytes: heap / MEGABYTE,
		residentMegabytes: open.resident / MEGABYTE,
		sockets: count(SOCKETS),
		timers: count(TIMERS),
		listeners: open.listeners,
		descriptors: (await readdir(`/proc/${n8n.pid}/fd`)).length,
	};
}

function lookIntoDatabase(n8n: RunningN8n) {
	const rows = Object.entries(rowsOfTables(n8n));
	const sum = (isWanted: (table: string) => boolean): number =>
		rows.reduce((total, [table, count]) => total + (isWanted(table) ? count : 0), 0);
	const isOfExecutions = (table: string): boolean => table.startsWith('execution');
	const [sizes] = readDatabase(
		n8n,
		`SELECT (SELECT COALESCE(SUM(LENGTH(staticData)), 0) FROM workflow_entity) AS staticData,
		        (SELECT COALESCE(MAX(LENGTH(data)), 0) FROM credentials_entity) AS credential`,
	);
	return {
		executionRows: sum(isOfExecutions),
		otherRows: sum((table) => !isOfExecutions(table)),
		staticDataBytes: Number(sizes?.staticData),
		largestCredentialBytes: Number(sizes?.credential),
	};
}

/** How many rows each table of n8n's has. */
export function rowsOfTables(n8n: RunningN8n): Record<string, number> {
	const tables = readDatabase(n8n, "SELECT name FROM sqlite_master WHERE type = 'table'");
	return Object.fromEntries(
		tables.map(({ name }) => {
			const [row] = readDatabase(n8n, `SELECT COUNT(*) AS count FROM "${String(name)}"`);
			return [String(name), Number(row?.count)];
		}),
	);
}

/** The executions that n8n keeps at the moment, with their status. */
export function keptExecutions(n8n: RunningN8n): Array<readonly [id: number, status: string]> {
	return readDatabase(n8n, 'SELECT id, status FROM execution_entity').map(({ id, status }) => [
		Number(id),
		String(status),
	]);
}

/** The rows that a query finds in n8n's database. */
export function readDatabase(n8n: RunningN8n, query: string) {
	const database = new DatabaseSync(join(n8n.userFolder, '.n8n', 'database.sqlite'), {
		readOnly: true,
		timeout: BUSY_LIMIT_MILLISECONDS,
	});
	try {
		return database.prepare(query).all();
	} finally {
		database.close();
	}
}
