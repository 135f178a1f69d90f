/** Reading an answer that may be too large or never end. */

/** What was answered instead of a whole answer. */
export interface Excess {
	unreadable: string;
	advice: string;
}

interface Bounds {
	megabytes: number;
	deadline: AbortSignal;
}

type Body = AsyncIterable<Uint8Array> & { destroy(error?: Error): void };

/** The whole body, or why it was not read to its end. Rejects where the connection breaks. */
export async function readWithin(
	body: Body,
	{ megabytes, deadline }: Bounds,
): Promise<Buffer | Excess> {
	const stop = () => body.destroy();
	if (deadline.aborted) stop();
	// A body that comes drop by drop is never idle, so that only this ends it.
	deadline.addEventListener('abort', stop, { once: true });
	return await collect(body, megabytes * 1024 * 1024)
		.then(
			(content) => content ?? tooLarge(megabytes),
			async (error: unknown) => (deadline.aborted ? TOO_SLOW : await Promise.reject(error)),
		)
		.finally(() => deadline.removeEventListener('abort', stop));
}

const TOO_SLOW: Excess = {
	unreadable: 'only a part of it within the time limit',
	advice: 'Raise Time Limit under Options, or ask for less.',
};

function tooLarge(megabytes: number): Excess {
	return {
		unreadable: `more than ${megabytes} MB`,
		advice: 'Raise Largest Answer under Options, or ask for less.',
	};
}

/** Nothing if there is more than `largest` bytes. Leaving the loop closes the connection. */
async function collect(body: Body, largest: number): Promise<Buffer | undefined> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.byteLength;
		if (size > largest) return undefined;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
