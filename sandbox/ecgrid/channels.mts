import type { Call, Handler } from '../exchange.mts';
import { success } from './envelope.mts';
import type { Grid } from './Grid.mts';
import { bodyOf } from './lists.mts';
import type { Channel } from './records.mts';

interface ChannelBody extends Channel {
	readonly showInactive: boolean;
	readonly ecGridIdFrom: number;
	readonly ecGridIdTo: number;
	readonly certKeyId: number;
}

/** Handlers of the tags Comms and Certificates. */
export function channelHandlers(grid: Grid): Readonly<Record<string, Handler>> {
	const find = (call: Call, commId: number | undefined) =>
		grid.found(grid.recordsOf(call).channels.find(commId), 'Comm');
	const inBody = (call: Call) => find(call, bodyOf<ChannelBody>(call).commId);
	const pairName = (call: Call) => {
		const { ecGridIdFrom, ecGridIdTo } = bodyOf<ChannelBody>(call);
		const from = grid.found(grid.idBy(ecGridIdFrom), 'Sender').ecGridId;
		const to = grid.found(grid.idBy(ecGridIdTo), 'Receiver').ecGridId;
		return `${from} ${to}`;
	};
	const chosen = (call: Call) => {
		const { channels, pairs } = grid.recordsOf(call);
		const channel = channels.find(pairs.get(pairName(call))) ?? channels.list()[0];
		return success(channel ? [describeChannel(channel)] : []);
	};
	const addCertificate = (isPrivate: boolean) => (call: Call) => {
		const channel = inBody(call);
		channel.certificates.add(grid.recordsOf(call).counters.certificate());
		channel.withCerts = true;
		channel.privateKeyRequired ||= isPrivate;
		return success(describeChannel(channel));
	};
	return {
		getComm: (call) => success(describeChannel(find(call, Number(call.params['id'])))),
		findComm: (call) => {
			const { identifier, commType } = bodyOf<ChannelBody>(call);
			const found = grid
				.recordsOf(call)
				.channels.list()
				.filter((one) => one.identifier === identifier)
				.filter((one) => commType === undefined || one.commType === commType);
			return success(found.map(describeChannel));
		},
		listComms: (call) => {
			const filter = bodyOf<ChannelBody>(call);
			const found = grid.recordsOf(call).channels.list().filter(isWanted(filter));
			return success(found.map(describeChannel));
		},
		getCommPair: chosen,
		setCommPair: (call) => {
			const { commId } = bodyOf<ChannelBody>(call);
			const { pairs } = grid.recordsOf(call);
			if (commId !== undefined) pairs.set(pairName(call), find(call, commId).commId);
			return chosen(call);
		},
		createComm: (call) => success(describeChannel(create(grid, call))),
		updateComm: (call) => {
			const channel = inBody(call);
			const { identifier, status } = bodyOf<ChannelBody>(call);
			channel.identifier = identifier ?? channel.identifier;
			channel.status = status ?? channel.status;
			return success(describeChannel(channel));
		},
		updateCommConfig: (call) => {
			inBody(call);
			return success(true);
		},
		addPrivateCertificate: addCertificate(true),
		addPublicCertificate: addCertificate(false),
		createCertificate: addCertificate(true),
		renewCertificate: (call) => {
			certificateOf(grid, call, inBody(call));
			return addCertificate(false)(call);
		},
		terminateCertificate: (call) => {
			const channel = inBody(call);
			channel.certificates.delete(certificateOf(grid, call, channel));
			return success(true);
		},
	};
}

/** How the filters combine is not documented; each one that is given must hold. */
function isWanted(filter: Partial<ChannelBody>): (channel: Channel) => boolean {
	const { commType, useType, showInactive = false, withCerts, privateKeyRequired } = filter;
	return (channel) =>
		(commType === undefined || channel.commType === commType) &&
		(useType === undefined || channel.useType === useType) &&
		(showInactive || channel.status === 'Active') &&
		(withCerts !== true || channel.withCerts) &&
		(privateKeyRequired !== true || channel.privateKeyRequired);
}

function certificateOf(grid: Grid, call: Call, { certificates }: Channel): number {
	const { certKeyId = 0 } = bodyOf<ChannelBody>(call);
	return grid.found(certificates.has(certKeyId) ? certKeyId : undefined, 'Certificate');
}

function create(grid: Grid, call: Call): Channel {
	const given = bodyOf<ChannelBody>(call);
	const { mailboxes, channels } = grid.recordsOf(call);
	const { mailboxId } = grid.found(mailboxes.find(given.mailboxId), 'Mailbox');
	return channels.add((commId) => ({
		commId,
		mailboxId,
		commType: given.commType ?? '',
		identifier: given.identifier ?? '',
		useType: given.useType ?? 'TestAndProduction',
		status: 'Active',
		privateKeyRequired: false,
		withCerts: false,
		certificates: new Set(),
	}));
}

/** The reference shows no certificates; the MCP pages do, with more than their ids. */
function describeChannel({ certificates, ...channel }: Channel) {
	return { ...channel, certificates: [...certificates].map((certKeyId) => ({ certKeyId })) };
}
