import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { constants, gunzipSync } from 'node:zlib';
import type { N8nClient } from '../../../playground/client.mts';
import { jwtsIn, SecretSearch, type Hit, type Secret } from './leakSearch.mts';

const EXECUTIONS_PER_WORKFLOW = 10_000;
const EXECUTIONS_AT_ONCE = 4;
const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);
const SQLITE = Buffer.from('SQLite format 3\0');

/** Something that n8n keeps, prints or gives out. */
interface Place {
	readonly name: string;
	readonly bytes: Buffer;
	/** Whether a JWT of anybody has no business here. */
	readonly noJwts?: boolean;
}

/** A secret and where it was found. */
export interface Leak extends Hit {
	readonly place: string;
}

/** What an n8n leaves behind, and the ways to ask it. */
export interface Searched {
	readonly client: N8nClient;
	/** Runs a command of n8n's, such as an export, on the same database. */
	command(args: readonly string[]): Promise<string>;
	/** Logs, databases, dumps and whatever else is on disk; searched with all that is in them. */
	readonly folders: readonly string[];
}

/**
 * Searches everything an n8n keeps for secrets: all executions as its API gives them out, exports of
 * workflows and credentials, and all files of the folders. SQLite databases are searched as files
 * and table by table, since a long text is spread over pages of the file; gzip files as they are and
 * unpacked. JWTs count as leaks whoever's they are in executions, exports, tables and `*.log`.
 */
export async function searchEverything(
	{ client, command, folders }: Searched,
	secrets: readonly Secret[],
): Promise<Leak[]> {
	const search = new SecretSearch(secrets);
	const leaks = leaksIn(await executions(client), search);
	const exports = await mkdtemp(join(tmpdir(), 'commerce-connectors-exports-'));
	try {
		await command(['export:workflow', '--all', `--output=${join(exports, 'workflow export')}`]);
		await command([
			'export:credentials',
			'--all',
			`--output=${join(exports, 'credential export')}`,
		]);
		return [...leaks, ...(await leaksInFiles([exports, ...folders], search))];
	} finally {
		await rm(exports, { recursive: true });
	}
}

/** The part of `searchEverything` that asks no n8n: all files of some folders. */
export async function searchFiles(
	folders: readonly string[],
	secrets: readonly Secret[],
): Promise<Leak[]> {
	return await leaksInFiles(folders, new SecretSearch(secrets));
}

async function leaksInFiles(folders: readonly string[], search: SecretSearch): Promise<Leak[]> {
	const leaks: Leak[] = [];
	for (const folder of folders) {
		for await (const place of filesIn(folder)) leaks.push(...leaksIn(place, search));
	}
	return leaks;
}

/** For a report: what was found where, without showing it. */
export function describeLeaks(leaks: readonly Leak[]): string[] {
	return [
		...new Set(
			leaks.map(
				({ place, secret, how }) =>
					`${place}: ${secret.name}, ${how} (SHA-256 ${digestOf(secret.value)})`,
			),
		),
	];
}

function digestOf(secret: string): string {
	return createHash('sha256').update(secret).digest('hex').slice(0, 12);
}

function leaksIn({ name: place, bytes, noJwts }: Place, search: SecretSearch): Leak[] {
	const leaks = search.findIn(bytes).map((hit) => ({ ...hit, place }));
	if (!noJwts) return leaks;
	const known = new Set(leaks.map(({ secret }) => secret.value));
	const strangers = jwtsIn(bytes).filter((jwt) => !known.has(jwt));
	return [
		...leaks,
		...strangers.map((value) => ({ secret: { name: 'a JWT', value }, how: 'raw', place })),
	];
}

/** The data of all executions that n8n still has, as its API gives them out. */
async function executions(client: N8nClient): Promise<Place> {
	const workflows = await client.listWorkflows();
	const ids: string[] = [];
	for (const { id } of workflows) {
		const listed = await client.listExecutions(id, EXECUTIONS_PER_WORKFLOW);
		ids.push(...listed.map((execution) => execution.id));
	}
	const texts: string[] = [];
	while (ids.length > 0) {
		const some = ids.splice(0, EXECUTIONS_AT_ONCE);
		const read = await Promise.all(some.map(async (id) => await client.getExecution(id)));
		texts.push(...read.map((execution) => JSON.stringify(execution)));
	}
	return { name: 'executions', bytes: Buffer.from(texts.join('\n')), noJwts: true };
}

async function* filesIn(folder: string): AsyncGenerator<Place> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	for (const entry of entries.filter((one) => one.isFile())) {
		const path = join(entry.parentPath, entry.name);
		yield* contentsOf(path, relative(folder, path));
	}
}

/** Everything a file holds: its bytes, and what they mean where that hides a text. */
export async function* contentsOf(path: string, name: string): AsyncGenerator<Place> {
	const bytes = await readFile(path);
	yield { name, bytes, noJwts: /\.log$| export$/.test(name) };
	if (startsWith(bytes, GZIP)) yield { name: `${name} unpacked`, bytes: unpacked(bytes) };
	if (startsWith(bytes, SQLITE)) yield* tablesOf(path);
}

function startsWith(bytes: Buffer, magic: Buffer): boolean {
	return bytes.subarray(0, magic.length).equals(magic);
}

/** Also of a file that is still being written. */
function unpacked(bytes: Buffer): Buffer {
	return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
}

/** Also what is still in the write-ahead log; rows that were deleted are gone. */
function* tablesOf(path: string): Generator<Place> {
	const database = new DatabaseSync(path, { readOnly: true });
	try {
		const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
		for (const { name } of tables) {
			const rows = database.prepare(`SELECT * FROM "${String(name)}"`).iterate();
			const values = [...rows].flatMap((row) => Object.values(row)).map(bytesOf);
			yield { name: `table ${String(name)}`, bytes: joined(values), noJwts: true };
		}
	} finally {
		database.close();
	}
}

function bytesOf(value: unknown): Buffer {
	return value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
}

/** With a line break after each, so that two neighbours do not make up a third. */
function joined(values: readonly Buffer[]): Buffer {
	const lineBreak = Buffer.from('\n');
	return Buffer.concat(values.flatMap((value) => [value, lineBreak]));
}
