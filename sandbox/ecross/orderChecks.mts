import { SALES_CHANNEL, type Catalog } from './Catalog.mts';
import { badRequest } from './errors.mts';
import type { OrderInput } from './orderTypes.mts';

/** Amounts are compared to the cent. */
const HALF_A_CENT = 0.005;

type Check = readonly [problem: string, holds: boolean];

/** Holds a test order to the rules that the documentation adds to its example. */
export function checkOrder(input: OrderInput, catalog: Catalog): void {
	const { items = [], payments = [], totals = {} } = input;
	const deliveries = input.shipping?.deliveries ?? [];
	const lineIds = items.map(({ id }) => id);
	const paid = payments.reduce((sum, { value = 0 }) => sum + value, 0);
	const isApproved = (skuId = '') => catalog.find(withoutMerchant(skuId, catalog)) !== undefined;
	const checks: Check[] = [
		['body.salesChannelOrderId: missing', Boolean(input.salesChannelOrderId)],
		[`body.salesChannel: must be ${SALES_CHANNEL}`, input.salesChannel === SALES_CHANNEL],
		['body.items: at least one line is needed', items.length > 0],
		[
			'body.value: not items less discount plus shipping less discount',
			fits(input.value, due(totals)),
		],
		['body.shipping.deliveries: exactly one is needed', deliveries.length === 1],
		[
			'body.shipping.deliveries.0.items: must name the line ids',
			(deliveries[0]?.items ?? []).every((id) => lineIds.includes(id)) &&
				deliveries[0]?.items?.length === lineIds.length,
		],
		['body.payments: must add up to the order value', fits(input.value, paid)],
		[
			'body.items: every salesChannelSkuId must be an approved SKU',
			items.every(({ salesChannelSkuId }) => isApproved(salesChannelSkuId)),
		],
	];
	const broken = checks.find(([, holds]) => !holds);
	if (broken) throw badRequest(broken[0]);
}

/** SKUs are known to the channel by the merchant's id or by that of e-CROSS. */
export function withoutMerchant(skuId: string, { merchantId }: Catalog): string {
	return skuId.startsWith(`${merchantId}-`) ? skuId.slice(merchantId.length + 1) : skuId;
}

function due({
	itemsGross = 0,
	itemsDiscount = 0,
	shippingGross = 0,
	shippingDiscount = 0,
}: NonNullable<OrderInput['totals']>): number {
	return itemsGross - itemsDiscount + shippingGross - shippingDiscount;
}

function fits(value: number | undefined, expected: number): boolean {
	return value !== undefined && Math.abs(value - expected) < HALF_A_CENT;
}
