import { Readable } from 'node:stream';

import { NodeApiError, type INode } from 'n8n-workflow';
import { NodeApiError as OlderNodeApiError } from 'n8n-workflow-1x';
import { describe, expect, test } from 'vitest';

import { dataReader } from '../../../../nodes/shared/http/readers';
import { sendWithCredential } from '../../../../nodes/shared/http/sending';
import { messageOf, networkProblemIn } from '../../../../nodes/shared/http/thrown';

/** Like an error of the HTTP client, which n8n recognises by the name of its class. */
class AxiosError extends Error {
	readonly code: string;

	constructor(message: string, code: string) {
		super(message);
		this.code = code;
	}
}

const node = { name: 'Node', type: 'example' } as INode;

const lines = [
	['2.x', (error: Error) => new NodeApiError(node, error as never)],
	['1.x', (error: Error) => new OlderNodeApiError(node as never, error as never)],
] as const;

describe.each(lines)('an error of n8n %s', (_line, wrap) => {
	test.each([
		['ECONNREFUSED', 'the connection was refused'],
		['ECONNABORTED', 'no answer within the time limit'],
		['EPROTO', 'the connection failed (eproto)'],
	])('says why there was no answer: %s', (code, expected) => {
		const thrown = wrap(new AxiosError(`connect ${code} 127.0.0.1:1`, code));
		expect(networkProblemIn(thrown)).toBe(expected);
	});

	test("does not blame the network if n8n's own database is at fault", () => {
		const thrown = wrap(new AxiosError('SQLITE_BUSY: database is locked', 'SQLITE_BUSY'));
		expect(networkProblemIn(thrown)).toBeUndefined();
		expect(messageOf(thrown)).toContain('database is locked');
	});

	test("keeps the credential's own message, which is not about the network", () => {
		const message = 'E-CROSS refused the Client ID and Client Secret. Check them.';
		const thrown = wrap(new Error(message));
		expect(networkProblemIn(thrown)).toBeUndefined();
		expect(messageOf(thrown)).toBe(message);
	});
});

test('the message of a credential that cannot be decrypted is the one that says what to do', () => {
	const cause = Object.assign(new Error('wrong final block length'), {
		code: 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH',
	});
	const thrown = new Error('Credentials could not be decrypted.', { cause });
	expect(networkProblemIn(thrown)).toBeUndefined();
	expect(messageOf(thrown)).toBe('Credentials could not be decrypted.');
});

describe('a 401', () => {
	const credentials = {
		environment: 'production',
		clientId: 'id',
		clientSecret: 'secret',
		sessionToken: '',
	};

	/** Answers the first request with 401, and records every request. */
	const scripted = () => {
		const asked: Array<{ options: object; data: object }> = [];
		const httpRequestWithAuthentication = async (
			_type: string,
			options: object,
			{ credentialsDecrypted: { data } }: { credentialsDecrypted: { data: object } },
		) => {
			asked.push({ options, data });
			const body = Readable.from([Buffer.from('{"ok":true}')]);
			const statusCode = asked.length === 1 ? 401 : 200;
			return await Promise.resolve({ statusCode, headers: {}, body });
		};
		return { asked, functions: { helpers: { httpRequestWithAuthentication } } as never };
	};

	test('leads to one more call with the same data, which tells the hook about the refusal', async () => {
		const { asked, functions } = scripted();
		const options = { url: 'https://order.api.e-cross.tech/ext/orders' };
		const answer = await sendWithCredential(
			functions,
			'eCrossApi',
			options,
			credentials,
			dataReader(),
			{ isCertain: ({ status }) => status === 401 },
		);
		expect(answer.status).toBe(200);
		expect(asked).toHaveLength(2);
		expect(asked[1]?.data).toBe(asked[0]?.data);
		expect(asked[0]?.data).not.toBe(credentials);
	});
});
