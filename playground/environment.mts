import type { Installation } from './installation.mts';
import { LOOPBACK } from './ports.mjs';

/** Names that n8n, Node.js and the C library need from the caller; the rest could change n8n's behaviour. */
const INHERITED_VARIABLES = [
	'PATH',
	'HOME',
	'USERPROFILE',
	'APPDATA',
	'SystemRoot',
	'ComSpec',
	'TMPDIR',
	'TMP',
	'TEMP',
	'LANG',
	'TZ',
];

interface Place {
	readonly installation: Installation;
	readonly userFolder: string;
}

/**
 * The whole environment of a playground's n8n: nothing of the caller's own n8n settings gets in.
 *
 * @param port the editor's port; the task broker takes the next one
 */
export function n8nEnvironment(place: Place, port: number): Record<string, string> {
	return {
		...inheritedEnvironment(),
		...addressSettings(port),
		...offlineSettings(),
		...instanceSettings(place.userFolder),
		...versionSettings(place.installation),
	};
}

function inheritedEnvironment(): Record<string, string> {
	const inherited: Record<string, string> = {};
	for (const name of INHERITED_VARIABLES) {
		const value = process.env[name];
		if (value !== undefined) inherited[name] = value;
	}
	return inherited;
}

function instanceSettings(userFolder: string): Record<string, string> {
	return {
		N8N_USER_FOLDER: userFolder,
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		DB_TYPE: 'sqlite',
		// 1.x would otherwise open SQLite without a write-ahead log, and complain.
		DB_SQLITE_POOL_SIZE: '3',
		N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_BLOCK_ENV_ACCESS_IN_NODE: 'true',
		N8N_GIT_NODE_DISABLE_BARE_REPOS: 'true',
	};
}

function addressSettings(port: number): Record<string, string> {
	return {
		N8N_LISTEN_ADDRESS: LOOPBACK,
		N8N_HOST: LOOPBACK,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(port + 1),
		// Browsers keep a secure cookie from plain HTTP.
		N8N_SECURE_COOKIE: 'false',
		// The sandbox is on loopback, which this protection of n8n 2.x blocks. It is off by default; said
		// here so that a later default does not cut the playground off.
		N8N_SSRF_PROTECTION_ENABLED: 'false',
	};
}

/** Keeps n8n from calling home, and its pages free of what has nothing to do with this package. */
function offlineSettings(): Record<string, string> {
	return {
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	};
}

/** Each line of n8n refuses, or complains about, names that only the other knows. */
function versionSettings({ version }: Installation): Record<string, string> {
	// Without task runners Code nodes of 1.x run inside n8n itself; 2.x has no other way.
	if (version.startsWith('1.')) return { N8N_RUNNERS_ENABLED: 'true' };
	// This module fetches a list of servers at every start.
	return { N8N_DISABLED_MODULES: 'mcp-registry' };
}
