import { expect, test } from 'vitest';

import { networkProblem } from '../../../credentials/lib/network';

test.each([
	['ECONNREFUSED', 'refused the connection', 'the connection was refused'],
	['connect ECONNREFUSED 127.0.0.1:1', 'refused the connection', 'the connection was refused'],
	['ECONNABORTED timeout of 100ms', 'did not answer in time', 'no answer within the time limit'],
	['ETIMEDOUT', 'did not answer in time', 'no answer within the time limit'],
	['Request timed out', 'did not answer in time', 'no answer within the time limit'],
	['ECONNRESET aborted', 'closed the connection', 'the connection was cut off'],
	['socket hang up', 'closed the connection', 'the connection was cut off'],
	['EPIPE', 'closed the connection', 'the connection was cut off'],
	['ENOTFOUND', 'was not found', 'the host name was not found'],
	['getaddrinfo EAI_AGAIN', 'could not be looked up', 'the host name could not be looked up'],
	['ENETUNREACH', 'could not be reached', 'the host could not be reached'],
	[
		'ERR_CANCELED',
		'had not answered when the execution was canceled',
		'the execution was canceled',
	],
	[
		'Z_DATA_ERROR',
		'sent a response that could not be decompressed',
		'the response could not be decompressed',
	],
	['Z_BUF_ERROR', 'sent a response that was cut off', 'the response was cut off'],
	[
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'has a TLS certificate that is not trusted',
		'the TLS certificate is not trusted',
	],
	[
		'unable to verify the first certificate: UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'has a TLS certificate that is not trusted',
		'the TLS certificate is not trusted',
	],
])('%s', (text, predicate, clause) => {
	expect(networkProblem(text)).toMatchObject({ predicate, clause });
});

test.each(['', 'EPROTO', 'NOTECONNREFUSED', 'something else'])('%j says nothing', (text) => {
	expect(networkProblem(text)).toBeUndefined();
});
