import { expect, test } from 'vitest';

import { parseJson, parseJsonObject } from '../../../credentials/lib/json';

test.each([
	['{"a":1}', { a: 1 }, { a: 1 }],
	['\uFEFF{"a":1}', { a: 1 }, { a: 1 }],
	['[1]', [1], undefined],
	['"text"', 'text', undefined],
	['null', null, undefined],
	['0', 0, undefined],
	['', undefined, undefined],
	['{"a":', undefined, undefined],
	['<html>', undefined, undefined],
	['{"a":1}\uFEFF', undefined, undefined],
])('%j is JSON, and an object, or nothing', (text, value, object) => {
	expect(parseJson(text)).toEqual(value);
	expect(parseJsonObject(text)).toEqual(object);
});
