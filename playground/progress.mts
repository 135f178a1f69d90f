import { freeBytes } from './prerequisites.mts';

/** In a terminal one line is written again and again; a log gets few lines. */
const TERMINAL_INTERVAL_MILLISECONDS = 1000;
const LOG_INTERVAL_MILLISECONDS = 30_000;
const BYTES_PER_GIGABYTE = 1e9;

/**
 * Shows for how long something has been going on and how much it has written to disk, until the returned
 * function is called.
 *
 * @param folder the growth on this folder's disk is shown: counting the files themselves takes too long
 */
export function showProgress(task: string, folder: string): () => void {
	const isTerminal = process.stdout.isTTY;
	const started = performance.now();
	const freeAtStart = freeBytes(folder);

	const show = async (): Promise<void> => {
		const written = (await freeAtStart) - (await freeBytes(folder));
		const line = describeProgress(task, performance.now() - started, written);
		process.stdout.write(isTerminal ? `\r${line}` : `${line}\n`);
	};
	if (!isTerminal) process.stdout.write(`${task} ...\n`);
	const timer = setInterval(
		() => void show(),
		isTerminal ? TERMINAL_INTERVAL_MILLISECONDS : LOG_INTERVAL_MILLISECONDS,
	);
	return () => {
		clearInterval(timer);
		if (isTerminal) process.stdout.write('\n');
	};
}

/** As in "Installing ...: 1:05 min, 0.8 GB". */
export function describeProgress(task: string, milliseconds: number, bytes: number): string {
	const seconds = Math.floor(milliseconds / 1000);
	const minutes = Math.floor(seconds / 60);
	const clock = `${minutes}:${String(seconds % 60).padStart(2, '0')} min`;
	// Other programs free space too.
	const gigabytes = Math.max(0, bytes / BYTES_PER_GIGABYTE).toFixed(1);
	return `${task}: ${clock}, ${gigabytes} GB`;
}
