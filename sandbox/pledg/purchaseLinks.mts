import { decodeJwt } from 'jose';
import type { Context } from '../context.mts';
import type { Contract } from '../contract.mts';
import { ok, type Call, type Handler } from '../exchange.mts';
import { refuse } from './errors.mts';
import type { PurchaseSettings, Purchases } from './Purchases.mts';

interface PurchaseLinkInput {
	readonly data: PurchaseSettings;
	readonly purchase_link_settings: { readonly send_email?: boolean };
}

/** Who asks for a link, and for which merchant. */
interface LinkRequester {
	readonly merchantUid: string;
	/** Empty for the signed form. */
	readonly apiKey: string;
}

/** Handlers that make a purchase without the funnel. */
export function purchaseLinkHandlers(
	context: Context,
	contract: Contract,
	purchases: Purchases,
): Readonly<Record<string, Handler>> {
	const create = (requester: LinkRequester, input: PurchaseLinkInput) =>
		ok(createLink(context, purchases, requester, input));
	return {
		createPurchaseLink: (call) => create(requesterOf(call), call.body as PurchaseLinkInput),
		createSignedPurchaseLink: (call) => {
			const input = signedPayload(call);
			const problem = contract.problemWithValue('PurchaseLinkInput', input);
			if (problem !== undefined) throw refuse(400, `signature: ${problem}`);
			return create({ merchantUid: call.caller.account, apiKey: '' }, input);
		},
		createPaymentByTransfer: (call) => {
			const { data } = signedPayload(call);
			const problem = contract.problemWithValue('PurchaseSettings', data);
			if (problem !== undefined) throw refuse(400, `signature: ${problem}`);
			const purchase = purchases.create(call.caller.account, '', data);
			return ok({ purchase_uid: purchase.uid });
		},
	};
}

/** Makes the purchase. The sandbox plays staging, where links are sent by e-mail only. */
function createLink(
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

/** The payload of a signature that authentication has verified, without its validity period. Its
 * shape is still to be checked: the contract cannot look inside. */
function signedPayload({ caller }: Call): PurchaseLinkInput {
	const { exp: _, ...payload } = decodeJwt<PurchaseLinkInput>(caller.credential);
	return payload;
}

function requesterOf({ params, body, caller }: Call): LinkRequester {
	const merchantUid = params['merchant_uid'] ?? '';
	const named = (body as PurchaseLinkInput).data.merchantUid;
	if (named !== undefined && named !== merchantUid) {
		throw refuse(400, 'data.merchantUid: differs from the merchant in the path');
	}
	return { merchantUid, apiKey: caller.account };
}
