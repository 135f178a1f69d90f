import { addressesOf } from '../../../credentials/tokens/request/addresses';
import { at } from '../../../credentials/lib/json';
import type { Problem, Provider } from '../../shared/http/provider';

/** Refunds explain themselves in plain text; elsewhere the provider's module reads `error.debug`. */
export const pledg: Provider = {
	name: 'Pledg',
	credentials: [
		{
			value: 'accessToken',
			name: 'Access Token',
			description: 'API key and secret; for all new integrations',
			credentialType: 'pledgApi',
		},
		{
			value: 'dashboard',
			name: 'Dashboard',
			description: 'Email and password of a dashboard user; deprecated by Pledg',
			credentialType: 'pledgDashboardApi',
		},
		{
			value: 'signature',
			name: 'Signature',
			description: 'Merchant UID and secret key',
			credentialType: 'pledgSignatureApi',
		},
	],
	addresses: addressesOf,
	problemOf({ status, body }, { path }): Problem | undefined {
		if (status <= 299) return undefined;
		const message = [at(body, 'error.debug'), at(body, 'error.message'), at(body, 'message'), body]
			.filter((one) => typeof one === 'string')
			.find((one) => one !== '' && !one.trimStart().startsWith('<'));
		const advice = path.endsWith('/credit_by_transfer') ? REFUND_ADVICE[status] : undefined;
		if (message === undefined && advice === undefined) return undefined;
		return { message: message ?? 'Pledg refused the refund', ...(advice ? { advice } : {}) };
	},
};

/** What the documentation says about each status of a refund. */
const REFUND_ADVICE: Record<number, string> = {
	400: 'The amount is higher than what can be refunded, or Pledg has not created a transfer to you for this purchase yet. A transfer follows within three business days.',
	404: 'There is no such purchase. Check the purchase UID, and that the credential is for the same environment.',
	409: 'This purchase was paid with a virtual card (back mode). Refund the card at your payment service provider instead; Pledg then refunds the buyer.',
};
