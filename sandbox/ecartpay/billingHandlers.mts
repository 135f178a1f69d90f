import type { Fields } from './Merchant.mts';
import { bodyOf, file, matching, pageOf, textOf, type Handlers, type On } from './on.mts';
import type { Merchants } from './Merchant.mts';

const PROVIDER = {
	id: '6227845d6f5e10a27680b38d',
	provider: 'Factura.com',
	name: 'facturacom',
	country: 'MX',
	country_name: 'Mexico',
	active: true,
};

/** "limit (20)" */
const INVOICES_PER_PAGE = 20;

/** The shortest ZIP archive: one that is empty. */
const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);

/** Electronic invoices. */
export function billingHandlers(merchants: Merchants, on: On): Handlers {
	return {
		listBillingClients: on(({ billingClients }, { query }) =>
			billingClients
				.list()
				.filter(({ user_id: user }) => (query['user'] ?? user) === user)
				.filter(({ billing_information: information }) =>
					matching({ country_code: query['country'] }, ['country_code'])(information as Fields),
				),
		),
		createBillingClient: on(({ billingClients, webhooks }, call) => {
			const { billing_information: information = {}, ...rest } = bodyOf(call);
			const client = billingClients.add({
				...rest,
				billing_information: information,
				provider_id: textOf(call.query['provider_id']) ?? PROVIDER.id,
				active: true,
			});
			webhooks.emit('billing_information.updated', client);
			return client;
		}),
		createOrderInvoice: on(({ invoices, orders, webhooks }, call) => {
			const { order_id: orderId, currency } = bodyOf(call);
			const { totals } = orders.get(textOf(orderId));
			const folio = `F${String(invoices.list().length + 1).padStart(6, '0')}`;
			const invoice = invoices.add({ order_id: orderId, currency, folio, total: totals.total });
			webhooks.emit('billings.create', invoice);
			return invoice;
		}),
		listBillingProviders: on(() => [PROVIDER]),
		listInvoices: on(({ invoices }, call) => {
			const { year = '', month = '' } = call.query;
			const found = invoices
				.list()
				.filter(({ created_at: at }) => at.startsWith(String(year)))
				.filter(({ created_at: at }) => month === '' || Number(at.slice(5, 7)) === Number(month));
			return pageOf(call, found, INVOICES_PER_PAGE);
		}),
		downloadCfdi: ({ caller, params }) => {
			const { folio } = merchants.of(caller.account).invoices.get(params['id']);
			return file(EMPTY_ZIP, 'application/zip', `${String(folio)}.zip`);
		},
	};
}
