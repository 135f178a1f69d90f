import type { Call, Handler } from '../exchange.mts';
import { success } from './envelope.mts';
import type { Grid } from './Grid.mts';
import { sampleOrder } from './isa.mts';
import { bodyOf, hasAll, isWithin, pageFor } from './lists.mts';
import type { Parcels } from './Parcels.mts';
import type { Parcel } from './records.mts';

const USUAL_ROWS = 25;

interface Search {
	readonly mailboxId: number;
	readonly ecGridIdFrom: number;
	readonly ecGridIdTo: number;
	readonly status: string;
	readonly beginDate: string;
	readonly endDate: string;
}

interface UploadBody {
	readonly fileName: string;
	readonly content: string;
	readonly bytes: number;
	readonly mailboxId: number;
	readonly ecGridIdFrom: number;
	readonly ecGridIdTo: number;
}

interface ParcelBody {
	readonly parcelId: number;
	readonly status: string;
	readonly mailbagControlId: string;
	readonly note: string;
	readonly mailboxId: number;
}

/** Handlers of the tag Parcels. */
export function parcelHandlers(grid: Grid, parcels: Parcels): Readonly<Record<string, Handler>> {
	const find = (call: Call, parcelId: number | undefined) =>
		grid.found(parcels.find(grid.userOf(call), parcelId), 'Parcel');
	const inPath = (call: Call) => find(call, Number(call.params['id']));
	const inBody = (call: Call) => find(call, bodyOf<ParcelBody>(call).parcelId);
	const list = (call: Call, rows: readonly Parcel[]) =>
		success(pageFor(call, rows, USUAL_ROWS).rows.map(describeParcel));
	const search = (call: Call, direction: Parcel['direction']) => {
		const { mailboxId, beginDate, endDate, ...same } = bodyOf<Search>(call);
		const { ecGridIdFrom, ecGridIdTo, status } = same;
		const isWanted = hasAll<Pick<Parcel, 'ecGridIdFrom' | 'ecGridIdTo' | 'status'>>({
			...(ecGridIdFrom !== undefined && { ecGridIdFrom }),
			...(ecGridIdTo !== undefined && { ecGridIdTo }),
			...(status !== undefined && { status }),
		});
		const found = parcels
			.of(grid.userOf(call), direction, mailboxId)
			.filter((parcel) => isWanted(parcel) && isWithin(parcel.created, beginDate, endDate));
		return list(call, found);
	};
	return {
		listPendingInboxParcels: (call) =>
			list(call, parcels.pending(grid.userOf(call), bodyOf<Search>(call).mailboxId)),
		listInboxParcels: (call) => search(call, 'InBox'),
		listOutboxParcels: (call) => search(call, 'OutBox'),
		getParcel: (call) => {
			const parcel = inPath(call);
			const told = success(describeParcel(parcel));
			parcels.advance(parcel);
			return told;
		},
		uploadParcel: (call) => success(upload(grid, parcels, call).parcelId),
		downloadParcel: (call) => {
			const { parcelId, fileName, content } = inBody(call);
			const encoded = content.toString('base64');
			return success({ parcelId, fileName, content: encoded, bytes: content.length });
		},
		confirmParcelDownload: (call) => {
			parcels.confirm(inBody(call));
			return success(true);
		},
		resetParcelToInbox: (call) => {
			const parcel = inPath(call);
			if (parcel.direction !== 'InBox') throw grid.invalid('The parcel is not inbound.');
			parcels.resetToInbox(parcel);
			return success(true);
		},
		cancelParcel: (call) => {
			// Which code comes for a parcel that is delivered is not documented: a guess.
			if (parcels.cancel(inPath(call))) return success(true);
			throw grid.invalid('The parcel can no longer be cancelled.');
		},
		getParcelManifest: (call) => {
			const { interchange } = inPath(call);
			if (!interchange) return success([]);
			const { interchangeId, sender, receiver, documentType } = interchange;
			return success([{ interchangeId, sender, receiver, documentType, count: 1 }]);
		},
		updateParcel: (call) => {
			const parcel = inBody(call);
			parcels.moveTo(parcel, bodyOf<ParcelBody>(call).status ?? parcel.status);
			return success(describeParcel(parcel));
		},
		setMailbagControlId: (call) => {
			inBody(call).mailbagControlId = bodyOf<ParcelBody>(call).mailbagControlId;
			return success(true);
		},
		findMailbagControlId: (call) => {
			const { mailbagControlId, mailboxId = 0 } = bodyOf<ParcelBody>(call);
			const isWanted = hasAll<Pick<Parcel, 'mailboxId'>>({ mailboxId });
			const found = grid
				.recordsOf(call)
				.parcels.list()
				.filter((parcel) => parcel.mailbagControlId === mailbagControlId && isWanted(parcel));
			return success(found.map(describeParcel));
		},
		addParcelAcknowledgmentNote: (call) => {
			inBody(call).notes.push(bodyOf<ParcelBody>(call).note ?? '');
			return success(true);
		},
		sendTestFile: (call) => success(sendTestFile(grid, parcels, call).parcelId),
	};
}

/** A parcel as the REST reference shows it. */
export function describeParcel(parcel: Parcel) {
	const { content, direction: _, interchange: __, notes: ___, mailbagControlId, ...rest } = parcel;
	return {
		...rest,
		bytes: content.length,
		...(mailbagControlId !== undefined && { mailbagControlId }),
	};
}

function upload(grid: Grid, parcels: Parcels, call: Call): Parcel {
	const { fileName = '', content = '', bytes, ...routing } = bodyOf<UploadBody>(call);
	const file = Buffer.from(content, 'base64');
	if (file.toString('base64') !== content) throw grid.invalid('content is not Base64.');
	if (bytes !== undefined && bytes !== file.length) {
		throw grid.invalid('bytes is not the size of content.');
	}
	const parcel = parcels.upload(grid.userOf(call), { ...routing, fileName, content: file });
	if ('problem' in parcel) throw grid.invalid(parcel.problem);
	return parcel;
}

function sendTestFile(grid: Grid, parcels: Parcels, call: Call): Parcel {
	const { ecGridIdFrom, ecGridIdTo } = bodyOf<UploadBody>(call);
	const from = grid.found(grid.idBy(ecGridIdFrom), 'Sender');
	const to = grid.found(grid.idBy(ecGridIdTo), 'Receiver');
	const content = Buffer.from(sampleOrder(from, to, 1));
	const sent = { fileName: 'test.edi', content, ecGridIdFrom, ecGridIdTo };
	const parcel = parcels.upload(grid.userOf(call), sent);
	if ('problem' in parcel) throw grid.invalid(parcel.problem);
	return parcel;
}
