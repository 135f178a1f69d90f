import { cents, feeOf } from './money.mts';
import { Records, type Origin, type Stored } from './Records.mts';

/** A movement of the account. `amount` is after the fee, and `current` the balance after it. */
export interface Movement {
	readonly transaction_id: string;
	readonly type: 'payment' | 'charge' | 'withdrawal';
	status: string;
	readonly amount: number;
	readonly fee: number;
	readonly currency: string;
	readonly previous: number;
	readonly current: number;
	readonly order_id?: string;
	readonly reference_id?: string;
}

interface Entry {
	readonly type: Movement['type'];
	readonly amount: number;
	readonly fee: number;
	readonly currency: string;
	readonly status: string;
	readonly order_id?: string;
	readonly reference_id?: string | undefined;
}

/** Movements that every account has from the start: one each hour of the last five days. */
const SEEDED = 120;
const SEED_STEP_MILLISECONDS = 3_600_000;

/** An account's movements and its balance. */
export class Ledger {
	readonly movements: Records<Movement>;
	private balance = 0;
	private folio = 0;

	constructor(origin: Origin) {
		this.movements = new Records('transaction', origin);
		for (let index = 0; index < SEEDED; index += 1) this.seed(index);
	}

	/** Money of a buyer arrives, less the fee. */
	receive(total: number, entry: Pick<Entry, 'currency' | 'order_id' | 'reference_id'>) {
		const fee = feeOf(total);
		return this.book({
			...entry,
			type: 'payment',
			amount: cents(total - fee),
			fee,
			status: 'paid',
		});
	}

	/** Money leaves the account. */
	pay(amount: number, entry: Pick<Entry, 'currency' | 'order_id' | 'reference_id' | 'status'>) {
		return this.book({ ...entry, type: 'charge', amount: -amount, fee: 0 });
	}

	/** Latest first. */
	latest(): Array<Movement & Stored> {
		return this.movements.list().reverse();
	}

	private book(entry: Entry, at?: string): Movement & Stored {
		const previous = this.balance;
		this.balance = cents(previous + entry.amount);
		this.folio += 1;
		const { reference_id: referenceId, ...rest } = entry;
		return this.movements.add(
			{
				...rest,
				...(referenceId === undefined ? {} : { reference_id: referenceId }),
				transaction_id: `TR${String(this.folio).padStart(8, '0')}`,
				previous,
				current: this.balance,
			},
			at,
		);
	}

	/** The documented sample: 100.00 less a fee of 7.54. */
	private seed(index: number): void {
		const status = index % 10 === 0 ? 'created' : 'paid';
		const age = (SEEDED - index) * SEED_STEP_MILLISECONDS;
		const at = new Date(Date.now() - age).toISOString();
		this.book({ type: 'payment', amount: 92.46, fee: 7.54, currency: 'MXN', status }, at);
	}
}
