import { createServer, type AddressInfo, type Server } from 'node:net';

export const LOOPBACK = '127.0.0.1';

const LARGEST_PORT = 65_535;

/** What a port is needed for, named as the user knows it, with the flag that moves it elsewhere. */
export interface PortUse {
	readonly port: number;
	readonly purpose: string;
	readonly flag: string;
}

/** The first of the ports on loopback that some other program holds; undefined if all are free. */
export async function firstBusyPort(uses: readonly PortUse[]): Promise<PortUse | undefined> {
	for (const use of uses) {
		if (!(await isPortFree(use.port))) return use;
	}
	return undefined;
}

/** One sentence for the user: which port is taken, what wanted it, and what to do. */
export function describeBusyPort({ port, purpose, flag }: PortUse): string {
	return `Port ${port} (${purpose}) is taken by another program. Stop that program, or choose another port with ${flag}.`;
}

/** Whether a server could listen on this loopback port right now. */
export async function isPortFree(port: number): Promise<boolean> {
	const server = await listen(port).catch(() => undefined);
	if (!server) return false;
	await close(server);
	return true;
}

/**
 * Two free neighbouring ports on loopback; the lower one is returned. n8n needs two: for itself and
 * for its task broker.
 */
export async function freePortPair(): Promise<number> {
	for (;;) {
		const server = await listen(0);
		const { port } = server.address() as AddressInfo;
		const isNeighbourFree = port < LARGEST_PORT && (await isPortFree(port + 1));
		await close(server);
		if (isNeighbourFree) return port;
	}
}

function listen(port: number): Promise<Server> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen({ port, host: LOOPBACK, exclusive: true }, () => resolve(server));
	});
}

function close(server: Server): Promise<void> {
	return new Promise((resolve) => server.close(() => resolve()));
}
