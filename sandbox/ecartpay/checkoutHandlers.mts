import { ok } from '../exchange.mts';
import type { Context } from '../context.mts';
import { signJwt } from '../tokens.mts';
import { notFound } from './errors.mts';
import type { Fields, Merchants } from './Merchant.mts';
import { bodyOf, type Handlers, type On } from './on.mts';
import { newId } from './Records.mts';

/** "checkout token 900 s with `scopes: ["write_checkouts"]`" */
const CHECKOUT_TOKEN_SECONDS = 900;

/** Hosted checkouts with several amounts. */
export function checkoutHandlers(context: Context, merchants: Merchants, on: On): Handlers {
	return {
		createCheckout: on(async ({ account, baseUrl, checkouts }, call) => {
			const { items = [], ...rest } = bodyOf(call);
			const lines = (items as Fields[]).map((item) => ({ id: newId(), ...item }));
			const { id } = checkouts.add({ ...rest, items: lines, public_id: account });
			const claims = { scopes: ['write_checkouts'], aud: baseUrl(), sub: 'checkouts' };
			const token = await signJwt({
				algorithm: 'HS512',
				claims,
				now: context.clocks.ecartpay.now(),
				statedSeconds: CHECKOUT_TOKEN_SECONDS,
			});
			return checkouts.change(id, { token, link: `${baseUrl()}/v2/checkout?id=${id}` });
		}),
		getCheckout: on(({ checkouts }, { params }) => checkouts.get(params['checkout_id'])),
		updateCheckout: on(({ checkouts }, call) =>
			checkouts.change(call.params['checkout_id'], bodyOf(call)),
		),
		updateCheckoutItem: on(({ checkouts }, call) => {
			const { id, items } = checkouts.get(call.params['checkout_id']);
			const itemId = call.params['item_id'];
			const lines = items as Fields[];
			if (!lines.some((line) => line['id'] === itemId)) throw notFound(`No item ${itemId}`);
			const changed = lines.map((line) =>
				line['id'] === itemId ? { ...line, ...bodyOf(call), id: itemId } : line,
			);
			return checkouts.change(id, { items: changed });
		}),
		getPublicCheckout: ({ params }) => {
			const id = params['checkout_id'] ?? '';
			const found = merchants.all().flatMap(({ checkouts }) => checkouts.find(id) ?? [])[0];
			if (!found) throw notFound(`There is no checkout ${id}`);
			const { title, currency, amounts, concept } = found;
			return ok({ id, title, currency, amounts, concept });
		},
	};
}
