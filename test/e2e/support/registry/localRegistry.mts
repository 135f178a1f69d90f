import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Installation } from '../../../../playground/installation.mts';
import { LOOPBACK } from '../../../../playground/ports.mjs';
import { run } from '../../../../playground/run.mts';
import { makeCertificate } from './certificate.mts';
import { startTunnel } from './tunnel.mts';
import { startVerdaccio } from './verdaccio.mts';

/**
 * An npm registry that an n8n, and the npm it runs, take for the public one. n8n would have to be
 * licensed to ask another, so this one answers under the public one's name, behind a proxy.
 */
export interface LocalRegistry {
	/** For n8n. */
	readonly environment: Readonly<Record<string, string>>;
	/** The hosts that n8n and npm have asked for. All of them lead here. */
	readonly askedHosts: ReadonlySet<string>;
	/** The one of them that n8n takes packages from. */
	readonly host: string;
	/** Publishes the package that lies unpacked in this folder. */
	publish(packageFolder: string): Promise<void>;
	close(): Promise<void>;
}

/**
 * Starts a registry for one n8n.
 *
 * @param folder an empty one
 * @param userFolder n8n's; its npm is set up there
 */
export async function startLocalRegistry(
	installation: Installation,
	folder: string,
	userFolder: string,
): Promise<LocalRegistry> {
	await mkdir(folder, { recursive: true });
	const address = registryOf(installation);
	const host = new URL(address).hostname;
	const { key, certificate } = await makeCertificate(folder, host);
	const verdaccio = await startVerdaccio(folder, { key, certificate });
	const tunnel = await startTunnel(verdaccio.port);
	const local = `${LOOPBACK}:${verdaccio.port}`;
	// What comes from here must not be taken for the public registry's later.
	const cache = join(folder, 'cache');
	const settings = npmSettings({ address, proxy: tunnel.url, certificate, cache, local });
	const settingsFile = join(folder, 'npmrc');
	await writeFile(settingsFile, settings);
	// n8n 1.x keeps its environment from some of the npm commands that it runs in this folder.
	const packagesFolder = join(userFolder, '.n8n', 'nodes');
	await mkdir(packagesFolder, { recursive: true });
	await writeFile(join(packagesFolder, '.npmrc'), settings);

	return {
		host,
		askedHosts: tunnel.hosts,
		environment: {
			HTTPS_PROXY: tunnel.url,
			NO_PROXY: LOOPBACK,
			NODE_EXTRA_CA_CERTS: certificate,
			npm_config_userconfig: settingsFile,
		},
		publish: async (packageFolder) => {
			// Flags, because settings that `npm run` hands down are stronger than a file.
			const flags = [
				`--userconfig=${settingsFile}`,
				`--cache=${cache}`,
				`--cafile=${certificate}`,
				`--registry=https://${local}`,
			];
			await run('npm', ['publish', packageFolder, '--ignore-scripts', ...flags], folder);
		},
		close: async () => {
			await tunnel.close();
			await verdaccio.close();
		},
	};
}

interface NpmSetUp {
	readonly address: string;
	readonly proxy: string;
	readonly certificate: string;
	readonly cache: string;
	/** Host and port at which the registry really listens. */
	readonly local: string;
}

/** The text of an `.npmrc`. */
function npmSettings({ address, proxy, certificate, cache, local }: NpmSetUp): string {
	return [
		`registry=${address}`,
		`https-proxy=${proxy}`,
		`proxy=${proxy}`,
		`noproxy=${LOOPBACK}`,
		`cafile=${certificate}`,
		`cache=${cache}`,
		// npm publishes for nobody without a token, whether the registry asks for one or not.
		`//${local}/:_authToken=made-up`,
	].join('\n');
}

/** The registry that this n8n asks unless it is told otherwise. */
function registryOf({ folder }: Installation): string {
	const { CommunityPackagesConfig } = createRequire(join(folder, 'package.json'))(
		'n8n/dist/modules/community-packages/community-packages.config.js',
	) as { readonly CommunityPackagesConfig: new () => { readonly registry: string } };
	return new CommunityPackagesConfig().registry;
}
