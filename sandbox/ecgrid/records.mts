/** What the sandbox keeps of a network, in the shapes of the REST reference. */

export interface NetworkProfile {
	readonly networkId: number;
	readonly uniqueId: string;
	readonly created: string;
	companyName: string;
	status: string;
	modified: string;
}

export interface Mailbox {
	readonly mailboxId: number;
	readonly networkId: number;
	readonly uniqueId: string;
	readonly created: string;
	companyName: string;
	status: string;
	modified: string;
}

export interface EcGridId {
	readonly ecGridId: number;
	readonly networkId: number;
	readonly qualifier: string;
	readonly id: string;
	readonly routingGroup: string;
	mailboxId: number;
	description: string;
	status: string;
	ediStandard: string;
}

export interface Partner {
	readonly interconnectId: number;
	readonly ecGridIdFrom: number;
	readonly ecGridIdTo: number;
	readonly created: string;
	status: string;
	modified: string;
	readonly notes: Array<{
		readonly text: string;
		readonly timestamp: string;
		readonly userId: number;
	}>;
}

export interface Interchange {
	readonly interchangeId: number;
	readonly parcelId: number;
	readonly sender: string;
	readonly receiver: string;
	readonly standard: string;
	readonly documentType: string;
	readonly created: string;
	status: string;
}

export interface Parcel {
	readonly parcelId: number;
	readonly mailboxId: number;
	readonly networkId: number;
	readonly direction: 'InBox' | 'OutBox';
	readonly fileName: string;
	readonly content: Buffer;
	readonly ecGridIdFrom: number;
	readonly ecGridIdTo: number;
	readonly created: string;
	/** The envelope in the file, if it has one. */
	readonly interchange: Interchange | undefined;
	readonly notes: string[];
	status: string;
	modified: string;
	mailbagControlId: string | undefined;
}

export interface Callback {
	readonly callbackId: number;
	readonly mailboxId: number;
	readonly networkId: number;
	url: string;
	event: string;
	httpAuthType: string;
	status: string;
	/** Never shown. */
	username: string;
	password: string;
}

export interface CallbackEvent {
	readonly callbackEventId: number;
	readonly callbackId: number;
	readonly event: string;
	readonly mailboxId: number;
	readonly objectId: number;
	readonly created: string;
	readonly payload: string;
	status: string;
	attempts: number;
	/** Of the last call; absent while there was none. */
	delivered: string | undefined;
	httpStatus: number | undefined;
}

export interface CarbonCopy {
	readonly ccId: number;
	readonly fromMailboxId: number;
	readonly toMailboxId: number;
	readonly created: string;
	status: string;
	direction: string;
}

export interface Channel {
	readonly commId: number;
	readonly mailboxId: number;
	readonly commType: string;
	readonly useType: string;
	identifier: string;
	status: string;
	privateKeyRequired: boolean;
	withCerts: boolean;
	readonly certificates: Set<number>;
}

export interface Portal {
	readonly portalId: number;
	readonly mailboxId: number;
	readonly url: string;
	readonly status: string;
	readonly created: string;
}

export interface Key {
	readonly keyId: number;
	readonly userId: number;
	readonly key: string;
	readonly visibility: string;
	readonly created: string;
	/** Of a named value only. */
	readonly value: string | undefined;
	readonly meta: string | undefined;
}
