/** The lists that come in pages: their last two parameters are page and size, by either name. */
import type { ApiRequest } from '../../shared/http/types';
import { isObject } from '../../../credentials/lib/json';
import type { Pagination } from '../../shared/http/pagination';
import type { ResultPage } from '../results/rows';
import type { Signature } from '../contract/signatures';

/** The most that the documentation allows. */
const MOST_ROWS_PER_PAGE = 500;

const NAMES = [
	{ page: 'PageNo', size: 'RecordsPerPage' },
	{ page: 'PageNumber', size: 'PageSize' },
];

/** How the pages of a method follow; nothing for methods without pages. Reads `ResultPage`s. */
export function pagesOfMethod({ parameters }: Signature): Pagination | undefined {
	const names = NAMES.find(({ page, size }) => page in parameters && size in parameters);
	if (!names) return undefined;
	const { page, size } = names;
	const sizeFor = (wanted: number) => Math.min(wanted, MOST_ROWS_PER_PAGE);
	return {
		parameters: [page, size],
		ask: (request, position, wanted) =>
			withParameters(request, {
				[page]: String(position ?? 1),
				[size]: String(sizeFor(wanted)),
			}),
		read: (body, position, wanted) => {
			const { rows, pages } = body as ResultPage;
			const number = Number(position ?? 1);
			const isLast = pages === undefined ? rows.length < sizeFor(wanted) : number >= pages;
			return isLast || rows.length === 0 ? { rows } : { rows, next: number + 1 };
		},
	};
}

function withParameters(request: ApiRequest, parameters: Record<string, string>): ApiRequest {
	const body = isObject(request.body) ? request.body : {};
	return { ...request, body: { ...body, ...parameters } };
}
