import type { OperationContext } from '../../shared/operation/context';
import { at, objectsIn } from '../../../credentials/lib/json';
import { whatCame } from '../../shared/http/shapes';
import type { Member, Output } from '../../shared/operation/operation';

/** More are refused (`maxItems` of the contract). */
export const MOST_EVENTS = 500;

interface TrackingEvent {
	parcelId?: string | undefined;
	externalParcelId?: string | undefined;
	carrierId?: string | undefined;
}

/**
 * Sends the events of several items in one request. E-CROSS only acknowledges the batch, so each
 * item gets its event back with the status of the batch.
 */
export async function sendTrackingEvents(
	context: OperationContext,
	members: Array<Member<TrackingEvent>>,
): Promise<Output[][]> {
	const [first] = members;
	if (!first) return [];
	const nameless = members.find(({ values }) => !values.parcelId && !values.externalParcelId);
	if (nameless) {
		throw context.refuse(
			`Parcel and External Parcel ID are both empty in item ${nameless.itemIndex}`,
			'Fill in one of them for each item.',
		);
	}
	const carrierId = first.values.carrierId ?? (await carrierOfCredential(context));
	const events = members.flatMap(({ request }) => objectsIn(at(request().body, 'events')));
	const answer = await context.send({ ...first.request(), body: { carrierId, events } });
	const status = at(answer, 'status');
	if (typeof status !== 'string') {
		throw context.unknown(`answered without a status. ${whatCame(answer)}`);
	}
	return events.map((event) => [{ json: { status, carrierId, ...event } }]);
}

async function carrierOfCredential(context: OperationContext): Promise<string> {
	const { carrierId } = await context.credentials();
	if (typeof carrierId === 'string' && carrierId.trim() !== '') return carrierId.trim();
	throw context.refuse(
		'Carrier ID is missing',
		'Enter it in the E-CROSS credential, or under Additional Fields. E-CROSS provides it together with the client ID.',
	);
}
