import type { FastifyInstance } from 'fastify';
import type { Merchants } from './Merchant.mts';

/** The hosted page that an order's pay_link leads to; no contract has it. Its button pays. */
export function registerPayPage(app: FastifyInstance, merchants: Merchants): void {
	const find = (id: string) =>
		merchants.all().find(({ orders }) => orders.find(id) !== undefined)?.orders;
	app.route<{ Querystring: { id?: string } }>({
		method: ['GET', 'POST'],
		url: '/ecartpay/checkout',
		handler: async ({ method, query: { id = '' } }, reply) => {
			const orders = find(id);
			if (!orders) return await reply.code(404).type('text/html').send(page('No such order'));
			if (method === 'POST' && orders.get(id).status === 'created') orders.pay(id);
			const { number, status, totals, currency } = orders.get(id);
			const text = `Order ${number}: ${totals.total} ${currency}, ${status}`;
			return await reply.type('text/html').send(page(text, status === 'created'));
		},
	});
}

function page(text: string, canPay = false): string {
	const button = canPay ? '<form method="post"><button>Pay</button></form>' : '';
	return `<!doctype html><html><body><p>${text}</p>${button}</body></html>`;
}
