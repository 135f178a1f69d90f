import type { Context } from '../context.mts';
import type { Call } from '../exchange.mts';
import type { EcGridErrors } from './envelope.mts';
import { Counters, NetworkRecords, seedRecords, type SeededIds } from './NetworkRecords.mts';
import type { EcGridId } from './records.mts';
import type { User, Users } from './Users.mts';

/** The networks of ECGrid; each is filled when one of its users is first met. */
export class Grid {
	readonly context: Context;
	readonly users: Users;
	readonly errors: EcGridErrors;
	private readonly networks = new Map<number, NetworkRecords>();
	private readonly fillers: Array<(user: User, ids: SeededIds) => void> = [];
	private counters = new Counters();

	constructor(context: Context, users: Users, errors: EcGridErrors) {
		this.context = context;
		this.users = users;
		this.errors = errors;
	}

	/** Runs for each new network, to put more into it. */
	onNewNetwork(fill: (user: User, ids: SeededIds) => void): void {
		this.fillers.push(fill);
	}

	/** Everything in a user's network. */
	of(user: User): NetworkRecords {
		const known = this.networks.get(user.networkId);
		if (known) return known;
		const records = new NetworkRecords(user.networkId, this.counters, this.now());
		this.networks.set(user.networkId, records);
		const ids = seedRecords(records, user, this.now());
		for (const fill of this.fillers) fill(user, ids);
		return records;
	}

	userOf({ caller }: Call): User {
		return this.users.of(caller.account);
	}

	recordsOf(call: Call): NetworkRecords {
		return this.of(this.userOf(call));
	}

	/** An ID of any network: partners are found across networks. */
	findId(qualifier: string, id: string): EcGridId[] {
		return [...this.networks.values()]
			.flatMap(({ ids }) => ids.list())
			.filter((one) => one.qualifier === qualifier && one.id === id.trim());
	}

	idBy(ecGridId: number | undefined): EcGridId | undefined {
		return [...this.networks.values()]
			.map(({ ids }) => ids.find(ecGridId))
			.find((id) => id !== undefined);
	}

	/** The network that a number stands for, if it has been met. */
	network(networkId: number): NetworkRecords | undefined {
		return this.networks.get(networkId);
	}

	/** The record, or the refusal for one that is not there or not to be seen. */
	found<T>(record: T | undefined, what: string): T {
		if (record !== undefined) return record;
		throw this.errors.refusal(404, 'ObjectNotFound', `${what} not found.`);
	}

	invalid(message: string) {
		return this.errors.refusal(400, 'InvalidParameter', message);
	}

	duplicate(message: string) {
		return this.errors.refusal(400, 'DuplicateObject', message);
	}

	now(): string {
		return this.context.clocks.ecgrid.isoDate();
	}

	clear(): void {
		this.networks.clear();
		this.counters = new Counters();
	}
}
