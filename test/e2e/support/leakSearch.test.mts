// The search that the end-to-end run ends with must find what it is made for.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentsOf } from './leakPlaces.mts';
import { jwtsIn, SecretSearch } from './leakSearch.mts';
import { plants } from './plants.mts';

const search = new SecretSearch(plants.map(({ secret }) => secret));
const all = plants.map(({ text }) => text).join(' ');
const names = plants.map(({ secret }) => secret.name).sort();
/** Longer than a page of SQLite's. */
const FILLER = 'x'.repeat(5_000);

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'leak-search-'))));
afterAll(async () => await rm(folder, { recursive: true }));

describe('the search for secrets', () => {
	it.each(plants)('finds $secret.name, and no other', ({ secret, text }) => {
		const found = search.findIn(Buffer.from(`before ${text} after`)).map((hit) => hit.secret);
		expect(new Set(found)).toEqual(new Set([secret]));
	});

	it.each(plants)('finds $secret.name that stands in JSON too', ({ secret, text }) => {
		const found = search.findIn(Buffer.from(JSON.stringify({ text })));
		expect(found.map((hit) => hit.secret)).toContain(secret);
	});

	it('finds a secret in UTF-16', () => {
		const one = new SecretSearch([{ name: 'one', value: 'a secret' }]);
		expect(one.findIn(Buffer.from('not a secret', 'utf16le'))).toHaveLength(1);
	});

	it('finds a secret of eight letters at each place inside base64', () => {
		const one = new SecretSearch([{ name: 'one', value: '8letters' }]);
		for (const before of ['', '1', '12', '123']) {
			const text = Buffer.from(`${before}8letters and more`).toString('base64');
			expect(one.findIn(Buffer.from(text))).toHaveLength(1);
		}
	});

	it('finds nothing in a text that only begins or ends like a secret', () => {
		const one = new SecretSearch([{ name: 'one', value: 'the whole secret' }]);
		expect(one.findIn(Buffer.from('the whole secre, another secret, hole secret'))).toEqual([]);
	});

	it('finds JWTs whoever has made them, and nothing else with dots', () => {
		const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl';
		expect(jwtsIn(Buffer.from(`a www.example.com ${jwt} ${jwt}`))).toEqual([jwt]);
	});
});

describe('what a file holds', () => {
	it('is its text', async () => {
		expect(await foundIn('plain.log', Buffer.from(all))).toEqual(names);
	});

	it('is what is packed in it, also where its end is not written yet', async () => {
		const packed = gzipSync(`${all} ${crypto.randomUUID().repeat(500)}`);
		expect(await foundIn('packed.gz', packed.subarray(0, -20))).toEqual(names);
	});

	it('are the rows of a database, also those still in its log and those longer than a page', async () => {
		const path = join(folder, 'database.sqlite');
		const database = new DatabaseSync(path);
		database.exec('PRAGMA journal_mode = WAL; CREATE TABLE "a table" (id INTEGER, text, bytes)');
		const insert = database.prepare('INSERT INTO "a table" VALUES (?, ?, ?)');
		plants.forEach(({ text }, index) => {
			const long = FILLER.slice(index * 100) + text + FILLER;
			insert.run(index, index % 2 === 0 ? long : null, index % 2 === 0 ? null : Buffer.from(long));
		});
		expect(await foundAt(path)).toEqual(names);
		database.close();
	});
});

async function foundIn(name: string, bytes: Buffer): Promise<string[]> {
	const path = join(folder, name);
	await writeFile(path, bytes);
	return await foundAt(path);
}

/** The names of what is found in a file. */
async function foundAt(path: string): Promise<string[]> {
	const found = new Set<string>();
	for await (const { bytes } of contentsOf(path, 'file')) {
		for (const { secret } of search.findIn(bytes)) found.add(secret.name);
	}
	return [...found].sort();
}
