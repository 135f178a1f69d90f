const { rm } = require('node:fs/promises');
const { dest, series, src } = require('gulp');

/** Before the compiler: what was built from sources that are gone must not be packed. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** Copies what the compiler leaves behind: icons and codex files, beside the code that names them. */
function copyAssets() {
	return src(['{credentials,nodes}/**/*.{svg,json}'], { encoding: false }).pipe(dest('dist'));
}

/** What n8n shows of a node before it has run: made of the contracts, by what was compiled. */
async function writeSchemas() {
	await import('./packages/schemas/write.mts');
}

exports.clean = clean;
exports.default = series(copyAssets, writeSchemas);
