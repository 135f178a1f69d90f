import { badRequest, notFound } from './errors.mts';
import type { Fields, Merchants } from './Merchant.mts';

/** Stands for the fixed key that the documentation prints. */
const TRANSFER_KEY = 'sandbox-transfer-key';

export function isTransferKey(authorization: string | undefined): boolean {
	return authorization === TRANSFER_KEY;
}

/** A bank transfer arrives: it pays the order that has the CLABE. */
export function payByTransfer(merchants: Merchants, transfer: Fields): { mensaje: string } {
	const clabe = String(transfer['cuentaBeneficiario'] ?? '');
	for (const { orders, webhooks } of merchants.all()) {
		const order = orders.findByClabe(clabe);
		if (!order) continue;
		const { total } = order.totals;
		if (Number(transfer['monto']) !== total) throw badRequest(`monto must be ${total}`);
		orders.pay(order.id);
		webhooks.emit('transfer.created', { id: order.id, amount: total, clabe });
		return { mensaje: 'recibido' };
	}
	throw notFound(`No order has the CLABE ${clabe}`);
}
