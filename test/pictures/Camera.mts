import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { run } from '../../playground/run.mts';

/** What the browser has drawn, and when, in seconds since 1970. */
interface Frame {
	readonly png: Buffer;
	readonly at: number;
}

/** What took from one moment to another, and when it begins in the film, in seconds. */
interface Scene {
	readonly from: number;
	readonly to: number;
	readonly begins: number;
	readonly plays: number;
}

/** A frame in the film, by when it is shown. */
type Shown = Frame & { readonly shownAt: number };

const SHORTEST_STILL_SECONDS = 0.06;

/** Films a page. Each scene plays as long as it says, however long the machine took for it. */
export class Camera {
	private readonly session: CDPSession;
	private readonly frames: Frame[] = [];
	private readonly scenes: Scene[] = [];

	private constructor(session: CDPSession) {
		this.session = session;
	}

	static async roll(page: Page): Promise<Camera> {
		const camera = new Camera(await page.context().newCDPSession(page));
		await camera.start();
		return camera;
	}

	/** How long the film plays so far. */
	get seconds(): number {
		const last = this.scenes.at(-1);
		return last ? last.begins + last.plays : 0;
	}

	async scene(plays: number, action: () => Promise<unknown>): Promise<void> {
		const begins = this.seconds;
		const from = Date.now() / 1_000;
		await action();
		this.scenes.push({ from, to: Date.now() / 1_000, begins, plays });
	}

	/** Writes the film as an animated WebP. Needs `img2webp`. */
	async stop(path: string): Promise<void> {
		await this.session.send('Page.stopScreencast');
		const shown = this.cut();
		const folder = await mkdtemp(join(tmpdir(), 'commerce-connectors-film-'));
		try {
			const parts = await Promise.all(
				shown.map(async ({ png, shownAt }, index) => {
					const file = join(folder, `${index}.png`);
					await writeFile(file, png);
					const until = shown[index + 1]?.shownAt ?? this.seconds;
					const milliseconds = Math.round((until - shownAt) * 1_000);
					// On a plain page one can see what a lossy film leaves behind.
					return ['-d', String(milliseconds), '-lossless', '-m', '4', file];
				}),
			);
			await run('img2webp', ['-loop', '0', ...parts.flat(), '-o', path], folder);
		} finally {
			await rm(folder, { recursive: true });
		}
	}

	private async start(): Promise<void> {
		this.session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
			this.frames.push({ png: Buffer.from(data, 'base64'), at: metadata.timestamp ?? 0 });
			void this.session.send('Page.screencastFrameAck', { sessionId });
		});
		await this.session.send('Page.startScreencast', { format: 'png' });
	}

	/** The frames that differ from the one before, and stay long enough to be seen. */
	private cut(): Shown[] {
		// They do not always arrive in the order in which they were drawn.
		const timed = this.frames
			.map((frame) => ({ ...frame, shownAt: this.shownAt(frame.at) }))
			.sort((a, b) => a.at - b.at);
		const lasting = timed.filter(
			({ shownAt }, index) =>
				(timed[index + 1]?.shownAt ?? Infinity) - shownAt >= SHORTEST_STILL_SECONDS,
		);
		return lasting.filter(({ png }, index) => !lasting[index - 1]?.png.equals(png));
	}

	/** When in the film something is shown that was drawn at this moment. */
	private shownAt(at: number): number {
		const scene = this.scenes.findLast(({ from }) => from <= at);
		if (!scene) return 0;
		const { from, to, begins, plays } = scene;
		return begins + plays * Math.min(1, (at - from) / (to - from));
	}
}
