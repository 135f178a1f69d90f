import type { Fields } from './Merchant.mts';
import { cents, sumOfAmounts, sumOfItems, type Priced } from './money.mts';
import { bodyOf, type Handlers, type On } from './on.mts';

/** Payment links, which the API calls templates. */
export function linkHandlers(on: On): Handlers {
	return {
		listPaymentLinks: on(({ paymentLinks }) => ({ docs: paymentLinks.list() })),
		createPaymentLink: on(({ baseUrl, paymentLinks }, call) => {
			const { start_date: start, ...fields } = bodyOf(call);
			const number = `TE${String(paymentLinks.list().length + 1).padStart(8, '0')}`;
			const link = paymentLinks.add({ ...fields, ...startOf(start), number });
			return paymentLinks.change(link.id, {
				totals: totalsOf(fields),
				payment_link: `${baseUrl()}/link/${link.id}`,
			});
		}),
		getPaymentLink: on(({ paymentLinks }, { params }) => paymentLinks.get(params['id'])),
		updatePaymentLink: on(({ paymentLinks }, call) => {
			const { start_date: start, cureency, shippings_items: shipping, ...rest } = bodyOf(call);
			return paymentLinks.change(call.params['id'], {
				...rest,
				...startOf(start),
				...(cureency === undefined ? {} : { currency: cureency }),
				...(shipping === undefined ? {} : { shipping_items: shipping }),
			});
		}),
		deletePaymentLink: on(({ paymentLinks }, { params }) => paymentLinks.remove(params['id'])),
	};
}

/** Sent as 2021-06-18 12:00:00, answered as ISO 8601. */
function startOf(start: unknown): Fields {
	return typeof start === 'string' ? { start_date: new Date(`${start}Z`).toISOString() } : {};
}

function totalsOf({ items, shipping_items: shippingItems }: Fields) {
	const subtotal = sumOfItems(items as Priced[] | undefined);
	const shipping = sumOfAmounts(shippingItems as Priced[] | undefined);
	return { subtotal, shipping, tax: 0, discount: 0, total: cents(subtotal + shipping) };
}
