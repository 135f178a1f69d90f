/** Reading the body of an answer that may be too large or never end. */

/** Why a body was not read to its end. */
export type Excess = 'tooLarge' | 'tooSlow';

export interface Bounds {
	readonly bytes: number;
	/** Ends the reading. A body that arrives drop by drop is never idle, so only this ends it. */
	readonly deadline: AbortSignal;
}

/** What n8n returns for a request with `encoding: 'stream'` and `returnFullResponse`. */
export interface StreamedAnswer {
	statusCode: number;
	headers: object;
	body: AsyncIterable<Uint8Array> & { destroy(error?: Error): void };
}

/** The whole body, or why it was not read to its end. Rejects if the connection breaks. */
export async function readWithin(
	body: StreamedAnswer['body'],
	{ bytes, deadline }: Bounds,
): Promise<Buffer | Excess> {
	const stop = () => body.destroy();
	if (deadline.aborted) stop();
	deadline.addEventListener('abort', stop, { once: true });
	return await collect(body, bytes)
		.then<Buffer | Excess, Excess>(
			(content) => content ?? 'tooLarge',
			async (error: unknown) => (deadline.aborted ? 'tooSlow' : await Promise.reject(error)),
		)
		.finally(() => deadline.removeEventListener('abort', stop));
}

/** Nothing if there is more than `largest` bytes. Leaving the loop closes the connection. */
async function collect(
	body: AsyncIterable<Uint8Array>,
	largest: number,
): Promise<Buffer | undefined> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.byteLength;
		if (size > largest) return undefined;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
