import type { Context } from '../context.mts';
import { ok, type Call, type Handler } from '../exchange.mts';
import { refuse } from './errors.mts';
import type { PurchaseSettings, Purchases } from './Purchases.mts';

interface PurchaseLinkSettings {
	readonly send_email?: boolean;
	readonly send_sms?: boolean;
}

export interface PurchaseLinkInput {
	readonly data: PurchaseSettings;
	readonly purchase_link_settings: PurchaseLinkSettings;
}

/** Who asks for a link, and for which merchant. */
interface LinkRequester {
	readonly merchantUid: string;
	/** Empty for the signed form. */
	readonly apiKey: string;
}

/** Handlers that make a purchase and answer with its link. */
export function purchaseLinkHandlers(
	context: Context,
	purchases: Purchases,
): Readonly<Record<string, Handler>> {
	return {
		createPurchaseLink: (call) =>
			ok(createLink(context, purchases, requesterOf(call), call.body as PurchaseLinkInput)),
	};
}

/** Makes the purchase. The sandbox plays staging, where links are sent by e-mail only. */
export function createLink(
	context: Context,
	purchases: Purchases,
	{ merchantUid, apiKey }: LinkRequester,
	{ data, purchase_link_settings: sending }: PurchaseLinkInput,
) {
	if (purchases.isCompleted(merchantUid, data.reference)) {
		throw refuse(400, `data.reference: "${data.reference}" belongs to a completed purchase`);
	}
	const purchase = purchases.create(merchantUid, apiKey, data);
	return {
		purchase_uid: purchase.uid,
		url: `${context.url}/pledg-front/pay/${purchase.uid}`,
		email_has_been_sent: sending.send_email === true,
		sms_has_been_sent: false,
	};
}

function requesterOf({ params, body, caller }: Call): LinkRequester {
	const merchantUid = params['merchant_uid'] ?? '';
	const named = (body as PurchaseLinkInput).data.merchantUid;
	if (named !== undefined && named !== merchantUid) {
		throw refuse(400, 'data.merchantUid: differs from the merchant in the path');
	}
	return { merchantUid, apiKey: caller.account };
}
