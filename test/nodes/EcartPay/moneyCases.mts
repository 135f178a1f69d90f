/** What moves money, or tells about it. */
import { expect } from 'vitest';

import { byId } from '../harness.mts';
import type { OperationCase } from '../operationCases.mts';
import { items, PAYOUT, type Stage } from './stage.mts';

export function moneyCases(stage: () => Stage): Record<string, OperationCase> {
	return {
		'order chargeCard': {
			parameters: async () => ({
				token: await stage().newCardToken(),
				currency: 'MXN',
				items: items(),
			}),
			check: ([order]) =>
				expect(order).toMatchObject({ status: 'paid', totals: { total: 243.33 } }),
		},
		'refund create': {
			parameters: async () => ({ order_id: await stage().paidOrder(), amount: 43.33 }),
			check: ([order]) => {
				expect(order).toMatchObject({ status: 'partially_refunded' });
				const { control } = stage().sandbox;
				expect(control.ecartpay.refunds(String(order?.id))).toEqual([43.33]);
			},
		},
		...transactionCases(stage),
		...payoutCases(stage),
		...chargebackCases(stage),
		...subscriptionCases(stage),
		...withdrawalCases(stage),
	};
}

function transactionCases(stage: () => Stage): Record<string, OperationCase> {
	return {
		'transaction getAll': {
			parameters: () => ({ filters: { start_date: '2026-01-01' }, returnAll: true }),
			check: (rows) => {
				expect(rows).toHaveLength(120);
				expect(new Set(rows.map(({ id }) => id)).size).toBe(120);
				expect(rows[0]).toMatchObject({ amount: 92.46, current: expect.any(Number) });
				expect(rows[0]).not.toHaveProperty('previous');
			},
		},
		'transaction get': {
			parameters: async () => {
				const { id } = await stage().record('transaction', 'getAll', { limit: 1 });
				return { transaction_id: byId(String(id)) };
			},
			check: ([movement]) => expect(movement).toMatchObject({ type: 'payment' }),
		},
		'transaction getSummary': {
			parameters: () => ({ currency: 'MXN' }),
			check: ([summary]) => expect(summary).toMatchObject({ payin: 11095.2 }),
		},
	};
}

function payoutCases(stage: () => Stage): Record<string, OperationCase> {
	const pending = async () => ({ payout_id: byId(await stage().newPayout()) });
	return {
		'payout create': {
			parameters: () => ({ ...PAYOUT, require_confirmation: false }),
			check: ([payout]) =>
				expect(payout).toMatchObject({
					status: 'paid',
					amount: 150.5,
					reference_id: expect.stringMatching(/^n8n-execution-[0-9a-f]{12}-0-0$/),
					transactions: [{ type: 'charge' }, { type: 'payment' }],
				}),
		},
		'payout confirm': {
			parameters: pending,
			check: ([payout]) => expect(payout).toMatchObject({ status: 'paid' }),
		},
		'payout get': {
			parameters: pending,
			check: ([payout]) => expect(payout).toMatchObject({ status: 'pending' }),
		},
		'payout getAll': {
			parameters: async () => {
				await pending();
				return { filters: { status: 'pending' } };
			},
			check: (rows) => expect(rows).toMatchObject([{ amount: 150.5 }]),
		},
		'payout update': {
			parameters: async () => ({
				...(await pending()),
				amount: 99.99,
				itemsFrom: 'json',
				itemsJson: '[{"name":"Work","quantity":1,"price":99.99}]',
				additionalFields: { charges: { values: [{ name: 'Fee', amount: 1 }] } },
			}),
			check: ([payout]) => expect(payout).toMatchObject({ amount: 99.99, status: 'pending' }),
		},
	};
}

function chargebackCases(stage: () => Stage): Record<string, OperationCase> {
	const dispute = async () => {
		const payout_id = byId(await stage().newPayout());
		return { id: byId(await stage().idOf('chargeback', 'create', { payout_id, reason: 'Lost' })) };
	};
	return {
		'chargeback create': {
			parameters: async () => ({ payout_id: byId(await stage().newPayout()), reason: 'Lost' }),
			check: ([chargeback]) =>
				expect(chargeback).toMatchObject({ status: 'created', amount: 150.5, reason: 'Lost' }),
		},
		'chargeback get': {
			parameters: dispute,
			check: ([chargeback]) => expect(chargeback).toMatchObject({ reason: 'Lost' }),
		},
		'chargeback getAll': {
			parameters: async () => {
				await dispute();
				return { returnAll: true };
			},
			check: (rows) => expect(rows).toMatchObject([{ reason: 'Lost' }]),
		},
		'chargeback update': {
			parameters: async () => ({ ...(await dispute()), status: 'in_review' }),
			check: ([chargeback]) => expect(chargeback).toMatchObject({ status: 'in_review' }),
		},
	};
}

function subscriptionCases(stage: () => Stage): Record<string, OperationCase> {
	const fields = async () => ({
		customer_id: byId(await stage().newCustomer()),
		service: 'Gym',
		amount: 499.9,
		currency: 'MXN',
	});
	const id = async () => ({
		subscription_id: byId(await stage().idOf('subscription', 'create', await fields())),
	});
	return {
		'subscription create': {
			parameters: async () => ({
				...(await fields()),
				interval: 'weekly',
				frequency: 2,
				card_ids: 'a, b',
				additionalFields: { trial_period_days: 7, billing_day: 1, merchant_management: true },
			}),
			check: ([created]) =>
				expect(created).toMatchObject({
					status: 'active',
					interval: 'weekly',
					frequency: 2,
					card_ids: ['a', 'b'],
				}),
		},
		'subscription get': {
			parameters: id,
			check: ([found]) => {
				expect(found).toMatchObject({ service: 'Gym', attempts: 0 });
				expect(found).not.toHaveProperty('account_id');
			},
		},
		'subscription getAll': {
			parameters: async () => {
				const { customer_id } = await fields();
				await stage().run('subscription', 'create', { ...(await fields()), customer_id });
				await id();
				return { filters: { customer_id, interval: 'monthly', from: '2026-01-01' } };
			},
			check: (rows) => expect(rows).toMatchObject([{ service: 'Gym' }]),
		},
		'subscription getMine': {
			parameters: () => ({ returnAll: true }),
			check: (rows) => expect(rows).toEqual([]),
		},
		'subscription update': {
			parameters: async () => ({ ...(await id()), status: 'paused' }),
			check: ([changed]) => expect(changed).toMatchObject({ status: 'paused' }),
		},
		'subscription updateFromCustomer': {
			parameters: async () => ({ ...(await id()), card_ids: 'c' }),
			check: ([changed]) => expect(changed).toMatchObject({ card_ids: ['c'] }),
		},
		'subscription resendInvitation': {
			parameters: id,
			check: (rows) => expect(rows).toEqual([{ success: true }]),
		},
	};
}

function withdrawalCases(stage: () => Stage): Record<string, OperationCase> {
	const account = {
		name: 'Main',
		number: '002010077777777771',
		otp: '123456',
		additionalFields: { bank: '40002', rfc: 'XAXX010101000' },
	};
	const id = async () => ({ id: byId(await stage().idOf('withdrawalMethod', 'create', account)) });
	return {
		'withdrawal getAll': {
			parameters: () => {
				const { control } = stage().sandbox;
				for (let index = 0; index < 25; index += 1) {
					const fields = { amount: index, currency: 'MXN', status: 'paid' };
					control.ecartpay.seed('withdrawals', fields, stage().account);
				}
				return { filters: { currency: 'MXN', status: 'paid' }, returnAll: true };
			},
			check: (rows) => expect(rows.map(({ amount }) => amount)).toEqual([...Array(25).keys()]),
		},
		'withdrawalMethod create': {
			parameters: () => account,
			check: ([created]) => {
				expect(created).toMatchObject({ method: 'clabe', bank: '40002' });
				expect(created).not.toHaveProperty('otp');
			},
		},
		'withdrawalMethod getAll': {
			parameters: async () => {
				await id();
				return {};
			},
			check: (rows) => expect(rows).toMatchObject([{ name: 'Main' }]),
		},
		'withdrawalMethod update': {
			parameters: async () => ({ ...(await id()), ...account, name: 'Other' }),
			check: ([changed]) => expect(changed).toMatchObject({ name: 'Other' }),
		},
		'withdrawalMethod delete': {
			parameters: id,
			check: (rows) => expect(rows).toEqual([{ deleted: true }]),
		},
	};
}
