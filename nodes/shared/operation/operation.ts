import type { IBinaryKeyData, IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { FieldType } from '../fields/fieldType';
import type { Pagination } from '../http/pagination';
import type { Reading } from '../http/shapes';
import type { ApiRequest } from '../http/types';
import type { OperationContext } from './context';
import { DRY_RUN, dryRunField } from './dryRun';

/** Values that other fields of the operation, by name, must have. */
export type Conditions = Readonly<Record<string, ReadonlyArray<string | boolean>>>;

type Location = 'path' | 'query' | 'body' | 'wholeBody' | 'local';

/** A field of an operation: its type, and where its value travels. */
export interface Parameter<Value = unknown, Required extends boolean = boolean> {
	readonly type: FieldType<Value, Required>;
	readonly in: Location;
	/**
	 * Name in the request (dots for a path inside the body); the parameter's own name if left out.
	 */
	readonly name?: string;
	/** The contract only assumes the name, so users can change it under Options. */
	readonly guess?: boolean;
	/** Shown only if another field of the operation has one of these values; see `shownWhen`. */
	readonly when?: Conditions;
	/** Turns the value into what is sent. */
	encode?(value: Value): unknown;
}

export type Parameters = Record<string, Parameter>;
type None = Record<never, Parameter>;

type ValueOf<P> =
	P extends Parameter<infer V, infer R> ? (R extends true ? V : V | undefined) : never;

/** The values an operation's own code receives: required ones are always there. */
export type Values<P, O> = { [K in keyof P]: ValueOf<P[K]> } & {
	[K in keyof O]?: ValueOf<O[K]>;
};

export interface RequestTemplate {
	method: IHttpRequestMethods;
	/** Which of the provider's base addresses; see `Provider.services`. */
	service: string;
	/** Parameters in braces: `/ext/orders/{orderId}`. */
	path: string;
	/** The contract only assumes the path, so users can change it under Options. */
	guess?: boolean;
	/** Sent as they are, beside the parameters. */
	query?: IDataObject;
	headers?: Record<string, string>;
	body?: IDataObject;
	/** Needs no credential. The credential only gives the address, and nothing of it is sent. */
	public?: boolean;
	/** Parameters and body members of the contract that own code adds, or that are not needed. */
	withoutField?: readonly string[];
}

/** Makes the error for bad input, from the problem and what to do about it. */
export type Refuse = (problem: string, advice: string) => Error;

/** One item that goes out of the node. The engine adds the paired item. */
export interface Output {
	json: IDataObject;
	binary?: IBinaryKeyData;
}

/** An input item of an operation that sends several items in one request. */
export interface Member<V> {
	itemIndex: number;
	values: V;
	/** The operation's request, as it would be for this item alone. */
	request(): ApiRequest;
}

/** Items that travel together. Members keep the order of the input. */
export interface Grouping<V> {
	/** Items with the same key travel together. */
	key(values: V): string;
	/** Most items in one request. */
	atMost?: number;
	/**
	 * Sends the group; returns what each member gives out, in the members' order, or the error with
	 * which it failed alone.
	 */
	execute(context: OperationContext, members: Array<Member<V>>): Promise<Array<Output[] | Error>>;
}

export interface Definition<P, O> {
	/** Stored in workflows: never rename. */
	value: string;
	name: string;
	action: string;
	description: string;
	/** operationIds of the contract that this operation performs. */
	contract: string | string[];
	/** Fields that are always shown. */
	parameters?: P;
	/** Fields of the collection: Filters on a list, Additional Fields elsewhere. */
	optional?: O;
	/** Rules that a user should know before the first run. */
	notice?: string;
	/** Credential choices that fit, the default first; all of the provider's when left out. */
	authentication?: readonly string[];
	/** Safe to send twice although it is not a GET, such as a read that is a POST. */
	repeatable?: boolean;
	/**
	 * Changes only what is filled in. An optional field that the user emptied is cleared. An update
	 * that changes nothing is refused.
	 */
	changes?: boolean;
	/**
	 * What an update sends to clear an optional field, by the field's name, where the contract allows
	 * an empty value. Emptying any other field is refused by its name.
	 */
	clearedBy?: Readonly<Record<string, '' | null>>;
	/**
	 * Gives the field Dry Run, which shows the first request that changes something. What moves money
	 * or deletes has it without being told.
	 */
	dryRun?: boolean;
	/**
	 * Refuses to run under Retry On Fail, which would run all items again. Also gives the field Dry
	 * Run.
	 */
	movesMoney?: boolean;
	/** Gives out files that may be large, so only one is fetched at a time. */
	filesOut?: boolean;
	request?: RequestTemplate;
	/** How pages follow. Gives the fields Return All and Limit. */
	pages?: Pagination;
	/** The interesting part of a row. Gives the field Simplify. */
	simplify?(row: IDataObject): IDataObject;
	/** Reads the rows of an answer whose shape is known. Any other shape is an error. */
	read?(body: unknown): Reading;
	/** Turns the answer's body into rows, if there is more to do than to unwrap it. */
	output?(body: unknown, values: Values<P, O>): IDataObject | IDataObject[];
	/** Rules across fields, checked before anything is sent: `throw refuse('…', 'what to do')`. */
	check?(values: Values<P, O>, refuse: Refuse): void;
	/**
	 * Own code, if there is more to do than to send one request. `context.send()` sends the request.
	 */
	execute?(context: OperationContext, values: Values<P, O>): Promise<Output[]>;
	group?: Grouping<Values<P, O>>;
}

/** An operation without the types of its values: what the engine works with. */
export interface Operation extends Definition<Parameters, Parameters> {
	readonly parameters: Parameters;
	readonly optional: Parameters;
}

export interface Resource {
	/** Stored in workflows: never rename. */
	value: string;
	name: string;
	description?: string;
	/** Listed before the others, in the order of definition; the others follow by name. */
	common?: boolean;
	/** Listed after all others. */
	last?: boolean;
	/** Its operations are listed in the order of definition, not by name. */
	inOrder?: boolean;
	operations: Operation[];
}

/** Defines an operation. The types of the parameters give the types that its own code receives. */
export function operation<P extends Parameters = None, O extends Parameters = None>(
	definition: Definition<P, O>,
): Operation {
	const { parameters, optional, ...rest } = definition;
	const shows = rest.dryRun ?? (rest.movesMoney === true || isDeletion(rest));
	const guard: Parameters = shows ? { [DRY_RUN]: dryRunField } : {};
	return { ...rest, parameters: { ...parameters, ...guard }, optional: optional ?? {} };
}

/** Groups the operations on one kind of thing. */
export function resource(definition: Resource): Resource {
	return definition;
}

/**
 * Whether sending the operation's request twice does no harm, so that many can run at once and it
 * can be retried.
 */
export function isRepeatable({ repeatable, request }: Operation): boolean {
	return repeatable ?? request?.method === 'GET';
}

/**
 * Whether the operation deletes. Then `{ deleted: true }` comes out, and the sentence that the
 * provider may have answered with.
 */
export function isDeletion({ request }: Pick<Operation, 'request'>): boolean {
	return request?.method === 'DELETE';
}

/** What a new node starts with: definitions begin with the most common one. */
export function firstValue(list: ReadonlyArray<{ value: string }>): string {
	return list[0]?.value ?? '';
}

/** Fields that an empty text clears, for `clearedBy`. */
export function emptyText(...names: string[]): Record<string, ''> {
	return Object.fromEntries(names.map((name): [string, ''] => [name, '']));
}
