import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { providePinnedProgram } from '../../../../playground/pinnedProgram.mts';
import { LOOPBACK } from '../../../../playground/ports.mjs';
import type { Certificate } from './certificate.mts';

/** The part of verdaccio that is used here. */
interface Verdaccio {
	runServer(config: object): Promise<Server>;
}

/** Not among the dependencies: an indirect one of its own, in its newest release, is missing in some registries. */
const VERDACCIO = {
	name: 'verdaccio',
	version: '6.10.4',
	overrides: { 'node-fetch': '2.6.7' },
	script: 'bin/verdaccio',
};

export interface RunningVerdaccio {
	readonly port: number;
	close(): Promise<void>;
}

/**
 * Starts an empty npm registry on loopback, with TLS. Anyone may publish; it knows no other registry
 * that it could ask.
 *
 * @param folder for its files
 */
export async function startVerdaccio(
	folder: string,
	{ key, certificate }: Certificate,
): Promise<RunningVerdaccio> {
	const installed = await providePinnedProgram(VERDACCIO);
	const { runServer } = createRequire(join(installed, 'package.json'))('verdaccio') as Verdaccio;
	const server = await runServer({
		self_path: folder,
		storage: join(folder, 'storage'),
		auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: -1 } },
		uplinks: {},
		packages: { '**': { access: '$all', publish: '$all' } },
		middlewares: { audit: { enabled: false } },
		web: { enable: false },
		log: { type: 'file', path: join(folder, 'log'), format: 'json', level: 'http' },
		listen: `https://${LOOPBACK}:0`,
		https: { key, cert: certificate },
	});
	await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
	return {
		port: (server.address() as AddressInfo).port,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
