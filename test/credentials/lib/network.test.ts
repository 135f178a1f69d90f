import { expect, test } from 'vitest';

import { networkProblem } from '../../../credentials/lib/network';

test.each([
	['ECONNREFUSED', 'a refused connection', 'the connection was refused'],
	['connect ECONNREFUSED 127.0.0.1:1', 'a refused connection', 'the connection was refused'],
	['ECONNABORTED timeout of 100ms', 'a time-out', 'no answer within the time limit'],
	['ETIMEDOUT', 'a time-out', 'no answer within the time limit'],
	['Request timed out', 'a time-out', 'no answer within the time limit'],
	['ECONNRESET aborted', 'a broken connection', 'the connection was cut off'],
	['socket hang up', 'a broken connection', 'the connection was cut off'],
	['EPIPE', 'a broken connection', 'the connection was cut off'],
	['ENOTFOUND', 'an unknown host name', 'the host name is not known'],
	['getaddrinfo EAI_AGAIN', 'an unknown host name', 'the host name could not be looked up'],
	['ENETUNREACH', 'an unreachable host', 'the host could not be reached'],
	['ERR_CANCELED', 'a cancelled request', 'the execution was cancelled'],
	['Z_DATA_ERROR', 'an answer that cannot be unpacked', 'the answer could not be unpacked'],
	['Z_BUF_ERROR', 'an answer that broke off', 'the answer broke off'],
	[
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'a TLS certificate that is not trusted',
		'the TLS certificate is not trusted',
	],
	[
		'unable to verify the first certificate: UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'a TLS certificate that is not trusted',
		'the TLS certificate is not trusted',
	],
])('%s', (text, noun, clause) => {
	expect(networkProblem(text)).toMatchObject({ noun, clause });
});

test.each(['', 'EPROTO', 'NOTECONNREFUSED', 'something else'])('nothing is made of %j', (text) => {
	expect(networkProblem(text)).toBeUndefined();
});
