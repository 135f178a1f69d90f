import type { IRun, ITriggerFunctions } from 'n8n-workflow';

import type { Leases } from './Leases';
import type { Mailbox, PendingParcel } from './mailbox';
import { keepHolds } from './memory';
import type { Settings } from './settings';

interface Watch {
	functions: ITriggerFunctions;
	settings: Settings;
	mailbox: Mailbox;
	holds: Leases;
	/** Takes note of what went wrong in the background. */
	report(error: unknown): void;
}

/** One bad parcel must not keep the others back, but where all fail, trying them all is no use. */
const MOST_PROBLEMS = 3;

/** Parcels whose state a poll asks for, at most; the next one goes on. */
const MOST_QUESTIONS = 20;

/** Hands parcels over and confirms them. One for as long as the workflow stays active. */
export class Watcher {
	private readonly watch: Watch;
	private polling: Promise<void> | undefined;
	/** Parcels were left over, since as many runs as wanted were under way. */
	private hasMore = false;
	private isClosed = false;
	/** When the lease of each run under way ends, by lease. Milliseconds since the epoch. */
	private readonly runs = new Map<number, number>();

	constructor(watch: Watch) {
		this.watch = watch;
	}

	/**
	 * Hands over what is new, each parcel in a run of its own. Rejects if the inbox could not be read.
	 * Resolves at once while another poll of this trigger is under way.
	 */
	async poll(): Promise<void> {
		if (this.polling || this.isClosed) return;
		this.polling = this.pollOnce();
		try {
			await this.polling;
		} finally {
			this.polling = undefined;
		}
	}

	/** No run is started from now on. Those under way are still confirmed when they succeed. */
	close(): void {
		this.isClosed = true;
	}

	private async pollOnce(): Promise<void> {
		const { mailbox, holds, functions, settings } = this.watch;
		this.hasMore = false;
		holds.forgetConfirmed();
		const pending = await mailbox.pending();
		await this.forgetTaken(new Set(pending.map(({ parcelId }) => parcelId)));
		keepHolds(functions, settings.confirmation, holds);
		const problems: unknown[] = [];
		for (const parcel of pending) {
			if (this.isClosed || problems.length >= MOST_PROBLEMS) break;
			await this.attend(parcel).catch((error: unknown) => problems.push(error));
		}
		if (problems.length > 0) throw problems[0];
	}

	/**
	 * Lets go of the parcels that somebody has taken out of the inbox. One list proves nothing: a
	 * parcel may be missing from it by chance, so ECGrid is asked about that parcel.
	 */
	private async forgetTaken(pending: ReadonlySet<number>): Promise<void> {
		const { mailbox, holds } = this.watch;
		for (const parcelId of holds.absentFrom(pending).slice(0, MOST_QUESTIONS)) {
			const isPending = await mailbox.isPending(parcelId).catch(() => true);
			if (!isPending) holds.forget(parcelId);
		}
	}

	private async attend(parcel: PendingParcel): Promise<void> {
		const { mailbox, holds, settings } = this.watch;
		const reason = holds.reasonFor(parcel.parcelId, Date.now());
		if (reason === 'unconfirmed') await this.confirm(parcel.parcelId);
		if (reason !== undefined) return;
		if (this.runCount() >= settings.runsAtOnce) {
			this.hasMore = true;
			return;
		}
		const item = await mailbox.itemOf(parcel).catch((error: unknown) => {
			holds.fail(parcel.parcelId, Date.now(), settings.leaseMilliseconds);
			throw error;
		});
		if (!this.isClosed) await this.handOver(parcel.parcelId, item);
	}

	private runCount(): number {
		const now = Date.now();
		return [...this.runs.values()].filter((leaseEnd) => now < leaseEnd).length;
	}

	private async handOver(
		parcelId: number,
		item: Awaited<ReturnType<Mailbox['itemOf']>>,
	): Promise<void> {
		const { functions, settings, holds } = this.watch;
		const { confirmation, leaseMilliseconds } = settings;
		const done = functions.helpers.createDeferredPromise<IRun>();
		// Before the run, so that n8n saves it with the start of the run.
		const leaseEnd = Date.now() + leaseMilliseconds;
		const leaseId =
			confirmation === 'never'
				? holds.begin(parcelId, 'handedOver')
				: holds.begin(parcelId, 'running', leaseEnd);
		this.runs.set(leaseId, leaseEnd);
		keepHolds(functions, confirmation, holds);
		functions.emit([[item]], undefined, done);
		void done.promise
			.then(
				// n8n's own types leave out that it resolves with nothing where a run left no trace.
				async (run: IRun | undefined) => await this.ended(parcelId, leaseId, run?.status),
				() => this.failed(parcelId, leaseId),
			)
			.catch((error: unknown) => this.watch.report(error))
			.then(async () => {
				this.runs.delete(leaseId);
				await this.goOn();
			});
		if (confirmation === 'atOnce') await this.confirm(parcelId);
	}

	/** A run that has outlived its lease may still succeed, but decides nothing else any more. */
	private async ended(
		parcelId: number,
		leaseId: number,
		status: IRun['status'] | undefined,
	): Promise<void> {
		const { settings, holds, functions } = this.watch;
		const { confirmation, waitMilliseconds } = settings;
		if (confirmation === 'afterSuccess' && status === 'success') {
			// Only this word: a run that stops in a Wait node also ends without an error.
			if (holds.isOpen(parcelId)) await this.confirm(parcelId);
		} else if (confirmation === 'afterSuccess' && status === 'waiting') {
			if (holds.isCurrent(parcelId, leaseId)) {
				holds.set(parcelId, 'waiting', Date.now() + waitMilliseconds);
			}
		} else if (status !== 'success' && status !== 'waiting') {
			this.failed(parcelId, leaseId);
		}
		keepHolds(functions, confirmation, holds);
	}

	private failed(parcelId: number, leaseId: number): void {
		const { settings, holds } = this.watch;
		if (settings.confirmation === 'atOnce' || !holds.isCurrent(parcelId, leaseId)) return;
		holds.fail(parcelId, Date.now(), settings.leaseMilliseconds);
	}

	private async confirm(parcelId: number): Promise<void> {
		const { mailbox, holds } = this.watch;
		// Until ECGrid has taken it, each poll confirms again and none hands the parcel over.
		holds.set(parcelId, 'unconfirmed');
		await mailbox.confirm(parcelId);
		holds.set(parcelId, 'confirmed');
	}

	/** Makes use of the place that a run has left. */
	private async goOn(): Promise<void> {
		if (!this.hasMore) return;
		await this.poll().catch((error: unknown) => this.watch.report(error));
	}
}
