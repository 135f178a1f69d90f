import type { IDataObject } from 'n8n-workflow';

import { record } from '../../shared/http/shapes';
import type { OperationContext } from '../../shared/operation/context';

interface Wanted {
	parcelIds: string[];
	firstMileTrackingNumber: string;
}

/**
 * The shipment that holds exactly these parcels and has this tracking number. E-CROSS lists no
 * shipments, but each parcel tells the one that it is in: as many reads as there are parcels, and one
 * for each shipment that they name. A cancelled shipment counts as none. A parcel that is in another
 * shipment is refused, since announcing it twice is never meant.
 */
export async function findShipment(
	context: OperationContext,
	wanted: Wanted,
): Promise<IDataObject | undefined> {
	const holders = new Map<string, string>();
	for (const parcelId of wanted.parcelIds) {
		const { shipmentId } = await read(context, 'parcels', parcelId);
		if (shipmentId) holders.set(String(shipmentId), parcelId);
	}
	for (const [shipmentId, parcelId] of holders) {
		const shipment = await read(context, 'shipments', shipmentId);
		if (shipment.status === 'CANCELLED') continue;
		if (isWanted(context, shipment, wanted)) return shipment;
		throw context.refuse(
			`The parcel "${parcelId}" is already in the shipment ${shipmentId}, which is a different one`,
			'It has other parcels or a different First-Mile Tracking Number. Retrieve it with Shipment: Get, or take this parcel out of Parcel IDs.',
		);
	}
	return undefined;
}

function isWanted(
	context: OperationContext,
	{ parcelIds, firstMileTrackingNumber }: IDataObject,
	wanted: Wanted,
): boolean {
	if (!Array.isArray(parcelIds)) throw context.unknown('returned a shipment without its parcels.');
	const theirs = new Set(parcelIds.map(String));
	const ours = new Set(wanted.parcelIds);
	return (
		String(firstMileTrackingNumber) === wanted.firstMileTrackingNumber &&
		theirs.size === ours.size &&
		[...ours].every((parcelId) => theirs.has(parcelId))
	);
}

async function read(
	context: OperationContext,
	kind: 'parcels' | 'shipments',
	id: string,
): Promise<IDataObject> {
	const answer = await context.send({
		method: 'GET',
		service: 'shipment',
		path: `/ext/${kind}/${encodeURIComponent(id)}`,
	});
	const [row = {}] = context.known(record(kind === 'parcels' ? 'parcelId' : 'id')(answer));
	return row;
}
