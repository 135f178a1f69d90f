import { Collection, counter } from './Collection.mts';
import type {
	Callback,
	CallbackEvent,
	CarbonCopy,
	Channel,
	EcGridId,
	Key,
	Mailbox,
	NetworkProfile,
	Parcel,
	Partner,
	Portal,
} from './records.mts';
import type { User } from './Users.mts';

/** First ids; all networks share the counters, since ids are unique in ECGrid. */
export class Counters {
	readonly mailbox = counter(100_001);
	readonly ecGridId = counter(50_001);
	readonly partner = counter(9_001);
	readonly parcel = counter(700_000_000_001);
	readonly interchange = counter(800_000_000_001);
	readonly callback = counter(401);
	readonly event = counter(40_001);
	readonly carbonCopy = counter(77);
	readonly channel = counter(4_321);
	readonly certificate = counter(601);
	readonly portal = counter(301);
	readonly key = counter(201);
}

/** All that belongs to one network. */
export class NetworkRecords {
	readonly profile: NetworkProfile;
	readonly counters: Counters;
	readonly mailboxes: Collection<Mailbox>;
	readonly ids: Collection<EcGridId>;
	readonly partners: Collection<Partner>;
	readonly parcels: Collection<Parcel>;
	readonly callbacks: Collection<Callback>;
	readonly events: Collection<CallbackEvent>;
	readonly carbonCopies: Collection<CarbonCopy>;
	readonly channels: Collection<Channel>;
	readonly portals: Collection<Portal>;
	readonly keys: Collection<Key>;
	/** The channel that was chosen between two IDs, by both. */
	readonly pairs = new Map<string, number>();

	constructor(networkId: number, counters: Counters, created: string) {
		this.counters = counters;
		this.profile = {
			networkId,
			uniqueId: `NET${networkId}`,
			companyName: 'Example Trading',
			status: 'Active',
			created,
			modified: created,
		};
		this.mailboxes = new Collection(counters.mailbox);
		this.ids = new Collection(counters.ecGridId);
		this.partners = new Collection(counters.partner);
		this.parcels = new Collection(counters.parcel);
		this.callbacks = new Collection(counters.callback);
		this.events = new Collection(counters.event);
		this.carbonCopies = new Collection(counters.carbonCopy);
		this.channels = new Collection(counters.channel);
		this.portals = new Collection(counters.portal);
		this.keys = new Collection(counters.key);
	}
}

/** The two IDs that a new network has, with an interconnect between them. */
export interface SeededIds {
	readonly own: EcGridId;
	readonly partner: EcGridId;
}

/** Gives a new network what everybody starts with: two mailboxes, two IDs, a partner, a channel. */
export function seedRecords(records: NetworkRecords, user: User, now: string): SeededIds {
	const { networkId } = records.profile;
	const dates = { created: now, modified: now };
	const mailbox = (mailboxId: number, uniqueId: string, companyName: string): Mailbox => ({
		mailboxId,
		networkId,
		uniqueId,
		companyName,
		status: 'Active',
		...dates,
	});
	const { mailboxId } = user;
	records.mailboxes.put(mailboxId, mailbox(mailboxId, 'MAIN', 'Example Trading'));
	const other = records.mailboxes.add((id) => mailbox(id, 'PARTNER', 'Partner Retail'));
	const own = addId(records, mailboxId, `OWN${networkId}`, 'Own ID');
	const partner = addId(records, other.mailboxId, `PARTNER${networkId}`, 'Partner Retail');
	records.partners.add((interconnectId) => ({
		interconnectId,
		ecGridIdFrom: partner.ecGridId,
		ecGridIdTo: own.ecGridId,
		status: 'Active',
		...dates,
		notes: [],
	}));
	records.channels.add((commId) => ({
		commId,
		mailboxId,
		commType: 'as2',
		identifier: `AS2-${networkId}`,
		status: 'Active',
		useType: 'TestAndProduction',
		privateKeyRequired: false,
		withCerts: false,
		certificates: new Set(),
	}));
	return { own, partner };
}

function addId(
	records: NetworkRecords,
	mailboxId: number,
	id: string,
	description: string,
): EcGridId {
	return records.ids.add((ecGridId) => ({
		ecGridId,
		mailboxId,
		networkId: records.profile.networkId,
		qualifier: 'ZZ',
		id,
		description,
		status: 'Active',
		routingGroup: 'ProductionA',
		ediStandard: 'X12',
	}));
}
