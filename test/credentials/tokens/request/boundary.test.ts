import { describe, expect, it } from 'vitest';

import {
	assertAttachable,
	requestAddress,
} from '../../../../credentials/tokens/request/baseAddress';

const attach = (url: string) => () =>
	assertAttachable(requestAddress({ url }), 'ECGrid', ['https://gateway.example/ecgrid'], false);

describe('a base address with a path', () => {
	it.each(['', '/', '/v2/users/me', '?a=/../other', '//v2', '/a%20b', '/..hidden', '/100%25'])(
		'takes what is below: %j',
		(rest) => {
			expect(attach(`https://gateway.example/ecgrid${rest}`)).not.toThrow();
		},
	);

	it.each([
		'/',
		'/other',
		'/ecgridX',
		'/ECGRID/x',
		'//ecgrid/x',
		'/ecgrid/../other',
		'/ecgrid/%2e%2e/other',
		'/ecgrid/.%2E/other',
		'/ecgrid/..%2fother',
		'/ecgrid/..%5cother',
		'/ecgrid\\..\\other',
		'/ecgrid/%252e%252e/other',
		'/ecgrid/%252e%252e%252fother',
		'/ecgrid/..;/other',
		'/ecgrid/%E0%A4%A',
	])('gives nothing to %j', (path) => {
		expect(attach(`https://gateway.example${path}`)).toThrow('not sent to gateway.example/');
	});
});
