import type { Context } from '../context.mts';
import { ok, type Answer, type Call, type Handler } from '../exchange.mts';

const CUSTOMERS = 120;
const TRANSACTIONS = 120;
/** Ids are 24 hexadecimal digits; this one marks the sandbox's own records. */
const ID_PREFIX = '65b0565f7f9f3224';

/** Handlers of the lists that exist from the start. */
export function listHandlers(context: Context): Readonly<Record<string, Handler>> {
	const size = (call: Call) => whole(call.query['limit'], context.settings.ecartpay.pageSize);
	return {
		listTransactions: (call) => transactionPage(call, size(call)),
		listCustomers: (call) => customerPage(call, size(call)),
	};
}

interface Customer {
	readonly email: string;
	readonly phone: string;
	readonly user_id: string;
}

function customerPage(call: Call, limit: number): Answer {
	const fields = ['email', 'phone', 'user_id'] as const;
	const matches = (customer: Customer) =>
		fields.every((name) => call.query[name] === undefined || call.query[name] === customer[name]);
	const found = Array.from({ length: CUSTOMERS }, (_, index) => customer(index)).filter(matches);
	const start = (whole(call.query['page'], 1) - 1) * limit;
	const docs = found.slice(start, start + limit);
	return ok({ docs, count: found.length, pages: Math.ceil(found.length / limit) });
}

/** Transactions page by number up to the tenth page, and by token beyond (or instead). */
function transactionPage({ query }: Call, limit: number): Answer {
	const token = query['next'] ?? query['prev'];
	const page = typeof token === 'string' ? readToken(token) : whole(query['page'], 1);
	const all = Array.from({ length: TRANSACTIONS }, (_, index) => transaction(index)).filter(
		(it) => query['status'] === undefined || it.status === query['status'],
	);
	const pages = Math.ceil(all.length / limit);
	const docs = all.slice((page - 1) * limit, page * limit);
	const next = page < pages ? { next_token: writeToken(page + 1) } : {};
	return ok({ docs, count: all.length, pages, token_page: writeToken(page), ...next });
}

function customer(index: number) {
	return {
		id: recordId('c', index),
		user_id: `user-${index}`,
		first_name: 'Ana',
		last_name: `Gomez ${index}`,
		email: `customer${index}@example.com`,
		phone: `81000${String(index).padStart(5, '0')}`,
		created_at: '2026-01-02T03:04:05.000Z',
	};
}

/** `amount` is net of the fee, and `current` the balance after it, as in the documented sample. */
function transaction(index: number) {
	const amount = 92.46;
	return {
		id: recordId('d', index),
		transaction_id: `TR${String(index).padStart(8, '0')}`,
		type: 'payment',
		status: index % 10 === 0 ? 'created' : 'paid',
		amount,
		fee: 7.54,
		currency: 'MXN',
		previous: Number((amount * index).toFixed(2)),
		current: Number((amount * (index + 1)).toFixed(2)),
		created_at: new Date(Date.UTC(2026, 0, 1) + index * 3_600_000).toISOString(),
	};
}

function recordId(kind: string, index: number): string {
	return ID_PREFIX + kind + index.toString(16).padStart(7, '0');
}

/** Query values are text; the contract has made sure that this one is a whole number. */
function whole(value: unknown, otherwise: number): number {
	return value === undefined ? otherwise : Number(value);
}

function writeToken(page: number): string {
	return Buffer.from(JSON.stringify({ page })).toString('base64');
}

function readToken(token: string): number {
	const { page } = JSON.parse(Buffer.from(token, 'base64').toString('utf8')) as { page: number };
	return page;
}
