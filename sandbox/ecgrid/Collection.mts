/** Records in memory by a whole number, in the order in which they came. */
export class Collection<T> {
	private readonly nextId: () => number;
	private readonly records = new Map<number, T>();

	constructor(nextId: () => number) {
		this.nextId = nextId;
	}

	add(make: (id: number) => T): T {
		const id = this.nextId();
		const record = make(id);
		this.records.set(id, record);
		return record;
	}

	/** Takes a record whose id is given. */
	put(id: number, record: T): T {
		this.records.set(id, record);
		return record;
	}

	find(id: number | undefined): T | undefined {
		return id === undefined ? undefined : this.records.get(id);
	}

	list(): T[] {
		return [...this.records.values()];
	}

	remove(id: number): boolean {
		return this.records.delete(id);
	}
}

/** Counts up from a first number; several collections can share one counter. */
export function counter(first: number): () => number {
	let next = first;
	return () => next++;
}
