import type { Grid } from '../Grid.mts';
import type { Parcels } from '../Parcels.mts';
import type { Parcel } from '../records.mts';
import type { User } from '../Users.mts';
import type { Ends } from './describe.mts';
import { failures, SoapRefusal } from './faults.mts';

/** What the SOAP side needs of the records that both sides share. */
export class SoapRecords {
	readonly parcels: Pick<
		Parcels,
		'of' | 'pending' | 'find' | 'confirm' | 'resetToInbox' | 'advance' | 'upload'
	>;
	private readonly grid: Pick<Grid, 'of' | 'idBy'>;

	constructor(grid: Pick<Grid, 'of' | 'idBy'>, parcels: SoapRecords['parcels']) {
		this.grid = grid;
		this.parcels = parcels;
	}

	networkOf(user: User) {
		return this.grid.of(user);
	}

	endsOf({ ecGridIdFrom, ecGridIdTo }: Parcel): Ends {
		return { from: this.grid.idBy(ecGridIdFrom), to: this.grid.idBy(ecGridIdTo) };
	}

	parcel(user: User, parcelId: string | undefined): Parcel {
		return found(this.parcels.find(user, Number(parcelId)), 'ParcelID');
	}

	/** The parcel that holds an interchange. */
	parcelOfInterchange(user: User, interchangeId: string | undefined): Parcel {
		const parcels = this.networkOf(user).parcels.list();
		const isHolder = ({ interchange }: Parcel) =>
			interchange?.interchangeId === Number(interchangeId);
		return found(parcels.find(isHolder), 'InterchangeID');
	}
}

/** A record that is there; its absence is blamed on a parameter. */
export function found<T>(record: T | undefined, item: string): T {
	if (record !== undefined) return record;
	throw new SoapRefusal({ ...failures.notFound, item });
}
