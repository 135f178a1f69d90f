import type { Context } from '../context.mts';
import type { Call, Handler } from '../exchange.mts';
import { success } from './envelope.mts';
import type { User, Users } from './Users.mts';

/** Parcels that wait in every new mailbox. */
const SEEDED_PARCELS = 3;
const FIRST_PARCEL_ID = 700_000_000_000;
const DEFAULT_ROWS = 25;

/** A parcel as the REST reference describes it. */
export interface Parcel {
	readonly parcelId: number;
	readonly mailboxId: number;
	readonly networkId: number;
	readonly fileName: string;
	readonly bytes: number;
	readonly status: string;
	readonly ecGridIdFrom: number;
	readonly ecGridIdTo: number;
	readonly created: string;
	readonly modified: string;
}

interface ParcelSearch {
	readonly mailboxId?: number;
	readonly ecGridIdFrom?: number;
	readonly ecGridIdTo?: number;
	readonly status?: string;
	readonly beginDate?: string;
	readonly endDate?: string;
	readonly pageNo?: number;
	readonly recordsPerPage?: number;
}

/** The parcels of all mailboxes; each mailbox is filled when it is first looked into. */
export class Parcels {
	private readonly context: Context;
	private readonly users: Users;
	private readonly inboxes = new Map<number, Parcel[]>();
	private nextParcelId = FIRST_PARCEL_ID;
	readonly handlers: Readonly<Record<string, Handler>>;

	constructor(context: Context, users: Users) {
		this.context = context;
		this.users = users;
		this.handlers = {
			listPendingInboxParcels: (call) =>
				success(this.search(call, (parcel) => parcel.status === 'InBoxReady')),
			listInboxParcels: (call) => success(this.search(call, matches(searchOf(call)))),
		};
	}

	clear(): void {
		this.inboxes.clear();
		this.nextParcelId = FIRST_PARCEL_ID;
	}

	/** Mailbox 0 has the meaning of none given: the caller's own. Others' look empty. */
	private search(call: Call, wanted: (parcel: Parcel) => boolean): Parcel[] {
		const user = this.users.of(call.caller.account);
		const { mailboxId, pageNo = 1, recordsPerPage = DEFAULT_ROWS } = searchOf(call);
		if (mailboxId && mailboxId !== user.mailboxId) return [];
		const found = this.inboxOf(user).filter(wanted);
		return found.slice((pageNo - 1) * recordsPerPage, pageNo * recordsPerPage);
	}

	private inboxOf(user: User): Parcel[] {
		const known = this.inboxes.get(user.mailboxId);
		if (known) return known;
		const inbox = Array.from({ length: SEEDED_PARCELS }, () => this.newParcel(user));
		this.inboxes.set(user.mailboxId, inbox);
		return inbox;
	}

	private newParcel(user: User): Parcel {
		this.nextParcelId += 1;
		const created = this.context.clocks.ecgrid.isoDate();
		return {
			parcelId: this.nextParcelId,
			mailboxId: user.mailboxId,
			networkId: user.networkId,
			fileName: `850-${this.nextParcelId}.edi`,
			bytes: 512,
			status: 'InBoxReady',
			ecGridIdFrom: 50_001,
			ecGridIdTo: 50_002,
			created,
			modified: created,
		};
	}
}

function searchOf(call: Call): ParcelSearch {
	return (call.body ?? {}) as ParcelSearch;
}

/** Date filters are inclusive. */
function matches(search: ParcelSearch): (parcel: Parcel) => boolean {
	const from = search.beginDate === undefined ? -Infinity : Date.parse(search.beginDate);
	const until = search.endDate === undefined ? Infinity : Date.parse(search.endDate);
	return (parcel) =>
		(search.status ?? parcel.status) === parcel.status &&
		(search.ecGridIdFrom ?? parcel.ecGridIdFrom) === parcel.ecGridIdFrom &&
		(search.ecGridIdTo ?? parcel.ecGridIdTo) === parcel.ecGridIdTo &&
		Date.parse(parcel.created) >= from &&
		Date.parse(parcel.created) <= until;
}
