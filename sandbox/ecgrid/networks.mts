import type { Call, Handler } from '../exchange.mts';
import { success } from './envelope.mts';
import type { Grid } from './Grid.mts';
import { bodyOf, hasAll, pageFor } from './lists.mts';
import type { NetworkProfile } from './records.mts';

const USUAL_ROWS = 25;

interface NetworkBody extends NetworkProfile {
	readonly mailboxId: number;
	readonly contactType: string;
}

/** Handlers of the tag Networks: a caller sees its own network. */
export function networkHandlers(grid: Grid): Readonly<Record<string, Handler>> {
	const own = (call: Call, networkId: number | undefined) => {
		const { profile } = grid.recordsOf(call);
		return grid.found(profile.networkId === networkId ? profile : undefined, 'Network');
	};
	const inBody = (call: Call) => own(call, bodyOf<NetworkBody>(call).networkId);
	const change = (message: string) => (call: Call) => {
		inBody(call).modified = grid.now();
		return success(null, message);
	};
	return {
		getNetwork: (call) => success(own(call, Number(call.params['id']))),
		listNetworks: (call) => {
			const { profile, mailboxes } = grid.recordsOf(call);
			const { networkId = 0, status, mailboxId = 0 } = bodyOf<NetworkBody>(call);
			const isWanted = hasAll<NetworkProfile>({
				networkId,
				...(status !== undefined && { status }),
			});
			const isOwner = mailboxId === 0 || mailboxes.find(mailboxId) !== undefined;
			const { rows, meta } = pageFor(call, isOwner ? [profile].filter(isWanted) : [], USUAL_ROWS);
			return success({ ...meta, networks: rows });
		},
		updateNetwork: (call) => {
			const profile = inBody(call);
			profile.companyName = bodyOf<NetworkBody>(call).companyName ?? profile.companyName;
			profile.modified = grid.now();
			return success(profile);
		},
		getNetworkContact: (call) => {
			const { networkId } = inBody(call);
			const { contactType } = bodyOf<NetworkBody>(call);
			const { firstName, lastName, contactEmail } = grid.userOf(call);
			const name = `${firstName} ${lastName}`;
			return success({ networkId, contactType, name, email: contactEmail, phone: '' });
		},
		updateNetworkConfig: change('Network configuration updated.'),
		setNetworkX12Delimiters: change('X12 delimiters updated.'),
	};
}
