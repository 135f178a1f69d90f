import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../../shared/http/types';
import type { OperationContext } from '../../shared/operation/context';
import { readList, whatCame } from '../../shared/http/shapes';

interface ProductUpsert {
	request: ApiRequest;
	productId: string;
	/** Every SKU that the product shall have. */
	skus: Array<IDataObject & { skuId: string }>;
	/** Whether SKUs of the product that are left out may be deleted. */
	mayDelete: boolean;
}

/**
 * Sends all SKUs of one product in one request and returns what E-CROSS stored. E-CROSS deletes the
 * SKUs of the product that are left out, so unless that is wanted, the product is read first and the
 * request refused if any would vanish.
 */
export async function upsertProduct(
	context: OperationContext,
	{ request, productId, skus, mayDelete }: ProductUpsert,
): Promise<IDataObject[]> {
	const ids = skus.map(({ skuId }) => skuId);
	const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
	if (repeated !== undefined) {
		throw context.refuse(
			`The SKU "${repeated}" of the product "${productId}" appears in several input items`,
			'Keep one item for each SKU.',
		);
	}
	if (!mayDelete) {
		const missing = (await existingSkus(context, productId)).filter((id) => !ids.includes(id));
		if (missing.length > 0) {
			throw context.refuse(
				`The product "${productId}" has SKUs that are not among the input items: ${missing.join(', ')}`,
				'E-CROSS would delete them. Add them to the input, or switch Delete Missing SKUs on.',
			);
		}
	}
	return context.known(readList(await context.send({ ...request, body: skus })));
}

async function existingSkus(context: OperationContext, productId: string): Promise<string[]> {
	const { status, body } = await context.answer(
		{
			method: 'GET',
			service: 'product',
			path: `/ext/merchant/products/${encodeURIComponent(productId)}`,
		},
		{ accept: [404] },
	);
	if (status === 404) return [];
	return context.known(readList(body)).map((sku) => {
		if (typeof sku.skuId === 'string') return sku.skuId;
		throw context.refuse(
			`E-CROSS lists a SKU of the product "${productId}" without its ID. ${whatCame(sku)}`,
			'Nothing was sent, because unknown SKUs would be deleted.',
		);
	});
}
