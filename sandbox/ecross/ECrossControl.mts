import type { Context } from '../context.mts';
import { ControlError } from '../ControlError.mts';
import { sandboxCredentials } from '../credentials.mts';
import type { Merchants } from './Merchants.mts';
import { usualPath, type OrderStatus } from './orderTypes.mts';
import { seed, SEED_MAXIMUM, type SeedRequest, type SeedResult } from './seed.mts';

const counted = ['skus', 'orders', 'parcels'] as const;

/** What only the sandbox can do to e-CROSS: make records, and move orders on. */
export class ECrossControl {
	private readonly context: Context;
	private readonly merchants: Merchants;

	constructor(context: Context, merchants: Merchants) {
		this.context = context;
		this.merchants = merchants;
	}

	/** Makes many SKUs, orders and parcels at once. */
	seed(request: SeedRequest): SeedResult {
		for (const name of counted) {
			const count = request[name] ?? 0;
			if (!Number.isInteger(count) || count < 0 || count > SEED_MAXIMUM) {
				throw new ControlError(`"${name}" takes a whole number up to ${SEED_MAXIMUM}`);
			}
		}
		if (request.status !== undefined && !usualPath.some((status) => status === request.status)) {
			throw new ControlError(`"status" takes one of: ${usualPath.join(', ')}`);
		}
		const { account = sandboxCredentials.ecross.clientId } = request;
		return seed(this.context, this.merchants.of(account), request);
	}

	/** Moves an order one step along its usual path, and says where it is then. */
	advance(orderId: string): { readonly orderId: string; readonly status: OrderStatus } {
		for (const { orders } of this.merchants.all()) {
			const order = orders.list().find(({ id }) => id === orderId);
			if (!order) continue;
			orders.advance(order);
			return { orderId, status: order.status };
		}
		throw new ControlError(`There is no order "${orderId}"`);
	}
}
