import { notFound } from './errors.mts';
import type { Fields, Merchant } from './Merchant.mts';
import { bodyOf, matching, whole, type Handlers, type On } from './on.mts';

const BANKS = [
	{ id: '65b0565f7f9fba0000000001', clave: '40002', name: 'BANAMEX', country: 'MX' },
	{ id: '65b0565f7f9fba0000000002', clave: '40012', name: 'BBVA MEXICO', country: 'MX' },
	{ id: '65b0565f7f9fba0000000003', clave: '1007', name: 'BANCOLOMBIA', country: 'CO' },
];

const SCOPE_SETS = [
	{ id: '65b0565f7f9f5c0000000001', name: 'orders', scopes: ['read_orders', 'write_orders'] },
];

/** The account itself: gateways, banks, activity, scopes, notices, WhatsApp. */
export function accountHandlers(on: On): Handlers {
	return {
		getAccountBillingInformation: on(({ accountId }, { params }) => {
			if (params['account_id'] !== accountId) throw notFound('There is no such account');
			return { account_id: accountId, rfc: 'XAXX010101000', razons: 'Sandbox SA de CV' };
		}),
		updateAccountGateway: on(({ gateways }, call) =>
			gateways.change(call.params['id'], bodyOf(call)),
		),
		createAccountGatewayKeys: on(({ gateways }, { params }) =>
			gateways.change(params['gateway_id'], { has_keys: true }),
		),
		listGateways: on(({ gateways }) => gateways.list()),
		getGateway: on(({ gateways }, { params }) => gateways.get(params['gateway_id'])),
		updateGateway: on(({ gateways }, call) =>
			gateways.change(call.params['gateway_id'], bodyOf(call)),
		),
		updateGatewayMethod: on((merchant, call) => changeMethod(merchant, call.params, bodyOf(call))),
		listBanks: on((_merchant, { query }) => BANKS.filter(matching(query, ['country']))),
		getBank: on((_merchant, { params }) => {
			const bank = BANKS.find(({ id }) => id === params['id']);
			if (!bank) throw notFound(`There is no bank ${params['id']}`);
			return { ...bank, clave: Number(bank.clave) };
		}),
		listBillingFilters: on(() => []),
		markNotificationSeen: on(() => ({ success: true })),
		listActivity: on(({ activities }, { query }) => ({
			docs: activities
				.list()
				.filter(isOneOf('status', query['status']))
				.filter(isOneOf('risk_level', query['risk_level']))
				.slice(0, whole(query['limit'], 100)),
		})),
		getActivity: on(({ activities }, { params }) => activities.get(params['id'])),
		listScopes: on(() => SCOPE_SETS),
		createScopesToken: on((_merchant, call) => {
			const set = SCOPE_SETS.find(({ id }) => id === bodyOf(call)['id']);
			if (!set) throw notFound('There is no such scope');
			return { token: `limited-to-${set.name}` };
		}),
		getWhatsappStatus: on(() => ({ connected: true })),
		sendWhatsappPayment: on(() => ({ success: true })),
	};
}

function isOneOf(name: string, wanted: unknown) {
	const values = typeof wanted === 'string' ? wanted.split(',') : undefined;
	return (record: Fields) => values === undefined || values.includes(String(record[name]));
}

function changeMethod(
	{ gateways }: Merchant,
	params: Readonly<Record<string, string>>,
	change: Fields,
): Fields {
	const { id, methods } = gateways.get(params['gateway_id']);
	const list = methods as Fields[];
	const method = list.find((one) => one['id'] === params['method_id']);
	if (!method) throw notFound(`There is no method ${params['method_id']}`);
	const changed = { ...method, ...change };
	gateways.change(id, { methods: list.map((one) => (one === method ? changed : one)) });
	return changed;
}
