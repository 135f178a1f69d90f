import { addressesOf } from '../../../credentials/tokens/request/addresses';
import { at } from '../../../credentials/lib/json';
import type { Provider } from '../../shared/http/provider';

/**
 * The only error body that is documented is `{ "message": … }`; a price update can also be refused
 * inside a 2xx, with `status: "ERROR"`.
 */
export const eCross: Provider = {
	name: 'E-CROSS',
	credentials: [
		{ value: 'clientCredentials', name: 'Client Credentials', credentialType: 'eCrossApi' },
	],
	addresses: addressesOf,
	problemOf({ status, body }) {
		const failed = status > 299 || at(body, 'status') === 'ERROR';
		if (!failed) return undefined;
		const message = at(body, 'message');
		if (typeof message === 'string') return { message };
		const failedSkus = at(body, 'failedSkus');
		if (!Array.isArray(failedSkus)) return undefined;
		return { message: `E-CROSS refused the price of ${failedSkus.join(', ') || 'the SKU'}` };
	},
};
