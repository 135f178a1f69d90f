import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout this file lies in. */
export const checkoutFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** Shared by all checkouts of this user, since an n8n takes minutes and gigabytes to install. */
export const cacheFolder = join(
	process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
	'n8n-nodes-commerce-connectors',
);

/** Builds of this checkout's package. */
export const packageFolder = join(checkoutFolder, '.playground', 'package');

/** What tells one playground from another: two that differ in any of it can run side by side. */
export interface PlaygroundIdentity {
	readonly n8nVersion: string;
	readonly port: number;
	/** Part of the addresses that the playground's credentials and workflows hold. */
	readonly sandboxPort: number;
}

/**
 * The user folder of a playground: n8n's database and settings. Deleting it resets the playground. It is
 * not in the checkout, because a package installed below the checkout would find the checkout's
 * `n8n-workflow` instead of the running n8n's own, which it finds wherever users install it.
 */
export function userFolder({ n8nVersion, port, sandboxPort }: PlaygroundIdentity): string {
	const checkoutId = createHash('sha256').update(checkoutFolder).digest('hex').slice(0, 8);
	const name = `n8n-${n8nVersion}-${port}-${sandboxPort}`;
	return join(cacheFolder, `playground-${checkoutId}`, name);
}
