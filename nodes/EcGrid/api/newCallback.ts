import { NodeApiError, type IDataObject } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';
import type { ApiRequest } from '../../shared/http/types';

/**
 * What the language quick starts register: parcels that are ready, 24 tries, 60 between two. The unit
 * of the pause is not documented, and the names of the login in this form are a guess.
 */
const BACK_END_VALUES = { objectStatus: 5, direction: 'InBox', frequency: 60, maxCalls: 24 };

/**
 * Registers a webhook and returns the answer. The documented form goes first. ECGrid's back end has
 * another one, that of CallBackAddEx (NOTES, "Added"): it goes only after a refusal of the first as
 * invalid, which proves that nothing was created. If both are refused, the error is that of the first.
 */
export async function createCallback(
	send: (request: ApiRequest) => Promise<unknown>,
	request: ApiRequest,
): Promise<unknown> {
	return await send(request).catch(async (refusal: unknown) => {
		if (!provesNothingCreated(refusal)) return await Promise.reject(refusal);
		return await send(inBackEndForm(request)).catch(
			async (second: unknown) =>
				await Promise.reject(provesNothingCreated(second) ? refusal : second),
		);
	});
}

/** A callback that exists already is refused with the same status, but is there. */
function provesNothingCreated(error: unknown): boolean {
	if (!(error instanceof NodeApiError) || error.httpCode !== '400') return false;
	return !/DuplicateObject/i.test(error.message);
}

function inBackEndForm(request: ApiRequest): ApiRequest {
	const body: IDataObject = isObject(request.body) ? request.body : {};
	const { event, httpAuthType = 'None', username = '', password = '', ...scope } = body;
	const login = { httpUser: username, httpPassword: password };
	return {
		...request,
		body: {
			networkId: 0,
			mailboxId: 0,
			...scope,
			systemObject: event,
			...BACK_END_VALUES,
			maxRetries: BACK_END_VALUES.maxCalls,
			httpAuthType,
			httpAuthentication: httpAuthType,
			...(httpAuthType === 'None' ? {} : { username, password, ...login }),
			status: 'Active',
		},
	};
}
