import type { Context } from '../context.mts';
import type { Call } from '../exchange.mts';
import { badRequest } from './errors.mts';
import type { Merchant } from './Merchant.mts';
import { cents } from './money.mts';
import { bodyOf, matching, pageOf, textOf, whole, type Handlers, type On } from './on.mts';
import type { PayoutInput } from './Payouts.mts';

/** A disputed payout can be answered for seven days, in the documented sample. */
const DISPUTE_MILLISECONDS = 7 * 86_400_000;

/** Movements, payouts, their disputes, and withdrawals. */
export function moneyHandlers(context: Context, on: On): Handlers {
	const size = () => context.settings.ecartpay.pageSize;
	return {
		listTransactions: on((merchant, call) => transactionPage(merchant, call, size())),
		getTransaction: on(({ ledger }, { params }) => ledger.movements.get(params['transaction_id'])),
		getTransactionSummary: on(({ ledger }, { query }) => summaryOf(ledger.latest(), query)),
		listPayouts: on(({ payouts }, { query }) => ({
			docs: payouts.list().filter(matching(query, ['reference_id', 'status'])),
		})),
		createPayout: on(({ payouts }, call) => payouts.create(call.body as PayoutInput)),
		getPayout: on(({ payouts }, { params }) => payouts.get(params['payout_id'])),
		updatePayout: on(({ payouts }, call) =>
			payouts.change(call.params['payout_id'], bodyOf(call) as PayoutInput),
		),
		confirmPayout: on(({ payouts }, call) =>
			payouts.confirm(call.params['payout_id'], textOf(bodyOf(call)['available_at'])),
		),
		...chargebackHandlers(context, on),
		listWithdrawals: on(({ withdrawals }, call) =>
			pageOf(call, withdrawals.list().filter(matching(call.query, ['currency', 'status'])), 20),
		),
		listWithdrawalMethods: on(({ withdrawalMethods }) => withdrawalMethods.list()),
		createWithdrawalMethod: on(({ withdrawalMethods }, call) => {
			const { otp: _otp, ...fields } = bodyOf(call);
			return withdrawalMethods.add(fields);
		}),
		updateWithdrawalMethod: on(({ withdrawalMethods }, call) => {
			const { otp: _otp, ...fields } = bodyOf(call);
			return withdrawalMethods.change(call.params['id'], fields);
		}),
		deleteWithdrawalMethod: on(({ withdrawalMethods }, { params }) =>
			withdrawalMethods.remove(params['id']),
		),
	};
}

function chargebackHandlers(context: Context, on: On): Handlers {
	const { ecartpay: clock } = context.clocks;
	return {
		listChargebacks: on(({ chargebacks }, call) =>
			pageOf(call, chargebacks.list(), context.settings.ecartpay.pageSize),
		),
		createChargeback: on(({ chargebacks, payouts }, call) => {
			const { payout_id: payoutId, reason } = bodyOf(call);
			const { amount, currency, id } = payouts.get(String(payoutId ?? ''));
			const isKnown = chargebacks.list().some((one) => one['payout_id'] === id);
			if (isKnown) throw badRequest('The payout is disputed already');
			const expiration = new Date(clock.now() + DISPUTE_MILLISECONDS);
			return chargebacks.add({
				payout_id: id,
				...(reason === undefined ? {} : { reason }),
				amount,
				currency,
				status: 'created',
				// Without a zone, as in the samples.
				expiration_at: expiration.toISOString().slice(0, -1),
			});
		}),
		getChargeback: on(({ chargebacks }, { params }) => chargebacks.get(params['id'])),
		updateChargeback: on(({ chargebacks }, call) =>
			chargebacks.change(call.params['id'], bodyOf(call)),
		),
	};
}

/** Transactions page by number up to the tenth page, and by token beyond (or instead). */
function transactionPage({ ledger }: Merchant, { query }: Call, size: number) {
	const limit = whole(query['limit'], size);
	const token = query['next'] ?? query['prev'];
	const page = typeof token === 'string' ? readToken(token) : whole(query['page'], 1);
	const all = ledger
		.latest()
		.filter(matching(query, ['status', 'type']))
		.filter(within(query))
		.filter((movement) => contains(movement, query['q']));
	const pages = Math.ceil(all.length / limit);
	return {
		docs: all.slice((page - 1) * limit, page * limit),
		count: all.length,
		pages,
		token_page: writeToken(page),
		...(page < pages ? { next_token: writeToken(page + 1) } : {}),
	};
}

/** Both days count. */
function within({ start_date: from, end_date: to }: Call['query']) {
	return ({ created_at: at }: { created_at: string }) =>
		at.slice(0, 10) >= String(from ?? '') && at.slice(0, 10) <= String(to ?? '9999');
}

function contains(record: object, text: unknown): boolean {
	if (text === undefined) return true;
	return Object.values(record).some((value) => String(value).includes(String(text)));
}

function summaryOf(
	movements: ReadonlyArray<{ amount: number; currency: string }>,
	{ currency = 'MXN' }: Call['query'],
) {
	const amounts = movements.filter((one) => one.currency === currency).map(({ amount }) => amount);
	const sum = (list: number[]) => cents(list.reduce((total, amount) => total + amount, 0));
	return {
		currency,
		payin: sum(amounts.filter((amount) => amount > 0)),
		payout: sum(amounts.filter((amount) => amount < 0)),
	};
}

function writeToken(page: number): string {
	return Buffer.from(JSON.stringify({ page })).toString('base64');
}

function readToken(token: string): number {
	try {
		const { page } = JSON.parse(Buffer.from(token, 'base64').toString('utf8')) as { page: number };
		return page;
	} catch {
		throw badRequest('next: not a token of this list');
	}
}
