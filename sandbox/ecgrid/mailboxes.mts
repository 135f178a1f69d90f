import type { Call, Handler } from '../exchange.mts';
import { success } from './envelope.mts';
import type { Grid } from './Grid.mts';
import { bodyOf, hasAll, pageFor } from './lists.mts';
import type { Mailbox } from './records.mts';

const USUAL_ROWS = 25;

/** Handlers of the tag Mailboxes. */
export function mailboxHandlers(grid: Grid): Readonly<Record<string, Handler>> {
	const find = (call: Call, mailboxId: number | undefined) =>
		grid.found(grid.recordsOf(call).mailboxes.find(mailboxId), 'Mailbox');
	const inPath = (call: Call) => find(call, Number(call.params['id']));
	const inBody = (call: Call) => find(call, bodyOf<Mailbox>(call).mailboxId);
	const change = (message: string) => (call: Call) => {
		inBody(call).modified = grid.now();
		return success(null, message);
	};
	return {
		getMailbox: (call) => success(inPath(call)),
		deleteMailbox: (call) => {
			inPath(call).status = 'Terminated';
			return success(null, 'Mailbox terminated.');
		},
		createMailbox: (call) => success(create(grid, call)),
		listMailboxes: (call) => {
			const { networkId = 0, status } = bodyOf<Mailbox>(call);
			const isWanted = hasAll<Mailbox>({ networkId, ...(status !== undefined && { status }) });
			const found = grid.recordsOf(call).mailboxes.list().filter(isWanted);
			const { rows, meta } = pageFor(call, found, USUAL_ROWS);
			return success({ ...meta, mailboxes: rows });
		},
		updateMailbox: (call) => {
			const mailbox = inBody(call);
			mailbox.companyName = bodyOf<Mailbox>(call).companyName ?? mailbox.companyName;
			mailbox.modified = grid.now();
			return success(mailbox);
		},
		updateMailboxConfig: change('Mailbox configuration updated.'),
		setMailboxX12Delimiters: change('X12 delimiters updated.'),
	};
}

function create(grid: Grid, call: Call): Mailbox {
	const { networkId = 0, uniqueId = '', companyName = '' } = bodyOf<Mailbox>(call);
	const { profile, mailboxes } = grid.recordsOf(call);
	// The guide's own network is 0.
	grid.found(networkId === 0 || networkId === profile.networkId || undefined, 'Network');
	if (mailboxes.list().some((mailbox) => mailbox.uniqueId === uniqueId)) {
		throw grid.duplicate(`There is a mailbox ${uniqueId}.`);
	}
	const created = grid.now();
	return mailboxes.add((mailboxId) => ({
		mailboxId,
		networkId: profile.networkId,
		uniqueId,
		companyName,
		status: 'Active',
		created,
		modified: created,
	}));
}
