/** The account, its settings and its papers. */
import { expect } from 'vitest';

import { byId } from '../harness.mts';
import type { OperationCase } from '../operationCases.mts';
import type { Stage } from './stage.mts';

export function merchantCases(stage: () => Stage): Record<string, OperationCase> {
	return {
		...accountCases(stage),
		...catalogCases(),
		...billingCases(stage),
		...platformCases(stage),
		'connection check': {
			parameters: () => ({}),
			check: ([state]) =>
				expect(state).toMatchObject({ accepted: true, token: { state: 'fresh' } }),
			refuse: false,
		},
		'connection forgetToken': {
			parameters: () => ({}),
			check: ([state]) => expect(state).toMatchObject({ forgotten: false }),
			refuse: false,
		},
	};
}

function accountCases(stage: () => Stage): Record<string, OperationCase> {
	const gateway = async () => await stage().record('gateway', 'getAll', { limit: 1 });
	const gatewayId = async () => ({ gateway_id: byId(String((await gateway()).id)) });
	const seedActivity = () =>
		stage().sandbox.control.ecartpay.seed(
			'activities',
			{ status: 'failed', risk_level: 'low', amount: 10, payment_type: 'card' },
			stage().account,
		);
	return {
		'account getBillingInformation': {
			parameters: async () => {
				const { account_id } = await stage().record('customer', 'getAll', { limit: 1 });
				return { account_id: String(account_id) };
			},
			check: ([information]) => expect(information).toMatchObject({ rfc: 'XAXX010101000' }),
		},
		'account switchGateway': {
			parameters: async () => ({ id: String((await gateway()).id), active: false }),
			check: ([changed]) => expect(changed).toMatchObject({ active: false }),
		},
		'gateway getAll': {
			parameters: () => ({}),
			check: (rows) =>
				expect(rows).toMatchObject([{ gateway: 'ecartpay' }, { gateway: 'conekta' }]),
		},
		'gateway get': {
			parameters: gatewayId,
			check: ([found]) => expect(found).toMatchObject({ gateway: 'ecartpay' }),
		},
		'gateway switch': {
			parameters: async () => ({ ...(await gatewayId()), active: false }),
			check: ([changed]) => expect(changed).toMatchObject({ active: false }),
		},
		'gateway updateMethod': {
			parameters: async () => ({
				...(await gatewayId()),
				method_id: 'ecartpay-card',
				active: false,
				additionalFields: { title: 'Tarjeta' },
			}),
			check: ([method]) => expect(method).toMatchObject({ title: 'Tarjeta', active: false }),
		},
		'installments get': {
			parameters: () => ({}),
			check: ([settings]) => expect(settings).toMatchObject({ installments: [3, 6, 9, 12, 18] }),
		},
		'installments save': {
			parameters: () => ({
				commissions: { values: [{ installments: 6, minimum_amount: 300, is_active: true }] },
				amex_fixed_installments: true,
			}),
			check: ([settings]) =>
				expect(settings).toMatchObject({
					amex_fixed_installments: true,
					commissions: [{ installments: 6, minimum_amount: 300 }],
				}),
		},
		'installments switch': {
			parameters: () => ({ is_active: true }),
			check: ([settings]) => expect(settings).toMatchObject({ is_active: true }),
		},
		'activity getAll': {
			parameters: () => {
				seedActivity();
				return { filters: { status: 'failed, blocked', risk_level: 'low' }, limit: 5 };
			},
			check: (rows) => expect(rows).toMatchObject([{ status: 'failed' }]),
		},
		'activity get': {
			parameters: () => ({ id: byId(seedActivity().id) }),
			check: ([entry]) => expect(entry).toMatchObject({ risk_level: 'low' }),
		},
		'notification getAll': {
			parameters: () => ({}),
			check: (rows) => expect(rows).toEqual([]),
		},
		'notification markSeen': {
			parameters: () => ({ notification_id: '65b0565f7f9f32242108746a' }),
			check: (rows) => expect(rows).toEqual([{ success: true }]),
		},
		'scope getAll': {
			parameters: () => ({}),
			check: (rows) => expect(rows).toMatchObject([{ name: 'orders' }]),
		},
		'scope createToken': {
			parameters: async () => ({ id: byId(await stage().idOf('scope', 'getAll')) }),
			check: ([answer]) => expect(answer).toEqual({ token: 'limited-to-orders' }),
		},
		'bank getAll': {
			parameters: () => ({ filters: { country: 'MX' } }),
			check: (rows) => expect(rows).toMatchObject([{ clave: '40002' }, { clave: '40012' }]),
		},
		'bank get': {
			parameters: async () => ({ id: byId(await stage().idOf('bank', 'getAll')) }),
			check: ([bank]) => expect(bank).toMatchObject({ name: 'BANAMEX' }),
		},
	};
}

function catalogCases(): Record<string, OperationCase> {
	return {
		'catalog getCountries': {
			parameters: () => ({ returnAll: true }),
			check: (rows) => expect(rows).toMatchObject([{ code: 'CO' }, { code: 'MX' }]),
		},
		'catalog getStates': {
			parameters: () => ({ country: 'MX' }),
			check: (rows) => expect(rows).toMatchObject([{ name: 'Nuevo León' }]),
		},
		'catalog getLocalities': {
			parameters: () => ({ country: 'MX', state: 'NL' }),
			check: (rows) => expect(rows).toMatchObject([{ locality: 'Monterrey' }]),
		},
		'catalog lookUpPostalCode': {
			parameters: () => ({ country: 'MX', postal_code: '64000' }),
			check: (rows) => expect(rows).toMatchObject([{ zip_code: '64000' }]),
		},
		'catalog getEconomicActivities': {
			parameters: () => ({}),
			check: (rows) => expect(rows).toMatchObject([{ code: 'G03' }]),
		},
		'catalog getNumberTypes': {
			parameters: () => ({ country: 'CO' }),
			check: (rows) => expect(rows).toMatchObject([{ code: 'CC' }]),
		},
		'catalog getForm': {
			parameters: () => ({ name: 'billing', module: 'cfdi', country: 'MX' }),
			check: ([form]) => expect(form).toMatchObject({ name: 'billing', country: 'MX' }),
		},
		'exchange getAll': {
			parameters: () => ({ base: 'USD' }),
			check: (rows) => expect(rows).toContainEqual({ currency: 'USD', rate: 20 }),
		},
		'exchange getCurrencies': {
			parameters: () => ({}),
			check: (rows) => expect(rows).toContainEqual({ value: 'MXN' }),
		},
	};
}

function billingCases(stage: () => Stage): Record<string, OperationCase> {
	const information = { value: { country_code: 'MX', rfc: 'XAXX010101000', razons: 'Ana SA' } };
	const client = { user_id: 'u-1', billing_information: information };
	const invoice = async () =>
		await stage().idOf('billing', 'createInvoice', {
			order_id: await stage().paidOrder(),
			currency: 'MXN',
		});
	return {
		'billing createInvoice': {
			parameters: async () => ({
				order_id: await stage().paidOrder(),
				country: 'MX',
				currency: 'MXN',
				billing_information: information,
				items: { values: [{ name: 'T-shirt', quantity: '1', price: '243.33' }] },
				additionalFields: { payment_method: '04', payment_method_type: 'PUE', serie: 'A' },
			}),
			check: ([created]) => expect(created).toMatchObject({ folio: 'F000001', total: 243.33 }),
		},
		'billing saveClient': {
			parameters: () => client,
			check: ([saved]) =>
				expect(saved).toMatchObject({ user_id: 'u-1', billing_information: information.value }),
		},
		'billing getClients': {
			parameters: async () => {
				await stage().run('billing', 'saveClient', client);
				return { filters: { user: 'u-1', country: 'MX' } };
			},
			check: (rows) => expect(rows).toMatchObject([{ user_id: 'u-1' }]),
		},
		'billing getProviders': {
			parameters: () => ({}),
			check: (rows) => expect(rows).toMatchObject([{ provider: 'Factura.com' }]),
		},
		'invoice getAll': {
			parameters: async () => {
				await invoice();
				return { filters: { year: String(new Date().getUTCFullYear()) } };
			},
			check: (rows) => expect(rows).toMatchObject([{ folio: 'F000001' }]),
		},
		'invoice download': {
			parameters: async () => ({ id: byId(await invoice()) }),
			check: ([json], [output]) => {
				expect(json).toMatchObject({ fileName: 'F000001.zip', size: 22 });
				expect(output?.binary?.data).toMatchObject({
					mimeType: 'application/zip',
					fileName: 'F000001.zip',
				});
			},
		},
	};
}

function platformCases(stage: () => Stage): Record<string, OperationCase> {
	const branch = async () => await stage().idOf('posBranch', 'create', { name: 'Centro' });
	const register = async () => ({
		pos_branches_id: byId(await branch()),
		name: 'Front',
		register_number: '1',
	});
	return {
		'webhook create': {
			parameters: () => ({
				url: 'https://example.com/hook',
				events: ['orders.confirmation', 'orders.update'],
			}),
			check: ([webhook]) =>
				expect(webhook).toMatchObject({ events: ['orders.confirmation', 'orders.update'] }),
		},
		'oAuth createApplication': {
			parameters: () => ({
				name: 'Shop',
				redirect_url: 'https://example.com/callback',
				scopes: ['read_orders'],
				additionalFields: { headline: 'Shop asks', permissions_summary: 'Read orders' },
			}),
			check: ([application]) =>
				expect(application).toMatchObject({ client_id: expect.stringMatching(/^app_/) }),
		},
		'oAuth getConsentLink': {
			parameters: () => ({
				client_id: 'app_1',
				redirect_uri: 'https://example.com/callback?a=1',
				state: 'x y',
			}),
			check: (rows) =>
				expect(rows).toEqual([
					{
						url: `${stage().sandbox.addresses.ecartpay.baseUrl}/oauth?client_id=app_1&redirect_uri=https%3A%2F%2Fexample.com%2Fcallback%3Fa%3D1&state=x+y`,
					},
				]),
			refuse: false,
		},
		'posBranch create': {
			parameters: () => ({
				name: 'Centro',
				additionalFields: {
					address: { value: { city: 'Monterrey', latitude: 25.67, longitude: -100.31 } },
					contact: { value: { email: 'shop@example.com' } },
					operating_hours: '{"monday":{"open":"09:00","close":"18:00","is_closed":false}}',
					status: 'active',
					settings: { value: { default_currency: 'MXN', auto_close_registers: true } },
				},
			}),
			check: ([created]) =>
				expect(created).toMatchObject({ name: 'Centro', address: { latitude: 25.67 } }),
		},
		'posBranch getAll': {
			parameters: async () => {
				await branch();
				return {};
			},
			check: (rows) => expect(rows).toMatchObject([{ name: 'Centro' }]),
		},
		'posRegister create': {
			parameters: async () => ({
				...(await register()),
				additionalFields: { settings: { value: { receipt_copies: 2, allow_refunds: true } } },
			}),
			check: ([created]) =>
				expect(created).toMatchObject({ name: 'Front', settings: { receipt_copies: 2 } }),
		},
		'posRegister get': {
			parameters: async () => ({
				id: byId(await stage().idOf('posRegister', 'create', await register())),
			}),
			check: ([found]) => expect(found).toMatchObject({ register_number: '1' }),
		},
		'posRegister getAll': {
			parameters: async () => {
				const fields = await register();
				await stage().run('posRegister', 'create', fields);
				const { pos_branches_id } = fields;
				return { filters: { pos_branches_id, has_terminal: 'false' }, returnAll: true };
			},
			check: (rows) => expect(rows).toMatchObject([{ name: 'Front' }]),
		},
	};
}
