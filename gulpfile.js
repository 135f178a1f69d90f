const { dest, src } = require('gulp');

/** Copies what the compiler leaves behind: icons and codex files, beside the code that names them. */
function copyAssets() {
	return src(['{credentials,nodes}/**/*.{svg,json}'], { encoding: false }).pipe(dest('dist'));
}

exports.default = copyAssets;
