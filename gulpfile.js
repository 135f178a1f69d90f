const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { rm } = require('node:fs/promises');
const { join } = require('node:path');
const { build } = require('esbuild');
const { dest, parallel, src } = require('gulp');

/** Before the compiler: what was built from sources that are gone must not be packed. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** Copies what the compiler leaves behind: icons and codex files, beside the code that names them. */
function copyAssets() {
	return src(['{credentials,nodes}/**/*.{svg,json}'], { encoding: false }).pipe(dest('dist'));
}

/** The one module that imports a library. n8n installs community nodes without dependencies. */
const WITH_LIBRARY = 'dist/nodes/EcGridSoap/soap/xml.js';

/** Puts the library into the module, with the licences of all that came along. */
async function bundleLibrary() {
	const { metafile, outputFiles } = await build({
		entryPoints: [WITH_LIBRARY],
		// The source that can be read, instead of the minified one for `require`.
		alias: { 'fast-xml-parser': './node_modules/fast-xml-parser/src/fxp.js' },
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		charset: 'utf8',
		metafile: true,
		write: false,
		outfile: WITH_LIBRARY,
		allowOverwrite: true,
	});
	const names = Object.keys(metafile.inputs).flatMap((file) => {
		const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
		return name ? [name] : [];
	});
	const notices = [...new Set(names)].sort().map(licenceOf).join('\n\n');
	writeFileSync(WITH_LIBRARY, `/*!\n${notices}\n*/\n${outputFiles[0].text}`);
}

function licenceOf(name) {
	const folder = join('node_modules', name);
	const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
	const text = file ? `\n\n${readFileSync(join(folder, file), 'utf8').trim()}` : '';
	return `${name} ${version}, licence ${license}${text}`.replaceAll('*/', '* /');
}

exports.clean = clean;
exports.default = parallel(copyAssets, bundleLibrary);
