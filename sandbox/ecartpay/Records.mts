import type { Clock } from '../clock.mts';
import { notFound } from './errors.mts';

/** What every record of Ecart Pay has. */
export interface Stored {
	readonly id: string;
	readonly account_id: string;
	readonly created_at: string;
	updated_at: string;
}

/** Where records come from: the account and its clock. */
export interface Origin {
	readonly accountId: string;
	readonly clock: Clock;
}

/** Ids are 24 hexadecimal digits; these begin like the one in all samples. */
const ID_PREFIX = '65b0565f7f9f';
let count = 0;

/** An id that no other record of this process has. */
export function newId(): string {
	count += 1;
	return ID_PREFIX + count.toString(16).padStart(12, '0');
}

/** Records of one kind, in the order in which they were made. */
export class Records<T extends object> {
	private readonly what: string;
	private readonly origin: Origin;
	private readonly records = new Map<string, T & Stored>();

	/** `what` names the kind in errors. */
	constructor(what: string, origin: Origin) {
		this.what = what;
		this.origin = origin;
	}

	add(fields: T, createdAt = this.origin.clock.isoDate()): T & Stored {
		const record = {
			id: newId(),
			account_id: this.origin.accountId,
			...fields,
			created_at: createdAt,
			updated_at: createdAt,
		};
		this.records.set(record.id, record);
		return record;
	}

	find(id: string): (T & Stored) | undefined {
		return this.records.get(id);
	}

	/** Throws the 404 of the API. */
	get(id = ''): T & Stored {
		const record = this.records.get(id);
		if (!record) throw notFound(`There is no ${this.what} ${id}`);
		return record;
	}

	/** Lays members over a record; those that are `undefined` change nothing. */
	change(id: string | undefined, fields: Partial<T>): T & Stored {
		const given = Object.entries(fields).filter(([, value]) => value !== undefined);
		const record = this.get(id);
		Object.assign(record, Object.fromEntries(given));
		record.updated_at = this.origin.clock.isoDate();
		return record;
	}

	/** Answers as the removal of a record does. */
	remove(id: string | undefined): { success: boolean } {
		this.records.delete(this.get(id).id);
		return { success: true };
	}

	list(): Array<T & Stored> {
		return [...this.records.values()];
	}
}
