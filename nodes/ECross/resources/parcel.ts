import { dateTime, locator, options, text } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body, local, path, query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { nextPageToken } from '../../shared/http/pagination';
import * as searches from '../api/searches';
import { MOST_EVENTS, sendTrackingEvents } from '../api/trackingEvents';

/** What most workflows go on with; the whole parcel holds items, labels and the event timeline. */
const MAIN = [
	'parcelId',
	'status',
	'salesChannel',
	'salesChannelOrderId',
	'shipmentId',
	'lastMileTrackingNumber',
	'trackingUrl',
	'creationDate',
	'lastUpdateDate',
];

const simplify = only(...MAIN);

/** One parcel tells also what has happened to it. */
const simplifyOne = only(...MAIN, 'events');

export const parcel = resource({
	value: 'parcel',
	name: 'Parcel',
	description: 'Parcels and their fulfillment events',
	common: true,
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many parcels',
			description: 'Retrieve a list of parcels',
			contract: 'listParcels',
			request: { method: 'GET', service: 'shipment', path: '/ext/parcels' },
			optional: {
				creationDateFrom: query(
					dateTime({
						displayName: 'Created After',
						description: 'Only parcels created at this time or later',
					}),
				),
				creationDateUntil: query(
					dateTime({
						displayName: 'Created Before',
						description: 'Only parcels created at this time or earlier',
					}),
				),
			},
			pages: nextPageToken({ items: 'parcels' }),
			simplify,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a parcel',
			description: 'Retrieve one parcel with its event timeline',
			contract: 'getParcel',
			read: record('parcelId'),
			request: { method: 'GET', service: 'shipment', path: '/ext/parcels/{parcelId}' },
			parameters: {
				parcelId: path(
					locator({
						displayName: 'Parcel',
						required: true,
						search: searches.parcels,
						placeholder: 'e.g. ACME000000000001BR',
						description: 'A parcel exists once its order is ready to ship',
					}),
				),
			},
			simplify: simplifyOne,
		}),
		operation({
			value: 'sendTrackingEvent',
			name: 'Send Tracking Event',
			action: 'Send a tracking event',
			description: 'Report that a parcel is packed or has left; up to 500 items in one request',
			contract: 'updateParcelTrackings',
			dryRun: true,
			request: {
				method: 'PUT',
				service: 'shipment',
				path: '/ext/parcelTrackings',
				withoutField: ['carrierId'],
			},
			parameters: {
				externalCode: body(
					options({
						displayName: 'Event',
						options: [
							{
								name: 'Awaiting Pick-Up',
								value: 'AWAITING_PICK_UP',
								description: 'The parcel is packed',
							},
							{
								name: 'Left Fulfillment',
								value: 'LEFT_FULFILLMENT',
								description: 'The first-mile carrier has the parcel',
							},
						],
						default: 'AWAITING_PICK_UP',
					}),
					{ name: 'events.externalCode' },
				),
				parcelId: body(
					locator({
						displayName: 'Parcel',
						search: searches.parcels,
						placeholder: 'e.g. ACME000000000001BR',
						description: 'Either this or the external parcel ID is needed',
					}),
					{ name: 'events.parcelId' },
				),
				externalParcelId: body(
					text({
						displayName: 'External Parcel ID',
						description: "Usually the value in the label's barcode",
					}),
					{ name: 'events.externalParcelId' },
				),
				eventDate: body(
					dateTime({
						displayName: 'Event Date',
						default: 'now',
						description: 'When it happened',
					}),
					{ name: 'events.eventDate' },
				),
			},
			optional: {
				description: body(text({ displayName: 'Description' }), { name: 'events.description' }),
				location: body(
					text({
						displayName: 'Location',
						placeholder: 'e.g. Paris, FR',
						description: 'City, state and country, as far as known',
					}),
					{ name: 'events.location' },
				),
				carrierId: local(
					text({
						displayName: 'Carrier ID',
						description:
							'Your fulfillment partner. If left empty, the one in the credential is used.',
					}),
				),
			},
			group: {
				key: ({ carrierId }) => carrierId ?? '',
				atMost: MOST_EVENTS,
				execute: sendTrackingEvents,
			},
		}),
	],
});
