import fc from 'fast-check';
import { expect, test } from 'vitest';

import { rawMember } from '../../../nodes/EcartPay/trigger/rawMember';

/** JSON values whose texts and keys are full of what marks the parts of JSON. */
const key = fc.oneof(fc.constant('data'), fc.string({ unit: fc.constantFrom(...'"\\{}[],: é') }));
const { json } = fc.letrec((tie) => ({
	json: fc.oneof(
		{ maxDepth: 4 },
		fc.constantFrom('null', 'true', '-1.50', '1e2'),
		key.map((text) => JSON.stringify(text)),
		fc.array(tie('json')).map((rows) => `[${rows.join(' ,\n')}]`),
		object(tie('json') as fc.Arbitrary<string>),
	),
}));

/** Objects may have several members of one name. */
function object(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
	return fc
		.array(fc.tuple(key, value), { maxLength: 4 })
		.map((members) => members.map(([name, text]) => `${JSON.stringify(name)} :\t${text}`))
		.map((members) => `{ ${members.join(' , ')} }`);
}

test('is the text of what JSON.parse takes, wherever else its name occurs', () => {
	fc.assert(
		fc.property(object(json as fc.Arbitrary<string>), (text) => {
			const raw = rawMember(text, 'data');
			const { data } = JSON.parse(text) as { data?: unknown };
			expect(raw === undefined ? undefined : JSON.parse(raw)).toEqual(data);
			expect(raw).toBe(raw?.trim());
		}),
		{ numRuns: 1_000 },
	);
});

test('knows a key by what it says, not by how it is written', () => {
	expect(rawMember('{"d\\u0061ta": 1.0 }', 'data')).toBe('1.0');
});
