/** Orders, links, checkouts and customers. */
import { expect } from 'vitest';

import { byId } from '../harness.mts';
import type { OperationCase } from '../operationCases.mts';
import { CARD, items, type Stage } from './stage.mts';

const UNKNOWN = '65b0565f7f9f000000000000';

export function buyerCases(stage: () => Stage): Record<string, OperationCase> {
	return {
		...orderCases(stage),
		...linkCases(stage),
		...checkoutCases(stage),
		...customerCases(stage),
		...cardCases(stage),
	};
}

function orderCases(stage: () => Stage): Record<string, OperationCase> {
	return {
		'order create': {
			parameters: () => ({
				currency: 'MXN',
				itemsFrom: 'json',
				itemsJson: '[{"name":"Taza","quantity":"2","price":"100.5","discount":1}]',
				additionalFields: {
					email: 'ana@example.com',
					shipping_address: { value: { city: 'Monterrey', state: 'NL', country: 'MX' } },
					shipping_items: { values: [{ name: 'Express', amount: 50, carrier: 'OWN' }] },
					discounts: { values: [{ name: 'Welcome', amount: 10 }] },
				},
			}),
			check: ([order]) =>
				expect(order).toMatchObject({
					status: 'created',
					totals: { subtotal: 200, total: 240 },
					items: [{ name: 'Taza', quantity: 2, price: 100.5 }],
					shipping_address: { city: 'Monterrey', state: { code: 'NL' }, country: { code: 'MX' } },
					reference_id: expect.stringMatching(/^n8n-execution-[0-9a-f]{12}-0-0$/),
					pay_link: expect.stringContaining('/checkout?id='),
				}),
		},
		'order get': {
			parameters: async () => ({ order_id: await stage().paidOrder() }),
			check: ([order]) => {
				expect(order).toMatchObject({ status: 'paid', totals: { total: 243.33 } });
				expect(order).not.toHaveProperty('items');
			},
		},
		'order update': {
			parameters: async () => ({
				order_id: await stage().newOrder(),
				additionalFields: {
					city: 'Monterrey',
					state: 'NL',
					shipping_country: { value: { code: 'MX', name: 'Mexico' } },
				},
			}),
			check: ([order]) =>
				expect(order).toMatchObject({
					shipping_address: {
						city: 'Monterrey',
						state: { code: 'NL' },
						country: { code: 'MX', name: 'Mexico' },
					},
				}),
		},
		'order getPublic': {
			parameters: async () => ({ order_id: await stage().newOrder() }),
			check: ([order]) => expect(order).toMatchObject({ status: 'created', clabe: null }),
		},
		'order assignBankTransfer': {
			parameters: async () => ({ order_id: await stage().newOrder() }),
			check: ([order]) => expect(order).toMatchObject({ clabe: expect.stringMatching(/^\d{18}$/) }),
		},
		'sandboxTesting simulateBankTransfer': {
			parameters: async () => {
				const order_id = await stage().newOrder();
				const { clabe } = await stage().record('order', 'assignBankTransfer', { order_id });
				return {
					testKey: 'sandbox-transfer-key',
					cuentaBeneficiario: String(clabe),
					monto: 243.33,
				};
			},
			check: (rows) => expect(rows).toEqual([{ success: true }]),
		},
		'whatsApp sendPaymentRequest': {
			parameters: () => ({ phone: '8112345678', total_amount: 99.9, concept: 'Lunch' }),
			check: (rows) => expect(rows).toEqual([{ success: true }]),
		},
		'whatsApp getStatus': {
			parameters: () => ({}),
			check: (rows) => expect(rows).toEqual([{ connected: true }]),
		},
	};
}

function linkCases(stage: () => Stage): Record<string, OperationCase> {
	const newLink = async () =>
		await stage().idOf('paymentLink', 'create', {
			name: 'Course',
			currency: 'MXN',
			items: items(),
		});
	const id = async () => ({ id: byId(await newLink()) });
	return {
		'paymentLink create': {
			parameters: () => ({
				name: 'Course',
				currency: 'USD',
				items: items(),
				additionalFields: {
					quantity_uses: -1,
					start_date: '2026-01-31T10:00:00Z',
					end_date: '2026-12-31',
					shipping_items: { values: [{ name: 'Post', amount: 5 }] },
				},
			}),
			check: ([link]) =>
				expect(link).toMatchObject({
					currency: 'USD',
					quantity_uses: -1,
					start_date: '2026-01-31T10:00:00.000Z',
					end_date: '2026-12-31',
					totals: { total: 248.33 },
					payment_link: expect.stringContaining('/link/'),
				}),
		},
		'paymentLink get': {
			parameters: id,
			check: ([link]) => expect(link).toMatchObject({ name: 'Course', number: 'TE00000001' }),
		},
		'paymentLink getAll': {
			parameters: async () => {
				await newLink();
				await newLink();
				return { returnAll: true };
			},
			check: (rows) => expect(rows).toHaveLength(2),
		},
		'paymentLink update': {
			parameters: async () => ({
				...(await id()),
				items: items(),
				additionalFields: { name: 'Other', cureency: 'USD', discounts: 'a, b' },
			}),
			check: ([link]) =>
				expect(link).toMatchObject({ name: 'Other', currency: 'USD', discounts: ['a', 'b'] }),
		},
		'paymentLink delete': {
			parameters: id,
			check: (rows) => expect(rows).toEqual([{ deleted: true }]),
		},
	};
}

function checkoutCases(stage: () => Stage): Record<string, OperationCase> {
	const newCheckout = async () =>
		await stage().record('checkout', 'create', {
			concept: 'Recharge',
			currency: 'MXN',
			amounts: '100, 200.50',
			additionalFields: { items: items() },
		});
	const checkoutId = async () => ({ checkout_id: String((await newCheckout()).id) });
	return {
		'checkout create': {
			parameters: () => ({
				concept: 'Recharge',
				currency: 'MXN',
				amounts: '100, 200.50',
				additionalFields: { title: 'Phone', items: items() },
			}),
			check: ([checkout]) =>
				expect(checkout).toMatchObject({
					amounts: [100, 200.5],
					reference_id: expect.stringMatching(/^n8n-/),
					link: expect.stringContaining('/v2/checkout?id='),
				}),
		},
		'checkout get': {
			parameters: checkoutId,
			check: ([checkout]) => expect(checkout).toMatchObject({ concept: 'Recharge' }),
		},
		'checkout update': {
			parameters: async () => ({
				...(await checkoutId()),
				additionalFields: {
					notify_url: 'https://example.com/hook',
					customer: { value: { email: 'ana@example.com' } },
				},
			}),
			check: ([checkout]) =>
				expect(checkout).toMatchObject({
					notify_url: 'https://example.com/hook',
					customer: { email: 'ana@example.com' },
				}),
		},
		'checkout updateItem': {
			parameters: async () => {
				const { id, items: lines } = await newCheckout();
				const [line] = lines as Array<{ id: string }>;
				return {
					checkout_id: String(id),
					item_id: String(line?.id),
					additionalFields: { price: 99.5, quantity: 3 },
				};
			},
			check: ([checkout]) =>
				expect(checkout).toMatchObject({ items: [{ price: 99.5, quantity: 3, name: 'T-shirt' }] }),
		},
		'checkout getPublic': {
			parameters: checkoutId,
			check: ([checkout]) => expect(checkout).toMatchObject({ amounts: [100, 200.5] }),
		},
	};
}

function customerCases(stage: () => Stage): Record<string, OperationCase> {
	const customer = async () => ({ customer_id: byId(await stage().newCustomer()) });
	return {
		'customer create': {
			parameters: () => ({
				first_name: 'Íñigo',
				email: 'inigo@example.com',
				additionalFields: { phone: '8112345678', user_id: 'u-1' },
			}),
			check: ([created]) => expect(created).toMatchObject({ first_name: 'Íñigo', user_id: 'u-1' }),
		},
		'customer findOrCreate': {
			parameters: () => ({ email: 'new@example.com', first_name: 'Ana' }),
			check: ([record]) =>
				expect(record).toMatchObject({
					first_name: 'Ana',
					email: 'new@example.com',
					created: true,
				}),
		},
		'customer getAll': {
			parameters: () => ({ returnAll: true }),
			check: (rows) => {
				expect(rows).toHaveLength(120);
				expect(new Set(rows.map(({ id }) => id)).size).toBe(120);
			},
		},
		'customer update': {
			parameters: async () => ({ ...(await customer()), additionalFields: { last_name: 'Ruiz' } }),
			check: ([changed]) =>
				expect(changed).toMatchObject({ first_name: 'José', last_name: 'Ruiz' }),
		},
		'customer delete': {
			parameters: customer,
			check: (rows) => expect(rows).toEqual([{ deleted: true }]),
		},
		'customer createToken': {
			parameters: customer,
			check: ([answer]) => expect(answer?.token).toMatch(/^eyJ/),
		},
		'customer createSession': {
			parameters: customer,
			check: ([answer]) => expect(answer?.session).toMatch(/^session-of-/),
		},
		'customer addBankAccount': {
			parameters: async () => ({
				...(await customer()),
				name: 'Main',
				business_name: 'Ana Gómez',
				bank: '40002',
				number: '002010077777777771',
			}),
			check: ([account]) =>
				expect(account).toMatchObject({ method: 'clabe', country: 'MX', bank: '40002' }),
		},
	};
}

function cardCases(stage: () => Stage): Record<string, OperationCase> {
	const stored = async () => {
		const customer = await stage().newCustomer();
		return { customer_id: byId(customer), card_id: await stage().newCard(customer) };
	};
	return {
		'customerCard create': {
			parameters: async () => ({ customer_id: byId(await stage().newCustomer()), ...CARD }),
			check: ([card]) => {
				expect(card).toMatchObject({ brand: 'visa', last: '4242', default: true });
				expect(JSON.stringify(card)).not.toContain(CARD.number);
			},
		},
		'customerCard getAll': {
			parameters: async () => ({ customer_id: (await stored()).customer_id }),
			check: (rows) => expect(rows).toMatchObject([{ last: '4242' }]),
		},
		'customerCard setDefault': {
			parameters: stored,
			check: ([card]) => expect(card).toMatchObject({ default: true }),
		},
		'customerCard delete': {
			parameters: stored,
			check: (rows) => expect(rows).toEqual([{ deleted: true }]),
		},
		'cardToken create': {
			parameters: async () => ({
				card: 'stored',
				id: (await stored()).card_id,
				cvc: '111',
				additionalFields: { installments: '6', fixed_installments: true },
			}),
			check: ([answer]) => expect(answer?.token).toMatch(/^ca_/),
		},
		'threeDSecure start': {
			parameters: async () => ({
				body: JSON.stringify({ order_id: await stage().newOrder(), token: 'ca_1' }),
			}),
			check: ([answer]) => expect(answer?.url).toMatch(/^http/),
		},
		'accountCard create': {
			parameters: () => ({ ...CARD }),
			check: ([card]) => {
				expect(card).toMatchObject({ last: '4242' });
				expect(card).not.toHaveProperty('number');
			},
		},
		'accountCard get': {
			parameters: async () => ({ id: byId(await stage().idOf('accountCard', 'create', CARD)) }),
			check: ([card]) => expect(card).not.toHaveProperty('number'),
		},
		'accountCard getAll': {
			parameters: async () => {
				await stage().run('accountCard', 'create', CARD);
				return {};
			},
			check: (rows) => {
				expect(rows).toMatchObject([{ brand: 'visa' }]);
				expect(rows[0]).not.toHaveProperty('number');
			},
		},
		'accountCard delete': {
			parameters: async () => ({ id: byId(await stage().idOf('accountCard', 'create', CARD)) }),
			check: (rows) => expect(rows).toEqual([{ deleted: true }]),
		},
		'subscriptionTemplate create': {
			parameters: () => ({
				service: 'Gym',
				amount: 499.9,
				currency: 'MXN',
				interval: 'monthly',
				frequency: 1,
				additionalFields: { benefits: 'Sauna, Pool', billing_day: 5, trial_period_days: 7 },
			}),
			check: ([template]) =>
				expect(template).toMatchObject({
					benefits: ['Sauna', 'Pool'],
					billing_cycle: { day: 5 },
					payment_link: expect.stringContaining('/subscription_payment_link/'),
				}),
		},
		'subscriptionTemplate getAll': {
			parameters: async () => {
				await stage().run('subscriptionTemplate', 'create', { service: 'Gym', amount: 499.9 });
				return {};
			},
			check: (rows) => expect(rows).toMatchObject([{ service: 'Gym' }]),
		},
		'product addPrice': {
			parameters: () => ({
				product_id: UNKNOWN,
				pricing_model: 'volume_minimum',
				metered: true,
				additionalFields: {
					metered_unit_amount: 0.015,
					pricing_model_config: '{"volume_tiers":[{"unit_rate":1.5,"minimum_spend":100}]}',
				},
			}),
			check: ([price]) =>
				expect(price).toMatchObject({ product_id: UNKNOWN, metered_unit_amount: 0.015 }),
		},
	};
}
