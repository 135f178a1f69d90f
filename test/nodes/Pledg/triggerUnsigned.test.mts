import { describe, expect, test } from 'vitest';

import { signHs256 } from '../../../credentials/lib/jwt';
import { pledgTrigger, SECRET, transfer } from './triggerStage.mts';

const pledg = pledgTrigger();

describe('unsigned failures, where the credential has a secret', () => {
	const failure = { reference: 'order_42', purchase_state: 'VCP_KO', purchase_uid: 'pur_1' };
	const accept = { options: { acceptUnsignedFailures: true } };

	test('are refused unless the user accepts them', async () => await pledg.expectRefused(failure));

	test('start the workflow if accepted, and are marked as not verified', async () => {
		await pledg.listen({ parameters: accept });
		await pledg.expectStarted(failure, { kind: 'failed', status: 'VCP_KO', verified: false });
	});

	test('do not stand in the way of the genuine one', async () => {
		await pledg.listen({ parameters: accept });
		await pledg.post(failure);
		await pledg.post({ signature: signHs256(failure, SECRET) });
		expect(pledg.listener.started.map(({ verified }) => verified)).toEqual([false, true]);
	});

	test('are no door for payments', async () => {
		await pledg.listen({ parameters: accept });
		await pledg.expectRefused(transfer);
		await pledg.expectRefused({ ...transfer, purchase_state: 'VCP_KO' });
	});
});

describe('unsigned notifications', () => {
	const accept = { options: { acceptUnsigned: true } };

	test('are refused without a secret, too, unless the user accepts them', async () => {
		await pledg.listen({ credential: { secretKey: '' } });
		await pledg.expectRefused(transfer);
	});

	test('are refused as long as there is a secret, even if the user accepts them', async () => {
		await pledg.listen({ parameters: accept });
		await pledg.expectRefused(transfer);
	});

	test('start the workflow otherwise, and are marked as not verified', async () => {
		await pledg.listen({ credential: { secretKey: '' }, parameters: accept });
		await pledg.expectStarted(transfer, { kind: 'paid', amountCents: 2000, verified: false });
	});

	test('of a failure do so, too; of another merchant or without a meaning they do not', async () => {
		await pledg.listen({ credential: { secretKey: '' }, parameters: accept });
		await pledg.expectRefused({ ...transfer, merchant_uid: 'mer_other' });
		await pledg.expectRefused({ reference: 'order_42', uid: 'pur_1' });
		const failure = { reference: 'order_42', purchase_state: 'VCP_KO', purchase_uid: 'pur_1' };
		await pledg.expectStarted(failure, { kind: 'failed', status: 'VCP_KO', verified: false });
	});
});
