/**
 * News of orders, which E-CROSS filters by status and day of creation, not by change.
 *
 * To list all orders at each poll would cost the more the more of them are old and at rest. So each
 * poll lists the newest, as many as make up a few pages, and a sweep over the older ones is spread
 * over polls: a few pages each, from the newest to the oldest, then again. Whoever has no more
 * orders than that sees each change at the next poll.
 */
import { oldestFirst, readListing, type Listing, type Reader, type WatchedRecord } from './listing';
import {
	emptyMemory,
	forgetDaysBefore,
	isBack,
	isNew,
	markAbsent,
	remember,
	type Memory,
} from './memory';
import type { Findings } from './news';
import type { Sweep } from './sweepState';

/** Pages of the newest orders, and of older ones, that a poll is to read. */
const USUAL_PAGES = 4;

/** No part of a list is made smaller: it is read to its end, whatever that takes. */
const SHORTEST_MILLISECONDS = 3_600_000;

/** Of the time of a poll, so that the sweep goes on even where the newest orders take long. */
const SHARE_OF_NEWEST = 0.5;

/** In place of the instant up to which a change counts as made before the trigger began. */
const EVERYTHING_IS_NEWS = 1;

/** What has happened since the poll that kept `memory`; without one, since now. */
export async function orderNews(reader: Reader, kept?: Memory): Promise<Findings> {
	const poll = new OrderPoll(reader, kept);
	await poll.readNewest();
	await poll.goOnSweeping();
	return poll.findings();
}

/** What a poll changes must not change what the one before has kept. */
function copyOf({ baseline, ...sweep }: Sweep): Sweep {
	return { ...sweep, ...(baseline ? { baseline: { ...baseline } } : {}) };
}

/** One poll: its parts add to the same findings, and to what the next one goes by. */
class OrderPoll {
	private readonly reader: Reader;
	private readonly isFirst: boolean;
	private readonly now = Date.now();
	/** Orders that were created before it are of no interest. */
	private readonly oldest: number;
	private memory: Memory;
	private readonly news = new Map<string, WatchedRecord>();
	private sweep: Sweep;
	private isPassOver = false;

	constructor(reader: Reader, kept: Memory | undefined) {
		const length = reader.settings.creation?.windowMilliseconds ?? Infinity;
		this.reader = reader;
		this.isFirst = kept === undefined;
		this.oldest = this.now - length;
		this.memory = forgetDaysBefore(kept ?? emptyMemory(0), this.oldest);
		// As if all were read at each poll, which the first answer may correct.
		this.sweep = copyOf(this.memory.sweep ?? { span: length, step: length, position: this.now });
	}

	/** The newest orders; all there are, where they cannot be asked for in parts. */
	async readNewest(): Promise<void> {
		const isDivided = this.isDivided();
		const { span } = this.sweep;
		const from = isDivided ? Math.max(this.oldest, this.now - span) : this.oldest;
		const isCutOff = () => this.reader.budget.isSpent(SHARE_OF_NEWEST);
		const listing = await this.read(from, undefined, isDivided ? isCutOff : undefined);
		if (this.isFirst) this.beginWith(listing);
		this.sweep.span = this.adapted(span, listing);
		if (listing.nextPageToken === undefined) this.pass(from, Infinity);
	}

	/** The next parts of the older orders, as far as pages and time allow. */
	async goOnSweeping(): Promise<void> {
		const { budget } = this.reader;
		let pages = 0;
		// One part at least: newest orders that take all the time must not keep the others back.
		const isEnough = () =>
			pages > 0 && (budget.isSpent() || (pages >= USUAL_PAGES && !this.isBeginning()));
		while (this.isSweeping() && !isEnough()) {
			const { step, position } = this.sweep;
			const from = Math.max(this.oldest, position - step);
			const listing = await this.read(from, position, () => budget.isSpent());
			pages += listing.pages;
			this.sweep.step = this.adapted(step, listing);
			if (listing.nextPageToken !== undefined) return;
			this.pass(from, position);
		}
	}

	findings(): Findings {
		return {
			news: oldestFirst(this.news.values()),
			memory: { ...this.memory, sweep: this.sweep },
		};
	}

	private isDivided(): boolean {
		const { creation } = this.reader.settings;
		return Boolean(creation?.fromFilter && creation.untilFilter) && !this.sweep.isUnfiltered;
	}

	private isSweeping(): boolean {
		return this.isDivided() && !this.isPassOver;
	}

	/** The first pass takes all the time there is: until it has ended, little is known. */
	private isBeginning(): boolean {
		return this.isFirst || this.sweep.baseline !== undefined;
	}

	private async read(
		from: number,
		until: number | undefined,
		isCutOff: (() => boolean) | undefined,
	): Promise<Listing> {
		const isShort = (until ?? this.now) - from <= SHORTEST_MILLISECONDS;
		const listing = await readListing(this.reader, {
			from: Number.isFinite(from) ? from : undefined,
			until,
			...(isCutOff && !isShort ? { isCutOff } : {}),
		});
		if (this.isDivided()) this.noteFilters(listing, from, until ?? Infinity);
		this.take(listing, from, until ?? Infinity);
		return listing;
	}

	/** An answer with an order that was not asked for is one with all orders. */
	private noteFilters({ records }: Listing, from: number, until: number): void {
		const isStrange = ({ created = from }: WatchedRecord) => created < from || created > until;
		if (records.some(isStrange)) this.sweep.isUnfiltered = true;
	}

	private take(listing: Listing, from: number, until: number): void {
		const { event, includeExisting } = this.reader.settings;
		// Where a row does not tell its creation, it counts as one of the part in which it was found.
		const records = listing.records.map((one) => ({ created: from, ...one }));
		for (const record of records) {
			const isNews =
				(isNew(this.memory, record) && !this.wasThere(record)) ||
				(event.newOnReturn === true && isBack(this.memory, record));
			if (isNews && (!this.isFirst || includeExisting)) this.news.set(record.id, record);
		}
		const marked =
			event.newOnReturn && listing.nextPageToken === undefined
				? this.withAbsent(records, from, until)
				: this.memory;
		this.memory = remember(marked, records, 0);
	}

	private wasThere({ created, date }: WatchedRecord): boolean {
		const { baseline } = this.sweep;
		if (!baseline || created === undefined) return false;
		return created < baseline.position && date <= baseline.began;
	}

	/** Memories of earlier versions do not tell when an order was created. */
	private withAbsent(records: readonly WatchedRecord[], from: number, until: number): Memory {
		const ids = new Set(records.map(({ id }) => id));
		// What has grown too old for the list has left it as well.
		const since = from <= this.oldest ? -Infinity : from;
		const isAll = since === -Infinity && until >= this.now;
		return markAbsent(
			this.memory,
			(id, created) =>
				!ids.has(id) && (created === undefined ? isAll : created >= since && created <= until),
		);
	}

	/** The first poll has begun, and may not get to the end of the orders that are there. */
	private beginWith({ providerTime }: Listing): void {
		const { includeExisting } = this.reader.settings;
		const began = includeExisting ? EVERYTHING_IS_NEWS : Math.min(providerTime, this.now);
		this.sweep.baseline = { began, position: Number.MAX_SAFE_INTEGER };
	}

	/** Everything created since `from` has been read in this pass. */
	private pass(from: number, until: number): void {
		const { sweep } = this;
		if (sweep.baseline && until >= Math.min(sweep.baseline.position, this.now)) {
			sweep.baseline.position = Math.min(sweep.baseline.position, from);
		}
		// The newest orders are read at each poll; they move a pass on only at its beginning.
		if (until !== Infinity || sweep.position >= from) sweep.position = from;
		if (sweep.position <= this.oldest) this.endPass();
	}

	private endPass(): void {
		this.isPassOver = true;
		this.sweep.position = this.now;
		delete this.sweep.baseline;
		if (!this.reader.settings.event.newOnReturn) return;
		this.memory = markAbsent(this.memory, (_, created) => created === undefined);
	}

	/** Such a length that the next list of the kind has the usual number of pages. */
	private adapted(length: number, { pages, nextPageToken }: Listing): number {
		const longest = this.now - this.oldest;
		const isFar = nextPageToken !== undefined;
		if (isFar) return Math.max(SHORTEST_MILLISECONDS, length / 4);
		if (pages > USUAL_PAGES) {
			return Math.max(SHORTEST_MILLISECONDS, (length * USUAL_PAGES) / pages);
		}
		return pages * 2 <= USUAL_PAGES ? Math.min(longest, length * 2) : length;
	}
}
