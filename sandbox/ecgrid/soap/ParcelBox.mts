import type { User } from '../Users.mts';

/** A parcel as SOAP needs it, whoever keeps it. */
export interface SoapParcel {
	readonly parcelId: number;
	readonly interchangeId: number;
	readonly networkId: number;
	readonly mailboxId: number;
	readonly direction: 'InBox' | 'OutBox';
	readonly fileName: string;
	readonly content: Buffer;
	readonly standard: string;
	readonly ecGridIdFrom: number;
	readonly ecGridIdTo: number;
	readonly created: number;
	/** `InBoxReady` until the download is confirmed. */
	status: string;
}

/** A file on its way into the outbox. */
export type Upload = Pick<
	SoapParcel,
	'fileName' | 'content' | 'ecGridIdFrom' | 'ecGridIdTo' | 'standard'
>;

const SEEDED_PARCELS = 3;
const FIRST_PARCEL_ID = 700_000_000_000;
const FIRST_INTERCHANGE_ID = 9_000_000;
export const FIRST_PARTNER_ID = 50_001;

const SEEDED_FILE =
	'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260102*0304*U*00401*000000001*0*T*>~' +
	'GS*PO*SENDER*RECEIVER*20260102*0304*1*X*004010~ST*850*0001~SE*2*0001~GE*1*1~IEA*1*000000001~';

/** The parcels of all users; each mailbox has three in it when it is first looked into. */
export class ParcelBox {
	private readonly now: () => number;
	private readonly parcels = new Map<string, SoapParcel[]>();
	private count = 0;

	constructor(now: () => number) {
		this.now = now;
	}

	/** All parcels of a user's mailbox, oldest first. */
	of(user: User): SoapParcel[] {
		const known = this.parcels.get(user.email);
		if (known) return known;
		const box = Array.from({ length: SEEDED_PARCELS }, () => this.seeded(user));
		this.parcels.set(user.email, box);
		return box;
	}

	find(user: User, parcelId: number): SoapParcel | undefined {
		return this.of(user).find((parcel) => parcel.parcelId === parcelId);
	}

	send(user: User, upload: Upload): SoapParcel {
		const parcel = this.made(user, { ...upload, direction: 'OutBox', status: 'outboxPending' });
		this.of(user).push(parcel);
		return parcel;
	}

	clear(): void {
		this.parcels.clear();
		this.count = 0;
	}

	private seeded(user: User): SoapParcel {
		return this.made(user, {
			fileName: `850-${FIRST_PARCEL_ID + this.count + 1}.edi`,
			content: Buffer.from(SEEDED_FILE),
			standard: 'X12',
			ecGridIdFrom: FIRST_PARTNER_ID,
			ecGridIdTo: FIRST_PARTNER_ID + 1,
			direction: 'InBox',
			status: 'InBoxReady',
		});
	}

	private made(
		{ networkId, mailboxId }: User,
		parcel: Upload & Pick<SoapParcel, 'direction' | 'status'>,
	): SoapParcel {
		this.count += 1;
		return {
			...parcel,
			parcelId: FIRST_PARCEL_ID + this.count,
			interchangeId: FIRST_INTERCHANGE_ID + this.count,
			networkId,
			mailboxId,
			created: this.now(),
		};
	}
}
