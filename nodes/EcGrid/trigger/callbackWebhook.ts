import {
	NodeApiError,
	type IDataObject,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { createClient } from '../../shared/http/client';
import { isObject } from '../../../credentials/lib/json';
import { jsonBodyOf } from '../../shared/webhook/receivedBody';
import { forgetDelivery, isRepeat } from '../../shared/webhook/deliveries';
import { reply } from '../../shared/webhook/reply';
import { PARCEL, rowsOf, withReferenceSpelling } from '../api/memberNames';
import { ecGrid } from '../api/provider';
import { basicLoginOf, carriesLogin } from './basicLogin';
import { credentialTypeOf } from './settings';

/** The documented bodies have some ten short members. */
const LONGEST_BODY_BYTES = 64 * 1024;

const ACCEPTED: IWebhookResponseData = { webhookResponse: { status: 'ok' } };

/** The part of n8n's response object that is used here. */
interface Response {
	readonly statusCode: number;
	once(event: 'close', listener: () => void): unknown;
}

/**
 * Starts the workflow on a call about a parcel that exists. A call that must not be trusted gets a
 * 401, one whose parcel cannot be looked up now a 503, after which ECGrid tries again. Never throws,
 * since n8n would record that as a failed execution, and anyone can post to the address.
 */
export async function webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await receive(this).catch((error: unknown) => {
		this.logger.error(`ECGrid Webhook Trigger failed: ${String(error)}`);
		return reply(this, 503);
	});
}

async function receive(functions: IWebhookFunctions): Promise<IWebhookResponseData> {
	const login = await basicLoginOf(functions);
	if (login && !carriesLogin(functions.getHeaderData().authorization, login)) {
		functions.logger.warn('ECGrid Webhook Trigger refused a call: it does not carry the login');
		return reply(functions, 401);
	}
	const event = withReferenceSpelling(jsonBodyOf(functions, LONGEST_BODY_BYTES));
	if (!isObject(event)) return reply(functions, 400);
	if (isMadeUp(event)) return answerTest(functions, event);
	const parcel = await lookUp(functions, Number(event.parcelId ?? NaN));
	if (!parcel || !isWanted(functions, parcel)) return reply(functions, 200);
	const identity = identityOf(event, parcel);
	if (isRepeat(functions, identity)) return reply(functions, 200);
	whenRefusedByN8n(functions, () => forgetDelivery(functions, identity));
	return { ...ACCEPTED, workflowData: [functions.helpers.returnJsonArray({ ...parcel, event })] };
}

/** ECGrid's test event names no parcel; one page of the documentation marks it with `isTest`. */
function isMadeUp({ isTest, parcelId }: IDataObject): boolean {
	return isTest === true || parcelId === 0;
}

/** Starts only what listens for a test event. */
function answerTest(functions: IWebhookFunctions, event: IDataObject): IWebhookResponseData {
	if (functions.getMode() !== 'manual') return reply(functions, 200);
	const item = { isTest: true, event };
	return { ...ACCEPTED, workflowData: [functions.helpers.returnJsonArray(item)] };
}

/**
 * The parcel as ECGrid itself knows it; undefined if the credential's user cannot see one of this id.
 * Rejects if it could not be found out.
 */
async function lookUp(
	functions: IWebhookFunctions,
	parcelId: number,
): Promise<IDataObject | undefined> {
	if (!Number.isSafeInteger(parcelId)) return undefined;
	const client = createClient(functions, ecGrid, credentialTypeOf(functions));
	const request = { method: 'GET', service: 'api', path: `/v2/parcels/${parcelId}` } as const;
	return await client.send(request).then(
		(answer) => rowsOf(answer, PARCEL)[0],
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

function isWanted(functions: IWebhookFunctions, { status }: IDataObject): boolean {
	const wanted = String(functions.getNodeParameter('statuses', ''))
		.split(',')
		.map((one) => one.trim().toLowerCase())
		.filter((one) => one !== '');
	return wanted.length === 0 || wanted.includes(String(status).toLowerCase());
}

/** A parcel comes into a status again when it is reset, so the time belongs to it. */
function identityOf({ created, eventDateTime, eventId }: IDataObject, parcel: IDataObject): string {
	return JSON.stringify([parcel.parcelId, parcel.status, eventId ?? eventDateTime ?? created]);
}

/** n8n answers with a 5xx where it could not start the workflow. */
function whenRefusedByN8n(functions: IWebhookFunctions, act: () => void): void {
	const response: Response = functions.getResponseObject();
	response.once('close', () => {
		if (response.statusCode >= 500) act();
	});
}
