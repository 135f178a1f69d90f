import { sandboxCredentials } from '../../../sandbox/credentials.mts';
import { sign } from '../../../sandbox/pledg/signature.mts';
import type { SandboxClient } from './sandboxClient.mts';

/**
 * Makes a purchase that Pledg's dashboard user may release, any number of times. It is made with a
 * signature, which asks for no token, so that token requests can be counted.
 *
 * @returns its `purchase_uid`
 */
export async function releasablePurchase(sandbox: SandboxClient): Promise<string> {
	const { merchantUid, secretKey } = sandboxCredentials.pledg;
	const data = {
		merchantUid,
		title: 'Order 7',
		reference: 'order_7',
		amountCents: 2_000,
		email: 'buyer@example.com',
		firstName: 'Test',
		lastName: 'Buyer',
	};
	const signature = await sign({ data, purchase_link_settings: {} }, secretKey);
	const url = `${sandbox.addresses.pledg.baseUrl}/api/purchase_link/?signature=${signature}`;
	const response = await fetch(url, { method: 'POST' });
	const { purchase_uid: purchaseUid } = (await response.json()) as { purchase_uid: string };
	await sandbox.payPledg(purchaseUid, 'back');
	return purchaseUid;
}
