import { ok, type Answer, type Call, type Handler } from '../exchange.mts';
import { annualRate, deferred, FEE_RATE, installments, type ScheduleInput } from './schedule.mts';

const DEFAULT_INSTALLMENTS = 3;
const COMPANY_INSTALLMENTS = [3, 4];

/**
 * Handlers of the simulations. A merchant's uid says what it offers: `deferred` in it one payment
 * after a month, a tail like `_x4` that many instalments, all others three.
 */
export const simulationHandlers: Readonly<Record<string, Handler>> = {
	simulatePaymentSchedule: (call) => ok(merchantSchedule(call)),
	simulatePaymentSchedulePublic: (call) => crossOrigin(merchantSchedule(call)),
	simulateCompanyPaymentSchedulePublic: (call) =>
		crossOrigin({
			items: COMPANY_INSTALLMENTS.map((count) => inInstallments(call.body as ScheduleInput, count)),
		}),
};

function merchantSchedule(call: Call) {
	const uid = call.params['merchant_uid'] ?? '';
	const input = call.body as ScheduleInput;
	if (uid.includes('deferred')) return { DEFERRED: deferred(input), debit_rate: 0 };
	const count = /_x(\d+)$/.exec(uid)?.[1];
	return inInstallments(input, count === undefined ? DEFAULT_INSTALLMENTS : Number(count));
}

function inInstallments(input: ScheduleInput, count: number) {
	const INSTALLMENT = installments(input, { count, feeRate: FEE_RATE });
	return { INSTALLMENT, debit_rate: 0, taeg: annualRate(input.amount_cents, INSTALLMENT) };
}

/** The forms without credentials answer cross-origin calls from anywhere. */
function crossOrigin(body: unknown): Answer {
	return { ...ok(body), headers: { 'access-control-allow-origin': '*' } };
}
