import type { IDataObject } from 'n8n-workflow';

import type { Pagination } from '../../../shared/http/pagination';
import type { ApiRequest } from '../../../shared/http/types';
import type { OperationContext } from '../../../shared/operation/context';

/** 2,500 rows of the usual size: far more than a search for one reference can find. */
const MOST_PAGES = 50;

/**
 * The row of a list that is meant, however many others a search by text finds beside it. Throws
 * where the list is too long to tell: then it is not known whether there is one.
 */
export async function findRow(
	context: OperationContext,
	path: string,
	query: IDataObject,
	{ pages, isMeant }: { pages: Pagination; isMeant(row: IDataObject): boolean },
): Promise<IDataObject | undefined> {
	const request: ApiRequest = { method: 'GET', service: 'api', path, query };
	let read = 0;
	for await (const rows of context.pages(request, pages)) {
		const found = rows.find(isMeant);
		if (found) return found;
		read += 1;
		if (read < MOST_PAGES) continue;
		throw context.refuse(
			`It is not known whether this was done before: the list of ${path} continues beyond ${MOST_PAGES} pages`,
			'Nothing was sent. Look in the Ecart Pay dashboard, or use another Reference ID.',
		);
	}
	return undefined;
}
