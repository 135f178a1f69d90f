import { badRequest } from './errors.mts';
import type { Ledger } from './Ledger.mts';
import { newId, Records, type Origin, type Stored } from './Records.mts';

export interface PayoutInput {
	readonly email?: string;
	readonly reference_id?: string;
	readonly amount?: number;
	readonly currency?: string;
	readonly require_confirmation?: boolean;
	readonly customer_id?: string;
	readonly payment_method_id?: string;
}

interface PayoutFields extends PayoutInput {
	readonly amount: number;
	readonly currency: string;
	readonly fee: number;
	readonly transactions: object[];
	available_at?: string;
	status: 'pending' | 'paid';
}

export type Payout = PayoutFields & Stored;

/** Money sent to others. */
export class Payouts {
	private readonly payouts: Records<PayoutFields>;
	private readonly origin: Origin;
	private readonly ledger: Ledger;

	constructor(origin: Origin, ledger: Ledger) {
		this.payouts = new Records('payout', origin);
		this.origin = origin;
		this.ledger = ledger;
	}

	/** Paid at once, unless it has to be confirmed. */
	create(input: PayoutInput): Payout {
		const { amount, reference_id: reference, currency = 'MXN' } = input;
		if (amount === undefined) throw badRequest('payouts validation failed: amount: required');
		if (reference === undefined)
			throw badRequest('payouts validation failed: reference_id: required');
		if (this.payouts.list().some((one) => one.reference_id === reference)) {
			throw badRequest(`payouts validation failed: reference_id ${reference} was used already`);
		}
		const payout = this.payouts.add({
			...input,
			amount,
			currency,
			fee: 0,
			transactions: [],
			status: 'pending',
		});
		return input.require_confirmation === true ? payout : this.release(payout);
	}

	/** Releases a pending payout, or says when it will be released. */
	confirm(id: string | undefined, availableAt: string | undefined): Payout {
		const payout = this.get(id);
		if (payout.status !== 'pending') throw badRequest(`The payout is ${payout.status} already`);
		if (availableAt !== undefined && Date.parse(availableAt) > this.origin.clock.now()) {
			return this.payouts.change(payout.id, { available_at: availableAt });
		}
		return this.release(payout);
	}

	get(id: string | undefined): Payout {
		return this.payouts.get(id);
	}

	change(id: string | undefined, fields: Partial<PayoutInput>): Payout {
		if (this.get(id).status !== 'pending') throw badRequest('A paid payout cannot be changed');
		return this.payouts.change(id, fields);
	}

	list(): Payout[] {
		return this.payouts.list();
	}

	/** "creates two transactions (charge for the sender, payment for the receiver)" */
	private release(payout: Payout): Payout {
		const { amount, currency, account_id: accountId } = payout;
		const about = { currency, status: 'paid', reference_id: payout.reference_id };
		const charge = this.ledger.pay(amount, about);
		const shared = { amount, fee: 0, currency, gateway: 'pay', status: 'paid' };
		const { id, transaction_id } = charge;
		return this.payouts.change(payout.id, {
			status: 'paid',
			available_at: this.origin.clock.isoDate(),
			transactions: [
				{ ...shared, id, transaction_id, account_id: accountId, type: 'charge' },
				{ ...shared, id: newId(), transaction_id: `${transaction_id}P`, type: 'payment' },
			],
		});
	}
}
