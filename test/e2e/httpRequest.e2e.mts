// Every option of n8n's HTTP Request node, with a credential of ours and with n8n's own Header Auth.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credential } from '../../playground/client.mts';
import { caseOf } from './support/credentialCases.mts';
import { startEchoServer, type EchoServer } from './support/echoServer.mts';
import { optionCells, type OptionCell } from './support/optionCells.mts';
import { runCell } from './support/optionRun.mts';
import { sharedStage } from './support/sharedStage.mts';

const stage = await sharedStage();
const { client, sandbox } = stage;
const PAGE = new URL('../../docs/http-request-node.md', import.meta.url);

let server: EchoServer;
let ours: Credential;
let theirs: Credential;
const rows: string[] = [];
/** The rows of the page, without the padding that Prettier adds. */
let table: string[];

beforeAll(async () => {
	await sandbox.reset();
	const page = await readFile(PAGE, 'utf8');
	table = [...page.matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) =>
		row.replace(/\s+\|\s+/g, ' | ').trim(),
	);
	server = await startEchoServer();
	const { type, account, data } = caseOf('E-CROSS API');
	ours = await client.createCredential({
		name: 'Options, ours',
		type,
		data: { ...data(account('options'), sandbox.addresses), productUrl: server.origin },
	});
	theirs = await client.createCredential({
		name: 'Options, theirs',
		type: 'httpHeaderAuth',
		data: { name: 'Authorization', value: 'Bearer of-header-auth' },
	});
});

afterAll(async () => {
	await server.close();
	console.log(rows.join('\n'));
});

describe.each(groupsOf(optionCells))('%s', (_group, cells) => {
	it.each(cells.map((cell) => [cell.name, cell] as const))('%s', async (_name, cell) => {
		const own = await runCell(stage, server, cell, ours, '/ours');
		const n8ns = await runCell(stage, server, cell, theirs, '/theirs');
		if (cell.differs === undefined) {
			expect(own).toEqual(n8ns);
			expect(own.received.map(({ authorization }) => authorization)).toEqual(
				own.received.map(() => 'of the credential'),
			);
		} else {
			expect(own).toMatchObject(cell.differs.ours);
			expect(own).not.toEqual(n8ns);
		}
		const row = rowOf(cell);
		rows.push(row);
		expect(table).toContain(row);
	});
});

it('are all there are in the page, beside their head', () => {
	expect(table.slice(2)).toEqual(optionCells.map(rowOf));
});

function groupsOf(cells: readonly OptionCell[]): Array<[string, OptionCell[]]> {
	return Object.entries(Object.groupBy(cells, ({ group }) => group)).map(([group, members]) => [
		group,
		members ?? [],
	]);
}

function rowOf({ group, name, differs }: OptionCell): string {
	return `${group} | ${name} | ${differs?.reason ?? 'equal'}`;
}
