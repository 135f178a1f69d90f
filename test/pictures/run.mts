// `npm run pictures`: takes the pictures of all pages anew, on a running n8n with the sandbox.
import { parseArgs } from 'node:util';
import { pictureExamples } from './examples.mts';
import { filmFirstMinutes } from './film.mts';
import { pictureCredential, pictureFields, picturePanel, pictureRun } from './screens.mts';
import { openStudio, type Studio } from './studio.mts';

const USAGE = `Usage: npm run pictures -- [options]

  --without-film  takes all but the moving picture, which alone needs img2webp (Debian: webp)
  --help          shows this

Chromium is needed (CHROMIUM names it, else /usr/bin/chromium), and OpenSSL.`;

try {
	const { values } = parseArgs({
		options: {
			'without-film': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) console.log(USAGE);
	else await takeAll(!values['without-film']);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function takeAll(film: boolean): Promise<void> {
	const studio = await openStudio();
	try {
		// First, while n8n has no credential that a new node could choose instead.
		if (film) await filmFirstMinutes(studio);
		await takeStills(studio);
	} finally {
		await studio.close();
	}
}

async function takeStills(studio: Studio): Promise<void> {
	const { page } = studio;
	await pictureCredential(studio);
	const contents = await studio.provideContents();
	await picturePanel(studio);
	await pictureFields(studio, contents);
	await pictureExamples(page, contents);
	await pictureRun(page, contents);
}
