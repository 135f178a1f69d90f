import type { Call, Handler } from '../exchange.mts';
import { success } from './envelope.mts';
import type { Grid } from './Grid.mts';
import { isaDate, readIsa } from './isa.mts';
import { bodyOf, hasAll, isWithin, pageFor } from './lists.mts';
import type { Interchange, Parcel } from './records.mts';

const USUAL_ROWS = 100;

interface InterchangeBody {
	readonly mailboxId: number;
	readonly ecGridIdFrom: number;
	readonly ecGridIdTo: number;
	readonly beginDate: string;
	readonly endDate: string;
	readonly interchangeHeader: string;
}

/** Handlers of the tag Interchanges. */
export function interchangeHandlers(grid: Grid): Readonly<Record<string, Handler>> {
	const inPath = (call: Call) => {
		const parcels = grid.recordsOf(call).parcels.list();
		const id = Number(call.params['id']);
		return grid.found(
			parcels.find(({ interchange }) => interchange?.interchangeId === id),
			'Interchange',
		);
	};
	const list = (call: Call, direction: Parcel['direction']) => {
		const { rows, meta } = pageFor(call, search(grid, call, direction), USUAL_ROWS);
		return success({ ...meta, interchanges: rows });
	};
	const header = (call: Call) => {
		const isa = readIsa(bodyOf<InterchangeBody>(call).interchangeHeader ?? '');
		if (!isa) throw grid.invalid('interchangeHeader is not an ISA segment.');
		return isa;
	};
	return {
		getInterchange: (call) => success(inPath(call).interchange),
		cancelInterchange: (call) => {
			const { interchange, direction, status } = inPath(call);
			if (!interchange || direction !== 'OutBox' || status !== 'outboxPending') {
				throw grid.invalid('The interchange can no longer be cancelled.');
			}
			interchange.status = 'Cancelled';
			return success(true);
		},
		resendInterchange: (call) => {
			inPath(call);
			return success(true);
		},
		getInterchangeManifest: (call) => {
			const { interchange } = inPath(call);
			const transactionSetType = interchange?.documentType ?? '';
			const row = { functionalGroup: 'PO', transactionSetType, transactionSetCount: 1 };
			return success([{ ...row, groupControlNumber: '1' }]);
		},
		getInterchangeDate: (call) => success(isaDate(header(call))),
		getInterchangeHeader: (call) => success(header(call)),
		listInboxInterchanges: (call) => list(call, 'InBox'),
		listOutboxInterchanges: (call) => list(call, 'OutBox'),
	};
}

function search(grid: Grid, call: Call, direction: Parcel['direction']): Interchange[] {
	const { beginDate, endDate, ...same } = bodyOf<InterchangeBody>(call);
	const { mailboxId = 0, ecGridIdFrom = 0, ecGridIdTo = 0 } = same;
	const isWanted = hasAll<Parcel>({ mailboxId, ecGridIdFrom, ecGridIdTo, direction });
	return grid
		.recordsOf(call)
		.parcels.list()
		.filter((parcel) => isWanted(parcel) && isWithin(parcel.created, beginDate, endDate))
		.flatMap(({ interchange }) => interchange ?? []);
}
