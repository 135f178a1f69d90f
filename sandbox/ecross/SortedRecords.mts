import { byId, type Listed } from './paging.mts';

/** Records by id, with a sorted view that is made anew only after records came or went. */
export class SortedRecords<T extends Listed> {
	private readonly records = new Map<string, T>();
	private sorted: T[] | undefined;

	get(id: string): T | undefined {
		return this.records.get(id);
	}

	set(record: T): void {
		this.records.set(record.id, record);
		this.sorted = undefined;
	}

	delete(id: string): void {
		this.records.delete(id);
		this.sorted = undefined;
	}

	/** All records, by id. */
	list(): readonly T[] {
		this.sorted ??= [...this.records.values()].sort(byId);
		return this.sorted;
	}
}
