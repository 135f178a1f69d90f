/** Longer than any list takes to read; only a server that never finishes an answer gets here. */
const GIVEN_UP_AFTER_MILLISECONDS = 15 * 60_000;

/** When the poll began that is under way, by node. */
const started = new Map<string, number>();

/**
 * Runs a poll unless another one of the same node is under way in this process: n8n starts polls by
 * the clock, and a slow one would read the same news as the next. Returns null if it was not run.
 *
 * @param poll is told how to find out, before it keeps anything, that it was given up meanwhile
 */
export async function inTurn<T>(
	node: string,
	poll: (isGivenUp: () => boolean) => Promise<T>,
): Promise<T | null> {
	const now = performance.now();
	const other = started.get(node);
	if (other !== undefined && now - other < GIVEN_UP_AFTER_MILLISECONDS) return null;
	started.set(node, now);
	const isGivenUp = () => started.get(node) !== now;
	try {
		return await poll(isGivenUp);
	} finally {
		if (!isGivenUp()) started.delete(node);
	}
}
