/** The base addresses of every credential type. No other place knows a provider's hosts. */
import type { AddressBooks } from './addressBook';
import { eCrossAddresses } from './eCross';
import { ecartPayAddresses } from './ecartPay';
import { ecGridAddresses } from './ecGrid';
import { pledgAddresses } from './pledg';

export const addressBooks: AddressBooks = {
	...eCrossAddresses,
	...ecartPayAddresses,
	...ecGridAddresses,
	...pledgAddresses,
};
