import type { Grid } from './Grid.mts';
import { documentTypeOf, readIsa, sampleOrder } from './isa.mts';
import type { EcGridId, Interchange, Parcel } from './records.mts';
import type { User } from './Users.mts';

/** Parcels that wait in every new mailbox. */
const SEEDED_PARCELS = 3;

/** A successful delivery, one step further at each read. */
const DELIVERY = ['outboxPending', 'outboxSent', 'outboxAcknowledged'];

/** A file on its way in or out. */
interface NewParcel {
	readonly direction: Parcel['direction'];
	readonly mailboxId: number;
	readonly networkId: number;
	readonly from: EcGridId;
	readonly to: EcGridId;
	readonly fileName: string;
	readonly content: Buffer;
}

/** An upload as a caller describes it. Without IDs the envelope in the file tells the route. */
export interface Upload {
	readonly fileName: string;
	readonly content: Buffer;
	readonly mailboxId?: number | undefined;
	readonly ecGridIdFrom?: number | undefined;
	readonly ecGridIdTo?: number | undefined;
}

/** Why an upload was refused. */
export type RoutingProblem = { readonly problem: string };

interface Route {
	readonly from: EcGridId;
	readonly to: EcGridId;
}

type ParcelListener = (parcel: Parcel) => void;

/** The files of all mailboxes and their life cycle, for the REST and the SOAP side. */
export class Parcels {
	private readonly grid: Grid;
	private readonly listeners: ParcelListener[] = [];

	constructor(grid: Grid) {
		this.grid = grid;
		grid.onNewNetwork((user, ids) => {
			for (let index = 0; index < SEEDED_PARCELS; index += 1) {
				this.receive(user, ids.partner, ids.own);
			}
		});
	}

	/** Runs when a parcel has come or has changed its status. */
	onChange(listener: ParcelListener): void {
		this.listeners.push(listener);
	}

	/** Parcels in one direction of a mailbox; the user's own mailbox for none or 0. */
	of(user: User, direction: Parcel['direction'], mailboxId = 0): Parcel[] {
		const wanted = mailboxId === 0 ? user.mailboxId : mailboxId;
		return this.grid
			.of(user)
			.parcels.list()
			.filter((parcel) => parcel.direction === direction && parcel.mailboxId === wanted);
	}

	/** Parcels that wait for download. */
	pending(user: User, mailboxId = 0): Parcel[] {
		return this.of(user, 'InBox', mailboxId).filter(({ status }) => status === 'InBoxReady');
	}

	/** A parcel in the user's network. */
	find(user: User, parcelId: number | undefined): Parcel | undefined {
		return this.grid.of(user).parcels.find(parcelId);
	}

	/** Confirming again succeeds and does nothing. */
	confirm(parcel: Parcel): void {
		if (parcel.status === 'InBoxReady') this.moveTo(parcel, 'InBoxTransferred');
	}

	resetToInbox(parcel: Parcel): void {
		this.moveTo(parcel, 'InBoxReady');
	}

	/** Whether the parcel could be cancelled: only before its delivery. */
	cancel(parcel: Parcel): boolean {
		if (parcel.direction !== 'OutBox' || parcel.status !== DELIVERY[0]) return false;
		this.moveTo(parcel, 'Cancelled');
		return true;
	}

	/** Moves an outbound parcel on after a read. */
	advance(parcel: Parcel): void {
		const next = DELIVERY[DELIVERY.indexOf(parcel.status) + 1];
		const isOnItsWay = DELIVERY.includes(parcel.status);
		if (isOnItsWay && next !== undefined) this.moveTo(parcel, next);
	}

	moveTo(parcel: Parcel, status: string): void {
		parcel.status = status;
		parcel.modified = this.grid.now();
		this.tell(parcel);
	}

	/** Sends a file; where the receiver is of a network in the sandbox, it arrives there at once. */
	upload(user: User, upload: Upload): Parcel | RoutingProblem {
		const route = this.route(upload);
		if ('problem' in route) return route;
		const { from, to } = route;
		const { fileName, content } = upload;
		const { networkId } = user;
		const mailboxId = upload.mailboxId || user.mailboxId;
		const sent = { networkId, mailboxId, from, to, fileName, content };
		const parcel = this.add({ ...sent, direction: 'OutBox' });
		this.add({ ...sent, direction: 'InBox', networkId: to.networkId, mailboxId: to.mailboxId });
		return parcel;
	}

	/** Puts a parcel into the user's inbox, as if a partner had sent it. */
	receive(
		user: User,
		from: EcGridId,
		to: EcGridId,
		file: { readonly fileName?: string; readonly content?: Buffer } = {},
	): Parcel {
		const number = this.grid.of(user).parcels.list().length + 1;
		return this.add({
			direction: 'InBox',
			networkId: user.networkId,
			mailboxId: to.mailboxId,
			from,
			to,
			fileName: file.fileName ?? `850-${number}.edi`,
			content: file.content ?? Buffer.from(sampleOrder(from, to, number)),
		});
	}

	/** The two IDs of this user that are partners, the other side first. */
	partnersOf(user: User): Route | undefined {
		const [partner] = this.grid.of(user).partners.list();
		const from = this.grid.idBy(partner?.ecGridIdFrom);
		const to = this.grid.idBy(partner?.ecGridIdTo);
		return from && to ? { from, to } : undefined;
	}

	private add({ from, to, ...given }: NewParcel): Parcel {
		const records = this.grid.network(given.networkId);
		if (!records) throw new Error(`There is no network ${given.networkId}`);
		const now = this.grid.now();
		const parcel = records.parcels.add((parcelId) => ({
			...given,
			parcelId,
			ecGridIdFrom: from.ecGridId,
			ecGridIdTo: to.ecGridId,
			status: given.direction === 'InBox' ? 'InBoxReady' : (DELIVERY[0] ?? ''),
			created: now,
			modified: now,
			interchange: readInterchange(given.content, parcelId, records.counters.interchange, now),
			mailbagControlId: undefined,
			notes: [],
		}));
		this.tell(parcel);
		return parcel;
	}

	/** Explicit IDs first, then those of the envelope; partners only (NOTES, section 8). */
	private route({ content, ecGridIdFrom, ecGridIdTo }: Upload): Route | RoutingProblem {
		const isa = readIsa(content.toString('latin1', 0, 200));
		const from =
			this.grid.idBy(ecGridIdFrom) ??
			(isa && this.grid.findId(isa.senderIdQualifier, isa.senderId)[0]);
		const to =
			this.grid.idBy(ecGridIdTo) ??
			(isa && this.grid.findId(isa.receiverIdQualifier, isa.receiverId)[0]);
		if (!from || !to) return { problem: 'The parcel has no route and is held in suspense.' };
		const ends = [from.ecGridId, to.ecGridId];
		const isConnected = this.grid
			.network(from.networkId)
			?.partners.list()
			.some(
				(one) =>
					one.status === 'Active' &&
					ends.includes(one.ecGridIdFrom) &&
					ends.includes(one.ecGridIdTo),
			);
		return isConnected
			? { from, to }
			: { problem: 'There is no interconnect between the two IDs.' };
	}

	private tell(parcel: Parcel): void {
		for (const listener of this.listeners) listener(parcel);
	}
}

function readInterchange(
	content: Buffer,
	parcelId: number,
	nextId: () => number,
	created: string,
): Interchange | undefined {
	const text = content.toString('latin1');
	const isa = readIsa(text.slice(0, 200));
	if (!isa) return undefined;
	return {
		interchangeId: nextId(),
		parcelId,
		sender: isa.senderId.trim(),
		receiver: isa.receiverId.trim(),
		standard: 'X12',
		documentType: documentTypeOf(text),
		status: 'Active',
		created,
	};
}
