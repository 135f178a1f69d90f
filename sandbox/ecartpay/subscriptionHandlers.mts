import type { Context } from '../context.mts';
import type { Call } from '../exchange.mts';
import { bodyOf, matching, pageOf, type Handlers, type On } from './on.mts';
import type { SubscriptionInput } from './Subscriptions.mts';

/** Subscriptions, their templates, and prices of products. */
export function subscriptionHandlers(context: Context, on: On): Handlers {
	const size = () => context.settings.ecartpay.pageSize;
	const update = on(({ subscriptions }, call) =>
		subscriptions.change(call.params['subscription_id'], bodyOf(call)),
	);
	return {
		listSubscriptions: on(({ subscriptions }, call) => {
			const names = ['status', 'currency', 'interval', 'customer_id'];
			const found = subscriptions.list().filter(matching(call.query, names));
			return pageOf(call, found.filter(createdWithin(call)), size());
		}),
		// Nobody has sold this merchant anything.
		listMySubscriptions: on((_merchant, call) => pageOf(call, [], size())),
		createSubscription: on((merchant, call) => {
			const input = call.body as SubscriptionInput;
			merchant.customers.get(input.customer_id);
			return merchant.subscriptions.create(input);
		}),
		getSubscription: on(({ subscriptions }, { params }) =>
			subscriptions.get(params['subscription_id']),
		),
		updateSubscription: update,
		updateSubscriptionFromCustomer: update,
		resendSubscriptionInvitation: on(({ subscriptions }, { params }) => {
			subscriptions.get(params['subscription_id']);
			return { success: true };
		}),
		listSubscriptionTemplates: on(({ subscriptions }) => ({
			docs: subscriptions.templates.list(),
		})),
		createSubscriptionTemplate: on(({ baseUrl, subscriptions: { templates } }, call) => {
			const { link_enabled: isLinked = true, ...fields } = bodyOf(call);
			const { id } = templates.add(fields);
			const link = { payment_link: `${baseUrl()}/subscription_payment_link/${id}` };
			return templates.change(id, isLinked === true ? link : {});
		}),
		createProductPrice: on((_merchant, call) => ({
			product_id: call.params['product_id'],
			...bodyOf(call),
		})),
	};
}

function createdWithin({ query }: Call) {
	const from = String(query['created_at[from]'] ?? '');
	const to = String(query['created_at[to]'] ?? '9999');
	return ({ created_at: at }: { created_at: string }) =>
		at.slice(0, 10) >= from && at.slice(0, 10) <= to;
}
