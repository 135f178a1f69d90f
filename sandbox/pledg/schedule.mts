/** What a schedule is worked out from; dates are `YYYY-MM-DD`. */
export interface ScheduleInput {
	readonly amount_cents: number;
	readonly created: string;
	readonly second_installment_date?: string;
}

export interface ScheduledPayment {
	readonly amount_cents: number;
	/** Cents on top of the share. */
	readonly fees: number;
	readonly payment_date: string;
}

export interface InstallmentPlan {
	readonly count: number;
	/** Part of the purchase that is charged as fees; 0.01 fits the documented example. */
	readonly feeRate: number;
}

export const FEE_RATE = 0.01;

const MONTHS_ALLOWED = 12;
const DEFERRED_DAYS = 30;
const DAYS_PER_YEAR = 365;
const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * Equal shares at monthly dates. The remainder of the division goes to the first share, all fees
 * fall on the first payment, and shares later than 12 months after the start become one.
 */
export function installments(input: ScheduleInput, plan: InstallmentPlan): ScheduledPayment[] {
	const { amount_cents: amount } = input;
	const share = Math.floor(amount / plan.count);
	const remainder = amount - share * plan.count;
	const payments = paymentDates(input, plan.count).map((payment_date, index) => ({
		amount_cents: index === 0 ? share + remainder : share,
		fees: index === 0 ? feesOf(amount, plan.feeRate) : 0,
		payment_date,
	}));
	return mergeLate(payments, addMonths(input.created, MONTHS_ALLOWED));
}

/** The whole amount, a month later. */
export function deferred({ amount_cents, created }: ScheduleInput): ScheduledPayment {
	const date = Date.parse(created) + DEFERRED_DAYS * MILLISECONDS_PER_DAY;
	return { amount_cents, fees: feesOf(amount_cents, FEE_RATE), payment_date: isoDay(date) };
}

/**
 * The annual percentage rate of charge (TAEG) in percent with two decimals: the yearly rate at
 * which the payments, fees included, are worth the amount on the day of the purchase.
 */
export function annualRate(amountCents: number, payments: readonly ScheduledPayment[]): number {
	const start = Date.parse(payments[0]?.payment_date ?? '');
	const worth = (rate: number) =>
		payments.reduce((sum, { amount_cents, fees, payment_date }) => {
			const years = (Date.parse(payment_date) - start) / MILLISECONDS_PER_DAY / DAYS_PER_YEAR;
			return sum + (amount_cents + fees) / (1 + rate) ** years;
		}, 0);
	let low = 0;
	let high = 100;
	while (high - low > 1e-6) {
		const middle = (low + high) / 2;
		if (worth(middle) > amountCents) low = middle;
		else high = middle;
	}
	return Math.round(low * 10_000) / 100;
}

function feesOf(amountCents: number, rate: number): number {
	return Math.round(amountCents * rate);
}

/** A second date that is not in the future is ignored. */
function paymentDates(input: ScheduleInput, count: number): string[] {
	const { created, second_installment_date: second } = input;
	const moved = second !== undefined && second > created ? second : undefined;
	return Array.from({ length: count }, (_, index) =>
		index > 0 && moved !== undefined ? addMonths(moved, index - 1) : addMonths(created, index),
	);
}

function mergeLate(payments: readonly ScheduledPayment[], limit: string): ScheduledPayment[] {
	const late = payments.filter(({ payment_date }) => payment_date > limit);
	const [first] = late;
	if (!first) return [...payments];
	const amount_cents = late.reduce((sum, payment) => sum + payment.amount_cents, 0);
	return [...payments.slice(0, payments.length - late.length), { ...first, amount_cents }];
}

/** The same day some months later, or the month's last day where it is shorter. */
function addMonths(day: string, months: number): string {
	const date = new Date(day);
	const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
	const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
	return isoDay(Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)));
}

function isoDay(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 10);
}
