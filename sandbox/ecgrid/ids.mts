import type { Answer, Call, Handler } from '../exchange.mts';
import { success } from './envelope.mts';
import type { Grid } from './Grid.mts';
import { bodyOf, hasAll, pageFor } from './lists.mts';
import type { EcGridId } from './records.mts';

const USUAL_ROWS = 25;

interface IdBody extends EcGridId {
	readonly newMailboxId: number;
}

/** Handlers of the tag IDs. */
export function idHandlers(grid: Grid): Readonly<Record<string, Handler>> {
	const find = (call: Call, ecGridId: number | undefined) =>
		grid.found(grid.recordsOf(call).ids.find(ecGridId), 'ECGrid ID');
	const inPath = (call: Call) => find(call, Number(call.params['id']));
	const inBody = (call: Call) => find(call, bodyOf<IdBody>(call).ecGridId);
	/** Settings that nothing in the sandbox looks at. */
	const accept = (call: Call): Answer => {
		inBody(call);
		return success(true);
	};
	return {
		getId: (call) => success(inPath(call)),
		updateId: (call) => success(change(inPath(call), bodyOf<IdBody>(call))),
		deleteId: (call) => {
			inPath(call).status = 'Terminated';
			return success(true);
		},
		createId: (call) => success(create(grid, call)),
		findId: (call) => {
			const { qualifier = '', id = '' } = bodyOf<IdBody>(call);
			return success(grid.findId(qualifier, id));
		},
		listIds: (call) => {
			const { mailboxId = 0, networkId = 0, status } = bodyOf<IdBody>(call);
			const filter = { mailboxId, networkId, ...(status !== undefined && { status }) };
			const found = grid.recordsOf(call).ids.list().filter(hasAll<EcGridId>(filter));
			return success(pageFor(call, found, USUAL_ROWS).rows);
		},
		updateIdConfig: accept,
		addIdVan: accept,
		updateIdDataEmail: accept,
		setIdX12Delimiters: accept,
		updateIdDescription: (call) => {
			change(inBody(call), bodyOf<IdBody>(call));
			return success(true);
		},
		getIdMailboxDefault: (call) => {
			const { mailboxId, networkId, status } = inBody(call);
			const mailbox = grid.recordsOf(call).mailboxes.find(mailboxId);
			return success({ mailboxId, networkId, mailboxName: mailbox?.companyName ?? '', status });
		},
		moveId: (call) => {
			const id = inBody(call);
			const { newMailboxId } = bodyOf<IdBody>(call);
			const target = grid.found(grid.recordsOf(call).mailboxes.find(newMailboxId), 'Mailbox');
			id.mailboxId = target.mailboxId;
			return success(id);
		},
	};
}

function change(id: EcGridId, { description, status, ediStandard }: Partial<EcGridId>): EcGridId {
	id.description = description ?? id.description;
	id.status = status ?? id.status;
	id.ediStandard = ediStandard ?? id.ediStandard;
	return id;
}

function create(grid: Grid, call: Call): EcGridId {
	const given = bodyOf<IdBody>(call);
	const { qualifier = '', id = '' } = given;
	const { ids, mailboxes, profile } = grid.recordsOf(call);
	const mailbox = grid.found(mailboxes.find(given.mailboxId), 'Mailbox');
	if (grid.findId(qualifier, id).length > 0) throw grid.duplicate(`${qualifier}/${id} exists.`);
	return ids.add((ecGridId) => ({
		ecGridId,
		mailboxId: mailbox.mailboxId,
		networkId: profile.networkId,
		qualifier,
		id: id.trim(),
		description: given.description ?? '',
		status: 'Active',
		routingGroup: given.routingGroup ?? 'ProductionA',
		ediStandard: given.ediStandard ?? 'X12',
	}));
}
