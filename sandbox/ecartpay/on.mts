import { ok, type Answer, type Call, type Handler } from '../exchange.mts';
import type { Fields, Merchant, Merchants } from './Merchant.mts';

/** Makes a handler of what is done for the merchant who calls; what comes back is the body. */
export type On = (work: (merchant: Merchant, call: Call) => unknown) => Handler;

export type Handlers = Readonly<Record<string, Handler>>;

export function handlersOn(merchants: Merchants): On {
	return (work) => async (call) => ok(await work(merchants.of(call.caller.account), call));
}

/** The body of a request; the contract has made sure that it is an object. */
export function bodyOf(call: Call): Fields {
	return (call.body ?? {}) as Fields;
}

/** A member of the query or of a body that is text, if it is there. */
export function textOf(value: unknown): string | undefined {
	return value === undefined ? undefined : String(value);
}

/** A page of a list, in the envelope of customers, chargebacks and subscriptions. */
export function pageOf(call: Call, rows: readonly object[], size: number) {
	const limit = whole(call.query['limit'], size);
	const page = whole(call.query['page'], 1);
	return {
		docs: rows.slice((page - 1) * limit, page * limit),
		count: rows.length,
		pages: Math.ceil(rows.length / limit),
	};
}

/** Query values are text; the contract has made sure that this one is a whole number. */
export function whole(value: unknown, otherwise: number): number {
	return value === undefined ? otherwise : Number(value);
}

/** Whether a record has all the values that a query asks for by the same names. */
export function matching(query: Call['query'], names: readonly string[]) {
	return (record: object): boolean =>
		names.every((name) => query[name] === undefined || query[name] === Reflect.get(record, name));
}

/** A file. */
export function file(body: Buffer, contentType: string, name: string): Answer {
	const headers = { 'content-disposition': `attachment; filename="${name}"` };
	return { status: 200, body, contentType, headers };
}
