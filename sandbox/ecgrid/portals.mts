import type { Call, Handler } from '../exchange.mts';
import { success } from './envelope.mts';
import type { Grid } from './Grid.mts';
import { bodyOf } from './lists.mts';
import type { Portal } from './records.mts';

/** Handlers of the tag Portals. */
export function portalHandlers(grid: Grid): Readonly<Record<string, Handler>> {
	const find = (call: Call, mailboxId: number | undefined) =>
		grid
			.recordsOf(call)
			.portals.list()
			.find((portal) => portal.mailboxId === mailboxId);
	return {
		getPortalByMailbox: (call) =>
			success(grid.found(find(call, Number(call.params['mailboxId'])), 'Portal')),
		createPortal: (call) => {
			const { mailboxes, portals } = grid.recordsOf(call);
			const wanted = bodyOf<Portal>(call).mailboxId;
			const { mailboxId } = grid.found(mailboxes.find(wanted), 'Mailbox');
			if (find(call, mailboxId)) throw grid.duplicate('The mailbox has a portal.');
			return success(
				portals.add((portalId) => ({
					portalId,
					mailboxId,
					url: `https://portal.example.com/${portalId}`,
					status: 'Active',
					created: grid.now(),
				})),
			);
		},
	};
}
