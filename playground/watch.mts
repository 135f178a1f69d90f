import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, rm, watch } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkoutFolder } from './folders.mts';

const SOURCE_FOLDERS = ['credentials', 'nodes'];
/** What the build copies beside the compiled code. */
const ASSET = /\.(svg|json)$/;
/** The compiler's last words after each compilation, failed ones included. */
const COMPILED = 'Watching for file changes.';

/**
 * Compiles what changes in the checkout's sources straight into an installed package, and copies
 * icons and codex files, until the signal is aborted. Resolves when all has been compiled once.
 *
 * @throws Error when the compiler ends before that
 */
export async function watchSources(installed: string, signal: AbortSignal): Promise<void> {
	const built = join(installed, 'dist');
	for (const folder of SOURCE_FOLDERS) {
		void copyChangedAssets(folder, built, signal).catch((error: unknown) => {
			if (!signal.aborted) console.error(error);
		});
	}
	await startCompiler(built, signal);
}

async function startCompiler(built: string, signal: AbortSignal): Promise<void> {
	const compiler = join(checkoutFolder, 'node_modules', 'typescript', 'bin', 'tsc');
	const options = ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'];
	const child = spawn(process.execPath, [compiler, ...options, '--outDir', built], {
		cwd: checkoutFolder,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	signal.addEventListener('abort', () => child.kill(), { once: true });
	const compiled = new Promise<void>((resolve) => {
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			process.stdout.write(text);
			if (text.includes(COMPILED)) resolve();
		});
	});
	const ended = once(child, 'exit').then(() => {
		throw new Error('The compiler has ended.');
	});
	// After the first compilation its end is that of the playground.
	ended.catch(() => undefined);
	await Promise.race([compiled, ended]);
}

async function copyChangedAssets(
	folder: string,
	built: string,
	signal: AbortSignal,
): Promise<void> {
	const source = join(checkoutFolder, folder);
	for await (const { filename } of watch(source, { recursive: true, signal })) {
		if (filename === null || !ASSET.test(filename)) continue;
		const copy = join(built, folder, filename);
		await mkdir(dirname(copy), { recursive: true });
		// It may be gone again: editors write a file anew under another name.
		await copyFile(join(source, filename), copy).catch(async () => await rm(copy, { force: true }));
	}
}
