import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { createClient } from '../../shared/http/client';
import { isObject } from '../../../credentials/lib/json';
import { jsonBodyOf } from '../../shared/webhook/receivedBody';
import { receiver, type Verdict } from '../../shared/webhook/receiver';
import { PARCEL, withReferenceSpelling } from '../api/memberNames';
import { ecGrid } from '../api/provider';
import { thing } from '../api/things';
import { basicLoginOf, carriesLogin } from './basicLogin';
import { readCallbackSettings, type CallbackSettings } from './callbackSettings';

/** The documented bodies have some ten short members. */
const LONGEST_BODY_BYTES = 64 * 1024;

/**
 * Starts the workflow on a call about a parcel that exists. A call that must not be trusted gets a
 * 401, one whose parcel cannot be looked up now a 503, after which ECGrid tries again.
 */
export const webhook = receiver({
	name: 'ECGrid Webhook Trigger',
	receives: 'call',
	failureStatus: 503,
	judge,
});

async function judge(functions: IWebhookFunctions): Promise<Verdict> {
	const settings = readCallbackSettings(functions);
	const login = await basicLoginOf(functions, settings);
	if (login && !carriesLogin(functions.getHeaderData().authorization, login)) {
		return { refused: 'it does not contain the login' };
	}
	const event = withReferenceSpelling(jsonBodyOf(functions, LONGEST_BODY_BYTES));
	if (!isObject(event) || typeof (event.parcelId ?? '') === 'object') {
		return { refused: 'its body is not an event', status: 400 };
	}
	if (isMadeUp(event)) return testEvent(functions, event);
	const parcel = await lookUp(functions, settings, Number(event.parcelId ?? NaN));
	if (!parcel) return { ignored: true };
	const identities = [identityOf(event, parcel)];
	return {
		delivery: { identities, wanted: isWanted(parcel, settings), item: { ...parcel, event } },
	};
}

/** ECGrid's test event names no parcel; one page of the documentation marks it with `isTest`. */
function isMadeUp({ isTest, parcelId }: IDataObject): boolean {
	return isTest === true || parcelId === 0;
}

/** Starts only what listens for a test event. */
function testEvent(functions: IWebhookFunctions, event: IDataObject): Verdict {
	const wanted = functions.getMode() === 'manual';
	return { delivery: { identities: [], wanted, item: { isTest: true, event } } };
}

/**
 * The parcel as ECGrid itself knows it; undefined if the credential's user cannot see one of this id.
 * Rejects if it could not be found out.
 */
async function lookUp(
	functions: IWebhookFunctions,
	{ credentialType }: CallbackSettings,
	parcelId: number,
): Promise<IDataObject | undefined> {
	if (!Number.isSafeInteger(parcelId)) return undefined;
	const client = createClient(functions, ecGrid, credentialType);
	const request = { method: 'GET', service: 'api', path: `/v2/parcels/${parcelId}` } as const;
	return await client.send(request).then(
		(answer) => {
			const { rows, problem = 'answered without a parcel' } = thing(PARCEL)(answer);
			// ECGrid calls again after a failure, and a parcel must not be lost.
			if (!rows[0]) throw new NodeOperationError(functions.getNode(), `ECGrid ${problem}`);
			return { parcelId, ...rows[0] };
		},
		(error: unknown) => {
			if (!isUnknown(error)) throw error;
			functions.logger.warn(`ECGrid Webhook Trigger dropped a call: no parcel ${parcelId}`);
			return undefined;
		},
	);
}

function isUnknown(error: unknown): boolean {
	return error instanceof NodeApiError && ['400', '403', '404'].includes(String(error.httpCode));
}

function isWanted({ status }: IDataObject, { statuses }: CallbackSettings): boolean {
	return statuses.length === 0 || statuses.includes(String(status).toLowerCase());
}

/** A parcel comes into a status again when it is reset, so the time belongs to it. */
function identityOf({ created, eventDateTime, eventId }: IDataObject, parcel: IDataObject): string {
	return JSON.stringify([parcel.parcelId, parcel.status, eventId ?? eventDateTime ?? created]);
}
