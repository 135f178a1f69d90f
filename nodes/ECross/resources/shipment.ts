import { dateTime, text, textList } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { findOrCreate } from '../../shared/operation/findOrCreate';
import { body, path } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { findShipment } from '../api/findShipment';

/** Where the shipment is; the whole record also says whose it is. */
const simplify = only(
	'id',
	'status',
	'parcelIds',
	'expectedShipDate',
	'expectedDeliveryDate',
	'firstMileCarrierId',
	'firstMileTrackingNumber',
	'weight',
	'creationDate',
	'lastUpdateDate',
);

/** What a new shipment is made of. */
const newShipment = {
	request: { method: 'POST', service: 'shipment', path: '/ext/shipments' },
	parameters: {
		parcelIds: body(
			textList({
				displayName: 'Parcel IDs',
				required: true,
				description: 'Separated by commas, or a list from an expression',
			}),
		),
		expectedShipDate: body(
			dateTime({
				displayName: 'Expected Ship Date',
				required: true,
				description: 'When the parcels should leave the fulfillment site',
			}),
		),
		expectedDeliveryDate: body(
			dateTime({
				displayName: 'Expected Delivery Date',
				required: true,
				description: 'When they should reach the consolidation hub',
			}),
		),
		firstMileTrackingNumber: body(
			text({ displayName: 'First-Mile Tracking Number', required: true }),
		),
	},
	optional: {
		firstMileCarrierId: body(
			text({
				displayName: 'First-Mile Carrier ID',
				placeholder: 'e.g. USPS',
				description: 'The transport company; not your carrier ID with E-CROSS',
			}),
		),
		description: body(text({ displayName: 'Description' })),
	},
	read: record('id'),
} as const;

export const shipment = resource({
	value: 'shipment',
	name: 'Shipment',
	description: 'Parcels sent together to the consolidation hub',
	common: true,
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a shipment',
			description: 'Announce a dispatch of parcels to the consolidation hub',
			contract: 'createShipment',
			dryRun: true,
			...newShipment,
		}),
		findOrCreate({
			value: 'findOrCreate',
			name: 'Find or Create',
			action: 'Find or create a shipment',
			description:
				'Retrieve the shipment of these parcels with this tracking number, or announce it; safe to run again. Existing data is not changed.',
			contract: 'createShipment',
			dryRun: true,
			...newShipment,
			find: findShipment,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a shipment',
			description: 'Retrieve one shipment',
			contract: 'getShipment',
			read: record('id'),
			request: { method: 'GET', service: 'shipment', path: '/ext/shipments/{shipmentId}' },
			parameters: {
				shipmentId: path(
					text({
						displayName: 'Shipment ID',
						required: true,
						description: 'The shipment ID that Create returned',
					}),
				),
			},
			simplify,
		}),
	],
});
