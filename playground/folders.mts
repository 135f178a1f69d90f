import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout this file lies in. */
export const checkoutFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the playground keeps in the checkout between two starts. Deleting it resets the playground. */
export const playgroundFolder = join(checkoutFolder, '.playground');

/** Shared by all checkouts of this user, since an n8n takes minutes and gigabytes to install. */
export const cacheFolder = join(
	process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
	'n8n-nodes-commerce-connectors',
);
