import { NodeApiError, type INode } from 'n8n-workflow';
import { NodeApiError as OlderNodeApiError } from 'n8n-workflow-1x';
import { describe, expect, test } from 'vitest';

import { sendWithCredential } from '../../../nodes/shared/sending';
import { answerIn, messageOf, networkProblemIn } from '../../../nodes/shared/thrown';

/** As the HTTP client throws it; n8n tells it by the name of its class. */
class AxiosError extends Error {
	readonly code: string;
	readonly response: object | undefined;

	constructor(message: string, code: string, response?: object) {
		super(message);
		this.code = code;
		this.response = response;
	}
}

const node = { name: 'Node', type: 'example' } as INode;

const lines = [
	['2.x', (error: Error) => new NodeApiError(node, error as never)],
	['1.x', (error: Error) => new OlderNodeApiError(node as never, error as never)],
] as const;

describe.each(lines)('an error of n8n %s', (line, wrap) => {
	test('gives back the answer that it stands for', () => {
		const data = { message: 'No such order' };
		const response = { status: 404, headers: { 'x-request': '1' }, data };
		const thrown = wrap(new AxiosError('Request failed', 'ERR_BAD_REQUEST', response));
		expect(answerIn(thrown)).toEqual({
			statusCode: 404,
			// The older line loses the headers.
			headers: line === '2.x' ? { 'x-request': '1' } : {},
			body: data,
		});
	});

	test.each([
		['ECONNREFUSED', 'the connection was refused'],
		['ECONNABORTED', 'no answer within the time limit'],
		['EPROTO', 'the connection failed (eproto)'],
	])('says why there was no answer: %s', (code, expected) => {
		const thrown = wrap(new AxiosError(`connect ${code} 127.0.0.1:1`, code));
		expect(answerIn(thrown)).toBeUndefined();
		expect(networkProblemIn(thrown)).toBe(expected);
	});

	test('with a success in it stands for an answer that broke off, not for the success', () => {
		const response = { status: 200, headers: {}, data: undefined };
		const thrown = wrap(new AxiosError('stream has been aborted', 'ERR_BAD_RESPONSE', response));
		expect(answerIn(thrown)).toBeUndefined();
		expect(networkProblemIn(thrown)).toBe('the answer broke off');
	});

	test("keeps the credential's own message, which is not of the network", () => {
		const message = 'E-CROSS refused the Client ID and Client Secret. Check them.';
		const thrown = wrap(new Error(message));
		expect(answerIn(thrown)).toBeUndefined();
		expect(networkProblemIn(thrown)).toBeUndefined();
		expect(messageOf(thrown)).toBe(message);
	});
});

describe('a 401 that n8n 1.x hands over as an answer', () => {
	const credentials = {
		environment: 'production',
		clientId: 'id',
		clientSecret: 'secret',
		sessionToken: '',
	};

	/** Answers 401 to the first request, and notes what is asked for. */
	const scripted = () => {
		const asked: Array<{ options: object; data: object }> = [];
		const httpRequestWithAuthentication = async (
			_type: string,
			options: object,
			{ credentialsDecrypted: { data } }: { credentialsDecrypted: { data: object } },
		) => {
			asked.push({ options, data });
			return await Promise.resolve({ statusCode: asked.length === 1 ? 401 : 200, headers: {} });
		};
		return { asked, functions: { helpers: { httpRequestWithAuthentication } } as never };
	};

	test('is sent once more as an error, so that the token is renewed', async () => {
		const { asked, functions } = scripted();
		const options = { url: 'https://order.api.e-cross.tech/ext/orders' };
		const answer = await sendWithCredential(functions, 'eCrossApi', options, credentials);
		expect(answer.status).toBe(200);
		expect(asked).toHaveLength(2);
		expect(asked[1]?.options).not.toHaveProperty('ignoreHttpStatusErrors');
		expect(asked[1]?.data).not.toBe(asked[0]?.data);
	});

	test('is final for a credential without a token', async () => {
		const { asked, functions } = scripted();
		const options = { url: 'https://back.ecard.pledg.co/api' };
		const answer = await sendWithCredential(functions, 'pledgDashboardApi', options, credentials);
		expect(answer.status).toBe(401);
		expect(asked).toHaveLength(1);
	});
});
