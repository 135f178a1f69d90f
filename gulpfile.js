const { rm } = require('node:fs/promises');
const { dest, src } = require('gulp');

/** Before the compiler: what was built from sources that are gone must not be packed. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** Copies what the compiler leaves behind: icons and codex files, beside the code that names them. */
function copyAssets() {
	return src(['{credentials,nodes}/**/*.{svg,json}'], { encoding: false }).pipe(dest('dist'));
}

exports.clean = clean;
exports.default = copyAssets;
