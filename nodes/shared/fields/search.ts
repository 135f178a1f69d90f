import type { IDataObject } from 'n8n-workflow';

import type { Pagination } from '../http/pagination';
import type { ApiRequest } from '../http/types';

/** A list to pick an id from, in a resource locator. */
export interface Search {
	/** Name of the node's list search method. */
	name: string;
	request: ApiRequest;
	/**
	 * The request's body, if the list depends on other fields of the node. Undefined while those are
	 * empty; then the list is empty too.
	 */
	body?(field: (name: string) => string): IDataObject | undefined;
	pages: Pagination;
	/** What is picked. */
	id(row: IDataObject): string;
	/** What the user sees. */
	label(row: IDataObject): string;
}
