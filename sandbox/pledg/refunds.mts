import type { Context } from '../context.mts';
import { Refusal, type Answer, type Call, type Handler } from '../exchange.mts';
import type { Purchase, Purchases } from './Purchases.mts';

interface RefundInput {
	readonly amount_cents: number;
}

/** An identical refund within this time is refused. */
const REPEAT_MILLISECONDS = 60_000;

/** Handlers that give a buyer money back. Errors of the refund are plain text, as documented. */
export function refundHandlers(
	context: Context,
	purchases: Purchases,
): Readonly<Record<string, Handler>> {
	return {
		refundByTransfer: (call) => {
			const { amount_cents: amountCents } = call.body as RefundInput;
			const purchase = purchaseOf(purchases, call);
			const now = context.clocks.pledg.now();
			checkRefund(purchase, amountCents, now);
			purchase.refunds.push({ amountCents, at: now });
			return { status: 200 };
		},
		releasePurchase: (call) => {
			const purchase = purchaseOf(purchases, call);
			if (purchase.mode !== 'back') throw plain(409, 'The purchase has no virtual card');
			purchase.state = 'released';
			return { status: 200 };
		},
	};
}

/** A purchase made with another API key may not be touched; a signed one belongs to no key. */
function purchaseOf(purchases: Purchases, { params, caller, headers }: Call): Purchase {
	const purchase = purchases.find(params['purchase_uid'] ?? '');
	if (!purchase) throw plain(404, 'Purchase not found');
	const byDashboard = headers.authorization?.startsWith('Basic ') === true;
	if (byDashboard || purchase.apiKey === '' || purchase.apiKey === caller.account) return purchase;
	throw plain(403, 'You may not refund this purchase');
}

function checkRefund(purchase: Purchase, amountCents: number, now: number): void {
	if (purchase.mode === 'back') throw plain(409, 'The purchase was paid with a virtual card');
	if (purchase.state !== 'paid') throw plain(400, 'No transfer has been created yet');
	const isRepeat = purchase.refunds.some(
		(refund) => refund.amountCents === amountCents && now - refund.at < REPEAT_MILLISECONDS,
	);
	if (isRepeat) throw plain(425, 'The same refund was requested less than a minute ago');
	const refunded = purchase.refunds.reduce((sum, refund) => sum + refund.amountCents, 0);
	if (refunded + amountCents > purchase.settings.amountCents) {
		throw plain(400, 'The amount is higher than what can be refunded');
	}
}

function plain(status: number, text: string): Refusal {
	const answer: Answer = { status, contentType: 'text/plain', body: text };
	return new Refusal(answer);
}
