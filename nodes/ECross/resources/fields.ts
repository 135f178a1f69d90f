import { locator, text } from '../../shared/fields';
import * as searches from '../api/searches';

/** Fields that several resources share. */

export const skuId = locator({
	displayName: 'SKU',
	required: true,
	search: searches.skus,
	placeholder: 'e.g. SHIRT-BLUE-M',
	description: 'The SKU as you named it when you created it',
});

export const salesChannel = text({
	displayName: 'Sales Channel',
	required: true,
	placeholder: 'e.g. ECOM',
	description: 'Identifier of the sales channel',
});
