import { createHash } from 'node:crypto';
import type { Context } from '../context.mts';
import { CardTokens } from './CardTokens.mts';
import { Ledger } from './Ledger.mts';
import { Orders } from './Orders.mts';
import { Payouts } from './Payouts.mts';
import { Records, type Origin } from './Records.mts';
import { seedCustomers, seedGateways } from './seed.mts';
import { Subscriptions } from './Subscriptions.mts';
import { Webhooks } from './Webhooks.mts';

/** Members of a record that the sandbox only keeps and gives back. */
export type Fields = Record<string, unknown>;

/** Everything that Ecart Pay knows of one merchant. */
export class Merchant {
	readonly account: string;
	readonly accountId: string;
	readonly webhooks: Webhooks;
	readonly ledger: Ledger;
	readonly cardTokens: CardTokens;
	readonly orders: Orders;
	readonly payouts: Payouts;
	readonly subscriptions: Subscriptions;
	readonly customers: Records<Fields>;
	readonly customerCards: Records<Fields>;
	readonly paymentMethods: Records<Fields>;
	readonly accountCards: Records<Fields>;
	readonly checkouts: Records<Fields>;
	readonly paymentLinks: Records<Fields>;
	readonly chargebacks: Records<Fields>;
	readonly withdrawals: Records<Fields>;
	readonly withdrawalMethods: Records<Fields>;
	readonly gateways: Records<Fields>;
	readonly activities: Records<Fields>;
	readonly billingClients: Records<Fields>;
	readonly invoices: Records<Fields>;
	readonly branches: Records<Fields>;
	readonly registers: Records<Fields>;
	readonly installments: Records<Fields>;
	/** Address of the sandbox's Ecart Pay. */
	readonly baseUrl: () => string;

	constructor(context: Context, account: string) {
		const origin: Origin = { accountId: accountIdOf(account), clock: context.clocks.ecartpay };
		const records = (what: string) => new Records<Fields>(what, origin);
		this.account = account;
		this.accountId = origin.accountId;
		this.baseUrl = () => `${context.url}/ecartpay`;
		this.webhooks = new Webhooks(context, account);
		this.ledger = new Ledger(origin);
		this.cardTokens = new CardTokens(origin.clock);
		this.orders = new Orders(origin, this);
		this.payouts = new Payouts(origin, this.ledger);
		this.subscriptions = new Subscriptions(origin, this.ledger, this.webhooks);
		this.customers = records('customer');
		this.customerCards = records('card');
		this.paymentMethods = records('payment method');
		this.accountCards = records('card');
		this.checkouts = records('checkout');
		this.paymentLinks = records('payment link');
		this.chargebacks = records('chargeback');
		this.withdrawals = records('withdrawal');
		this.withdrawalMethods = records('withdrawal account');
		this.gateways = records('gateway');
		this.activities = records('activity');
		this.billingClients = records('client');
		this.invoices = records('invoice');
		this.branches = records('branch');
		this.registers = records('sales register');
		this.installments = records('instalment settings');
		seedCustomers(this.customers);
		seedGateways(this.gateways);
	}
}

/** The merchants, made when they are first met. */
export class Merchants {
	private readonly context: Context;
	private readonly merchants = new Map<string, Merchant>();

	constructor(context: Context) {
		this.context = context;
	}

	/** The merchant that a public key belongs to. */
	of(account: string): Merchant {
		const known = this.merchants.get(account);
		if (known) return known;
		const merchant = new Merchant(this.context, account);
		this.merchants.set(account, merchant);
		return merchant;
	}

	all(): readonly Merchant[] {
		return [...this.merchants.values()];
	}

	clear(): void {
		for (const { webhooks } of this.all()) webhooks.close();
		this.merchants.clear();
	}
}

/** 24 hexadecimal digits that always are the same for a public key. */
function accountIdOf(account: string): string {
	return createHash('sha256').update(account).digest('hex').slice(0, 24);
}
