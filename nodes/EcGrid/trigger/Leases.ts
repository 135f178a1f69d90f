/** Why a parcel that is still pending is not to be handed over (again) for now. */
export type Reason =
	/** Its run is under way. */
	| 'running'
	/** Its run has done its work, but ECGrid has not taken the confirmation yet. */
	| 'unconfirmed'
	/** It is confirmed, and a list that was read meanwhile may still show it. */
	| 'confirmed'
	/** Its run failed, or could not be started. */
	| 'failed'
	/** Its run has stopped in a Wait node. */
	| 'waiting'
	/** It was handed over, and is not to be confirmed here. */
	| 'handedOver';

interface Lease {
	/** Tells the run of this lease from the one before, which may still go on. */
	leaseId: number;
	reason: Reason;
	/** Milliseconds since the epoch. */
	until: number;
	/** Runs in a row that have failed. */
	failures: number;
}

/** A hold that is kept over restarts. Plain JSON, newest last. */
export type KeptLease = [parcelId: number, reason: 'waiting' | 'handedOver', until: number | null];

/** A failing workflow must not run every minute for ever; the next try comes after 1, 2, 4 ... min. */
const FIRST_RETRY_MILLISECONDS = 60_000;

/** More than any inbox holds; some 400 KB in n8n's database. */
const MOST_KEPT = 10_000;

/** The parcels of one trigger that are held back. */
export class Leases {
	private readonly holds = new Map<number, Lease>();
	private leases = 0;

	/** Why the parcel is held back now; undefined if it may be handed over. */
	reasonFor(parcelId: number, now: number): Reason | undefined {
		const hold = this.holds.get(parcelId);
		return hold && now < hold.until ? hold.reason : undefined;
	}

	/** Holds a parcel back for a new run; returns what the run is known by from now on. */
	begin(parcelId: number, reason: 'running' | 'handedOver', until = Infinity): number {
		const leaseId = ++this.leases;
		const failures = this.holds.get(parcelId)?.failures ?? 0;
		this.holds.set(parcelId, { leaseId, reason, until, failures });
		return leaseId;
	}

	/** Whether the parcel has not been handed over again, nor confirmed, since this lease began. */
	isCurrent(parcelId: number, leaseId: number): boolean {
		return this.holds.get(parcelId)?.leaseId === leaseId;
	}

	/** Whether a run that succeeds is to be confirmed: nobody has confirmed the parcel before it. */
	isOpen(parcelId: number): boolean {
		const reason = this.holds.get(parcelId)?.reason;
		return reason !== undefined && reason !== 'confirmed';
	}

	set(parcelId: number, reason: Exclude<Reason, 'failed' | 'running'>, until = Infinity): void {
		const { failures, leaseId } = this.holds.get(parcelId) ?? { failures: 0, leaseId: 0 };
		// A run that has not ended is no longer the one that decides.
		const isOver = reason === 'unconfirmed' || reason === 'confirmed';
		this.holds.set(parcelId, { leaseId: isOver ? 0 : leaseId, reason, until, failures });
	}

	/** Holds a parcel back whose run failed: longer each time, but no longer than `longest`. */
	fail(parcelId: number, now: number, longest: number): void {
		const failures = (this.holds.get(parcelId)?.failures ?? 0) + 1;
		const pause = Math.min(FIRST_RETRY_MILLISECONDS * 2 ** (failures - 1), longest);
		this.holds.set(parcelId, { leaseId: 0, reason: 'failed', until: now + pause, failures });
	}

	/** For before a list is read: what is on it then has been put back into the inbox. */
	forgetConfirmed(): void {
		for (const [parcelId, { reason }] of this.holds) {
			if (reason === 'confirmed') this.holds.delete(parcelId);
		}
	}

	/** The parcels that are held back without being on the list, but for runs under way. */
	absentFrom(pending: ReadonlySet<number>): number[] {
		return [...this.holds]
			.filter(([parcelId, { reason }]) => reason !== 'running' && !pending.has(parcelId))
			.map(([parcelId]) => parcelId);
	}

	/** For a parcel that is no longer pending. */
	forget(parcelId: number): void {
		this.holds.delete(parcelId);
	}

	/** What has to outlive a restart. Runs under way end with the process, so they are left out. */
	kept(): KeptLease[] {
		const kept = [...this.holds].flatMap(([parcelId, { reason, until }]): KeptLease[] =>
			reason === 'waiting' || reason === 'handedOver'
				? [[parcelId, reason, until === Infinity ? null : until]]
				: [],
		);
		return kept.slice(-MOST_KEPT);
	}

	/** Takes over what was kept; what this process knows itself comes first. */
	restore(kept: readonly KeptLease[]): void {
		for (const [parcelId, reason, until] of kept) {
			if (!this.holds.has(parcelId)) this.set(parcelId, reason, until ?? Infinity);
		}
	}
}
