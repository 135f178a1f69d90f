// What many rows and many items cost, each case in a process of its own. Needs the compiled package in dist/.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from '../../playground/ports.mjs';
import {
	COUNTS,
	type Scale,
	type ScaleCase,
	type ScaleRow,
	type ScaleFigures,
} from './scaleFigures.mts';
import { loadCompiled } from './compiled.mts';

/** As many events as E-CROSS takes in one request, and as many rows as the list has on a page. */
const PER_REQUEST = 500;
const WARM_UP = 1_000;
/** Garbage is collected when it comes, so that a peak is another one each time. */
const RUNS = 3;
const MEGABYTE = 1024 * 1024;
const MILLION = 1_000_000;

/** Measures all cases in turn, and again: a busy machine slows each of them alike. */
export async function measureScale(): Promise<ScaleRow[]> {
	const cases = (['rows', 'items'] as const).flatMap((scale) =>
		COUNTS.map((count) => ({ scale, count, runs: new Array<ScaleFigures>() })),
	);
	for (let turn = 0; turn < RUNS; turn++) {
		for (const { runs, ...one } of cases) runs.push(await figuresOf(one));
	}
	return cases;
}

/** E-CROSS: a login, a list of SKUs in pages, and the acknowledgement of tracking events. */
async function startServer(count: number): Promise<Server> {
	const server = createServer((request, response) => {
		const { searchParams, pathname } = new URL(request.url ?? '', 'http://provider');
		response.setHeader('content-type', 'application/json');
		request.resume().once('end', () => {
			const first = Number(searchParams.get('nextPageToken'));
			response.end(JSON.stringify(answerTo(request.method, pathname, first)));
		});
	});
	const answerTo = (method: string | undefined, path: string, first: number): object => {
		if (path.endsWith('/token')) return { token: 'token', tokenType: 'Bearer', expiresIn: 28_800 };
		if (method !== 'GET') return { status: 'ACCEPTED' };
		const size = Math.min(PER_REQUEST, count - first);
		const next = first + size;
		return {
			skus: Array.from({ length: size }, (_, index) => skuOf(first + index)),
			...(next < count && { nextPageToken: String(next) }),
		};
	};
	server.listen(0, LOOPBACK);
	await once(server, 'listening');
	return server;
}

/** Some 400 bytes, as a SKU without its texts and images. */
function skuOf(index: number): object {
	return {
		skuId: `mug-${index}`,
		productId: `mug-${Math.floor(index / 3)}`,
		main: index % 3 === 0,
		name: 'Mug, blue, dishwasher-proof',
		ean: '4006381333931',
		localizedListPriceWithTaxes: 12.5,
		localizedSalePriceWithTaxes: 9.9,
		localizationStatus: 'LOCALIZED',
		salesChannelStatus: 'PUBLISHED',
		lastUpdateDate: '2026-01-31T12:00:00.000Z',
	};
}

async function figuresOf(one: ScaleCase): Promise<ScaleFigures> {
	const server = await startServer(one.scale === 'rows' ? one.count : 0);
	const { port } = server.address() as AddressInfo;
	const child = fork(import.meta.filename, [JSON.stringify(one), `http://${LOOPBACK}:${port}`], {
		execArgv: ['--expose-gc'],
	});
	try {
		return await new Promise((resolve, reject) => {
			child.once('message', (figures) => resolve(figures as ScaleFigures));
			child.once('exit', (code) => reject(new Error(`The measurement ended with ${code}`)));
		});
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

/** In the process of one case. The compiled package runs, as n8n loads it. */
async function measureHere({ scale, count }: ScaleCase, url: string): Promise<ScaleFigures> {
	const { harness, node, credentialType } = await loadCompiled('ECross/ECross', 'ECrossApi');
	const { byId, CredentialStore, runNode } = harness;
	const addresses = { authUrl: url, productUrl: url, orderUrl: url, shipmentUrl: url };
	const login = { clientId: 'client', clientSecret: 'secret', carrierId: 'carrier' };
	const credentials = new CredentialStore([credentialType], {
		eCrossApi: { environment: 'custom', ...addresses, ...login },
	});
	const run = async (many: number) => {
		const parameters: Record<Scale, object> = {
			rows: { resource: 'sku', operation: 'getAll', returnAll: many === count, limit: many },
			items: { resource: 'parcel', operation: 'sendTrackingEvent', parcelId: byId('parcel') },
		};
		const items = Array.from({ length: scale === 'items' ? many : 1 }, () => ({ json: {} }));
		globalThis.gc?.();
		const before = { memory: process.memoryUsage().rss, cpu: process.cpuUsage() };
		const outputs = await runNode({
			node,
			parameters: { ...parameters[scale] },
			items,
			credentials,
		});
		if (outputs.length !== many) throw new Error(`${outputs.length} came out, not ${many}`);
		const { user, system } = process.cpuUsage(before.cpu);
		const peak = process.resourceUsage().maxRSS * 1024;
		return {
			seconds: (user + system) / MILLION,
			megabytes: (peak - before.memory) / MEGABYTE,
		};
	};
	await run(WARM_UP);
	return await run(count);
}

if (process.argv[1] === import.meta.filename) {
	const [given = '', url = ''] = process.argv.slice(2);
	const figures = await measureHere(JSON.parse(given) as ScaleCase, url);
	process.send?.(figures, () => process.exit(0));
}
