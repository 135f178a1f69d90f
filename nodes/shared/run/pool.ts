/** How a pool of work ended. */
export interface PoolResult {
	/** Numbers of the jobs that are done. */
	done: number[];
	/** The first failure; later ones of jobs that were already running are dropped. */
	failure?: { error: unknown };
}

/**
 * Runs jobs 0 to `count - 1`, at most `atOnce` at the same time, started in order. After the first
 * failure, or when `isStopped` says so, no more are started, and those in flight are waited for.
 */
export async function runPool(
	count: number,
	atOnce: number,
	run: (job: number) => Promise<void>,
	isStopped: () => boolean,
): Promise<PoolResult> {
	const result: PoolResult = { done: [] };
	let next = 0;
	async function worker(): Promise<void> {
		while (next < count && !result.failure && !isStopped()) {
			const job = next++;
			await run(job).then(
				() => {
					result.done.push(job);
				},
				(error: unknown) => {
					result.failure ??= { error };
				},
			);
		}
	}
	await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
	result.done.sort((a, b) => a - b);
	return result;
}
