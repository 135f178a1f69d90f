import type { Call, Handler } from '../exchange.mts';
import { success } from './envelope.mts';
import type { Grid } from './Grid.mts';
import { bodyOf, pageFor } from './lists.mts';
import type { Partner } from './records.mts';

const USUAL_ROWS = 25;

interface PartnerBody extends Partner {
	readonly ecGridId: number;
	readonly note: string;
}

/** Handlers of the tag Partners. */
export function partnerHandlers(grid: Grid): Readonly<Record<string, Handler>> {
	const find = (call: Call, interconnectId: number | undefined) =>
		grid.found(grid.recordsOf(call).partners.find(interconnectId), 'Interconnect');
	const inPath = (call: Call) => find(call, Number(call.params['id']));
	const inBody = (call: Call) => find(call, bodyOf<PartnerBody>(call).interconnectId);
	const ofId = (call: Call) => {
		const { ecGridId, status } = bodyOf<PartnerBody>(call);
		const { ids, partners } = grid.recordsOf(call);
		const id = grid.found(ids.find(ecGridId), 'ECGrid ID');
		return partners
			.list()
			.filter((one) => [one.ecGridIdFrom, one.ecGridIdTo].includes(id.ecGridId))
			.filter((one) => status === undefined || one.status === status);
	};
	return {
		getPartner: (call) => success(describePartner(inPath(call))),
		deletePartner: (call) => {
			inPath(call).status = 'Terminated';
			return success(true);
		},
		createPartner: (call) => success(describePartner(create(grid, call))),
		countPartners: (call) => success(ofId(call).length),
		listPartners: (call) =>
			success(pageFor(call, ofId(call), USUAL_ROWS).rows.map(describePartner)),
		addPartnerNote: (call) => {
			const { note: text = '' } = bodyOf<PartnerBody>(call);
			const { userId } = grid.userOf(call);
			inBody(call).notes.push({ text, timestamp: grid.now(), userId });
			return success(true);
		},
		listPartnerNotes: (call) => success(inBody(call).notes),
	};
}

function describePartner({ notes: _, ...partner }: Partner) {
	return partner;
}

/** Both IDs must exist; one record covers both directions. */
function create(grid: Grid, call: Call): Partner {
	const { ecGridIdFrom, ecGridIdTo, status = 'Active' } = bodyOf<PartnerBody>(call);
	const from = grid.found(grid.idBy(ecGridIdFrom), 'First ECGrid ID').ecGridId;
	const to = grid.found(grid.idBy(ecGridIdTo), 'Second ECGrid ID').ecGridId;
	const { partners } = grid.recordsOf(call);
	const isKnown = partners
		.list()
		.filter((one) => one.status === 'Active')
		.some((one) => {
			const ends = [one.ecGridIdFrom, one.ecGridIdTo];
			return ends.includes(from) && ends.includes(to);
		});
	if (isKnown) throw grid.duplicate('There is an interconnect between the two IDs.');
	const created = grid.now();
	return partners.add((interconnectId) => ({
		interconnectId,
		ecGridIdFrom: from,
		ecGridIdTo: to,
		status,
		created,
		modified: created,
		notes: [],
	}));
}
