import type { Call, Handler } from '../exchange.mts';
import { success } from './envelope.mts';
import type { Grid } from './Grid.mts';
import { bodyOf, pageFor } from './lists.mts';
import type { CarbonCopy } from './records.mts';

const USUAL_ROWS = 100;

interface CarbonCopyBody extends CarbonCopy {
	readonly mailboxId: number;
}

/** Handlers of the tag CarbonCopies. The rules are kept; no traffic is copied. */
export function carbonCopyHandlers(grid: Grid): Readonly<Record<string, Handler>> {
	const find = (call: Call, ccId: number | undefined) =>
		grid.found(grid.recordsOf(call).carbonCopies.find(ccId), 'Carbon copy');
	return {
		getCarbonCopy: (call) => success(find(call, Number(call.params['id']))),
		deleteCarbonCopy: (call) => {
			const { ccId } = find(call, Number(call.params['id']));
			grid.recordsOf(call).carbonCopies.remove(ccId);
			return success(true);
		},
		createCarbonCopy: (call) => {
			const { fromMailboxId, toMailboxId, direction = 'NoDir' } = bodyOf<CarbonCopyBody>(call);
			const { mailboxes, carbonCopies } = grid.recordsOf(call);
			const from = grid.found(mailboxes.find(fromMailboxId), 'Mailbox').mailboxId;
			const to = grid.found(mailboxes.find(toMailboxId), 'Mailbox').mailboxId;
			const rule = { fromMailboxId: from, toMailboxId: to, direction };
			const created = grid.now();
			return success(carbonCopies.add((ccId) => ({ ccId, ...rule, status: 'Active', created })));
		},
		listCarbonCopies: (call) => {
			const { mailboxId = 0, status } = bodyOf<CarbonCopyBody>(call);
			const found = grid
				.recordsOf(call)
				.carbonCopies.list()
				.filter((one) => mailboxId === 0 || one.fromMailboxId === mailboxId)
				.filter((one) => status === undefined || one.status === status);
			const { rows, meta } = pageFor(call, found, USUAL_ROWS);
			// The three numbers stand beside the rows here.
			return {
				status: 200,
				body: { success: true, data: rows, errorCode: '', message: '', ...meta },
			};
		},
		updateCarbonCopy: (call) => {
			const { ccId, status, direction } = bodyOf<CarbonCopyBody>(call);
			const rule = find(call, ccId);
			rule.status = status ?? rule.status;
			rule.direction = direction ?? rule.direction;
			return success(rule);
		},
	};
}
