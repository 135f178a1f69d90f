import { afterAll, beforeAll, beforeEach } from 'vitest';

import { EcartPay } from '../../../nodes/EcartPay/EcartPay.node';
import { resources } from '../../../nodes/EcartPay/resources/index';
import { testOperations } from '../operationCases.mts';
import { buyerCases } from './buyerCases.mts';
import { merchantCases } from './merchantCases.mts';
import { moneyCases } from './moneyCases.mts';
import { Stage } from './stage.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.start();
});
beforeEach(() => stage.next());
afterAll(async () => await stage.sandbox.close());

const current = () => stage;

testOperations({
	node: new EcartPay(),
	resources,
	sandbox: () => stage.sandbox,
	credentials: () => stage.credentials(),
	provider: 'ecartpay',
	// It stamps its records, and gives back what was sent.
	undocumented: [
		...['account_id', 'created_at', 'updated_at'],
		...['bank', 'billing_cycle', 'charges', 'customer', 'customer_id', 'email', 'exp_month'],
		...['exp_year', 'items', 'number', 'reference_id', 'rfc'],
	],
	refusal: {
		body: { statusCode: 400, message: 'Refused by the test.' },
		message: 'Refused by the test.',
	},
	cases: { ...buyerCases(current), ...moneyCases(current), ...merchantCases(current) },
});
