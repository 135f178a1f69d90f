import type { Context } from '../context.mts';
import { signJwt } from '../tokens.mts';
import { cardFields } from './cards.mts';
import { conflict } from './errors.mts';
import type { Fields, Merchant } from './Merchant.mts';
import { bodyOf, matching, pageOf, type Handlers, type On } from './on.mts';

/** "email, phone or user_id already exists" (NOTES, Errors) */
const UNIQUE = ['email', 'phone', 'user_id'] as const;

/** "customer token 600 s with `customer_id`" */
const CUSTOMER_TOKEN_SECONDS = 600;

/** Customers, what is stored of their cards, and where they get money. */
export function customerHandlers(context: Context, on: On): Handlers {
	const { ecartpay: clock } = context.clocks;
	return {
		listCustomers: on(({ customers }, call) => {
			const found = customers.list().filter(matching(call.query, UNIQUE));
			const { guessForm, pageSize } = context.settings.ecartpay;
			// That the list pages is a guess.
			if (guessForm === 'other') return { docs: found, count: found.length, pages: 1 };
			return pageOf(call, found, pageSize);
		}),
		createCustomer: on((merchant, call) => {
			refuseKnown(merchant, bodyOf(call), undefined);
			return merchant.customers.add(bodyOf(call));
		}),
		getCustomer: on(({ customers }, { params }) => customers.get(params['customer_id'])),
		updateCustomer: on((merchant, call) => {
			const id = call.params['customer_id'];
			refuseKnown(merchant, bodyOf(call), id);
			return merchant.customers.change(id, bodyOf(call));
		}),
		deleteCustomer: on(({ customers }, { params }) => customers.remove(params['customer_id'])),
		createCustomerToken: on(async ({ customers }, { params }) => {
			const { id } = customers.get(params['customer_id']);
			const token = { claims: { id, customer_id: id }, statedSeconds: CUSTOMER_TOKEN_SECONDS };
			return { token: await signJwt({ algorithm: 'HS512', now: clock.now(), ...token }) };
		}),
		createCustomerSession: on(({ customers }, { params }) => ({
			session: `session-of-${customers.get(params['customer_id']).id}`,
		})),
		createCustomerPaymentMethod: on(({ customers, paymentMethods }, call) => {
			const { id } = customers.get(call.params['customer_id']);
			return paymentMethods.add({ ...bodyOf(call), customer_id: id, default: true });
		}),
		...cardHandlers(on),
	};
}

function cardHandlers(on: On): Handlers {
	const ofCustomer = ({ customers, customerCards }: Merchant, id: string | undefined) => {
		customers.get(id);
		return customerCards.list().filter((card) => card['customer_id'] === id);
	};
	return {
		listCustomerCards: on((merchant, { params }) => ofCustomer(merchant, params['customer_id'])),
		createCustomerCard: on((merchant, call) => {
			const id = call.params['customer_id'];
			const isFirst = ofCustomer(merchant, id).length === 0;
			const card = { ...cardFields(bodyOf(call)), customer_id: id, default: isFirst };
			return merchant.customerCards.add(card);
		}),
		setDefaultCustomerCard: on((merchant, { params }) => {
			for (const card of ofCustomer(merchant, params['customer_id'])) {
				merchant.customerCards.change(card.id, { default: false });
			}
			return merchant.customerCards.change(params['card_id'], { default: true });
		}),
		deleteCustomerCard: on(({ customerCards }, { params }) =>
			customerCards.remove(params['card_id']),
		),
	};
}

function refuseKnown({ customers }: Merchant, fields: Fields, id: string | undefined): void {
	const clash = customers
		.list()
		.some((known) => known.id !== id && UNIQUE.some((name) => isSame(known[name], fields[name])));
	if (clash) throw conflict('email, phone or user_id already exists');
}

function isSame(known: unknown, given: unknown): boolean {
	return given !== undefined && given === known;
}
