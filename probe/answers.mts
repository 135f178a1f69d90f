import { firstValue, rowsIn, shapeOf, valuesIn, type Shape } from './shapes.mts';

/** A value that an earlier answer has: the first one of these names in it. */
export interface From {
	readonly read: string;
	readonly names: readonly string[];
}

/** An answer, or why there is none. */
export interface Received {
	readonly status: number;
	/** One of the usual kinds of content; `other` for any other. */
	readonly content: string;
	/** JSON, or a SOAP result; nothing where the body is neither. */
	readonly body: unknown;
}

export interface Asked {
	/** The name of the read. */
	readonly name: string;
	readonly operationId: string;
	readonly isSoap: boolean;
	readonly received?: Received;
	/** Why it was not asked, or what became of it, in our own words. */
	readonly problem?: string;
}

/** All that came so far. */
export class Answers {
	private readonly all: Asked[] = [];

	add(asked: Asked): void {
		this.all.push(asked);
	}

	get asked(): readonly Asked[] {
		return this.all;
	}

	/** The answer to a read; nothing where it was not asked or not answered. */
	received(name: string): Received | undefined {
		return this.all.findLast((one) => one.name === name)?.received;
	}

	/** The body of a success. */
	success(name: string): unknown {
		const received = this.received(name);
		return received !== undefined && isSuccess(received) ? received.body : undefined;
	}

	rows(name: string): unknown[] | undefined {
		return rowsIn(this.success(name));
	}

	shape(name: string): Shape | undefined {
		const body = this.success(name);
		return body === undefined ? undefined : shapeOf(body);
	}

	value({ read, names }: From): string | number | undefined {
		return firstValue(this.success(read), names);
	}

	/** Every text and number that came, in lower case. */
	values(): Set<string> {
		const bodies = this.all.map(({ received }) => received?.body);
		return new Set(bodies.flatMap(valuesIn).map((value) => value.toLowerCase()));
	}
}

export function isSuccess({ status }: Received): boolean {
	return status >= 200 && status < 300;
}
