// Plain JavaScript: `npm start` looks for these before the Node.js that reads types is installed.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Each need is met by any one of its programs; n8n's SQLite driver is compiled during the installation. */
const NEEDED_PROGRAMS = [
	{ need: 'a C++ compiler', anyOf: ['c++', 'g++', 'clang++'] },
	{ need: 'make', anyOf: ['make', 'gmake'] },
	{ need: 'Python 3', anyOf: ['python3', 'python'] },
];

/**
 * Names the missing programs and how to get them; undefined if none is missing.
 *
 * @param {(program: string) => boolean} isThere
 * @returns {string | undefined}
 */
export function describeMissingPrograms(isThere = isOnPath) {
	// On Windows node-gyp looks for Visual Studio itself, with a clear message of its own.
	if (process.platform === 'win32') return undefined;
	const missing = NEEDED_PROGRAMS.filter(({ anyOf }) => !anyOf.some(isThere));
	if (missing.length === 0) return undefined;
	const names = missing.map(({ need, anyOf }) => `${need} (${anyOf.join(' or ')})`).join(', ');
	return `Installing n8n compiles its SQLite driver, and this is missing: ${names}. Debian and Ubuntu: "apt-get install g++ make python3"; macOS: "xcode-select --install".`;
}

/** @param {string} program */
function isOnPath(program) {
	const folders = (process.env.PATH ?? '').split(delimiter);
	return folders.some((folder) => folder !== '' && existsSync(join(folder, program)));
}
