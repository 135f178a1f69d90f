// The memory that files take, each case in a process of its own. Needs the compiled package in dist/.
import { fork } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';
import { loadCompiled } from './compiled.mts';

export interface MemoryCase {
	readonly title: string;
	readonly operation: 'download' | 'upload';
	readonly files: number;
	readonly megabytes: number;
}

export interface MemoryRow extends MemoryCase {
	/** Most that the process has grown by, in megabytes, with what n8n keeps of the files. */
	readonly grown: number;
}

const MEMORY_CASES: readonly MemoryCase[] = [
	{ title: 'download of one file', operation: 'download', files: 1, megabytes: 100 },
	{ title: 'upload of one file', operation: 'upload', files: 1, megabytes: 100 },
	{ title: 'download of 20 files', operation: 'download', files: 20, megabytes: 20 },
	{ title: 'upload of 20 files', operation: 'upload', files: 20, megabytes: 20 },
];

/** Three times the largest file that the nodes take, beside what n8n keeps of the other files. */
export function mostGrowth(row: MemoryCase): number {
	const others = keptByN8n({ ...row, files: row.files - 1 });
	return 3 * LARGEST_FILE_MEGABYTES + others;
}

/** As Base64 in the items, for downloads; the items of an upload are there before. */
export function keptByN8n({ operation, files, megabytes }: MemoryCase): number {
	return operation === 'download' ? (files * megabytes * 4) / 3 : 0;
}

const LARGEST_FILE_MEGABYTES = 100;
const MEGABYTE = 1024 * 1024;
/** Whole groups of Base64, so that pieces can stand one behind the other. */
const PIECE = Buffer.alloc(3 * 2 ** 14, 'ISA*00*~');

/** Measures all cases, one after the other. */
export async function measureMemory(): Promise<MemoryRow[]> {
	const server = await startServer();
	const rows: MemoryRow[] = [];
	for (const one of MEMORY_CASES) {
		const { port } = server.address() as AddressInfo;
		rows.push({ ...one, grown: await grownIn(one, `http://127.0.0.1:${port}`) });
	}
	server.close();
	return rows;
}

/** Sends a file as it is written, and takes one without keeping it. */
async function startServer(): Promise<Server> {
	const server = createServer((request, response) => {
		let taken = 0;
		let body = '';
		request.on('data', (chunk: Buffer) => {
			taken += chunk.length;
			if (taken < 1000) body += chunk.toString('utf8');
		});
		request.on('end', () => {
			response.setHeader('content-type', 'application/json');
			if (!request.url?.endsWith('/download')) {
				response.end(JSON.stringify({ success: true, data: taken }));
				return;
			}
			const { parcelId } = JSON.parse(body) as { parcelId: number };
			void sendFile(parcelId * MEGABYTE, async (text) => {
				if (!response.write(text)) await new Promise((resolve) => response.once('drain', resolve));
			}).then(() => response.end());
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

async function sendFile(size: number, write: (text: string) => Promise<void>): Promise<void> {
	await write(`{"success":true,"data":{"bytes":${size},"fileName":"orders.edi","content":"`);
	for (let left = size; left > 0; left -= PIECE.length) {
		await write(PIECE.toString('base64', 0, Math.min(left, PIECE.length)));
	}
	await write('"}}');
}

async function grownIn(one: MemoryCase, url: string): Promise<number> {
	const child = fork(import.meta.filename, [JSON.stringify(one), url], {
		execArgv: ['--expose-gc'],
	});
	return await new Promise((resolve, reject) => {
		child.once('message', (grown) => resolve(Number(grown)));
		child.once('exit', (code) => reject(new Error(`The measurement ended with ${code}`)));
	});
}

/** In the process of one case. The compiled package runs, as n8n loads it. */
async function measureHere(one: MemoryCase, baseUrl: string): Promise<number> {
	const { harness, node, credentialType } = await loadCompiled('EcGrid/EcGrid', 'EcGridApi');
	const { byId, CredentialStore, itemWithFile, runNode } = harness;
	const credentials = new CredentialStore([credentialType], {
		ecGridApi: { baseUrl, apiKey: 'key' },
	});
	const run = async (files: number, megabytes: number, measure = async () => {}) => {
		// The items have their files before; the same one, since these are n8n's and not ours.
		const file =
			one.operation === 'upload' ? Buffer.alloc(megabytes * MEGABYTE, 'ISA*00*~') : undefined;
		const item = file ? itemWithFile(file, 'application/edi-x12', 'orders.edi') : { json: {} };
		const parameters: INodeParameters =
			one.operation === 'upload' ? {} : { parcelId: byId(String(megabytes)) };
		await measure();
		return await runNode({
			node,
			parameters: { resource: 'parcel', operation: one.operation, ...parameters },
			items: Array.from({ length: files }, () => item),
			credentials,
		});
	};
	await run(1, 1);
	let before = 0;
	await run(one.files, one.megabytes, async () => {
		globalThis.gc?.();
		before = process.memoryUsage().rss;
	});
	return (process.resourceUsage().maxRSS * 1024 - before) / MEGABYTE;
}

if (process.argv[1] === import.meta.filename) {
	const [given = '', url = ''] = process.argv.slice(2);
	const grown = await measureHere(JSON.parse(given) as MemoryCase, url);
	process.send?.(grown, () => process.exit(0));
}
