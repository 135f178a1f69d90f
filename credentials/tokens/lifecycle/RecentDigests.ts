const MOST_REMEMBERED = 16;

/** The most recent digests, in a set of bounded size. */
export class RecentDigests {
	private readonly digests = new Set<string>();

	add(digest: string): void {
		this.digests.add(digest);
		const [oldest] = this.digests;
		if (this.digests.size > MOST_REMEMBERED && oldest !== undefined) this.digests.delete(oldest);
	}

	has(digest: string): boolean {
		return this.digests.has(digest);
	}
}
