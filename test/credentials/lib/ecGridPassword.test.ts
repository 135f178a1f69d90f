import { expect, test } from 'vitest';

import { meetsPasswordRule } from '../../../credentials/lib/ecGridPassword';

test.each([
	['Abcdef1!', true],
	['1!aA', true],
	['Abcdef1\n', true],
	['\n1aA', true],
	['Ä1aA', true],
	['abcdef1!', false],
	['ABCDEF1!', false],
	['Abcdefg!', false],
	['Abcdef12', false],
	['', false],
])('whether %j meets the rule: %s', (password, expected) => {
	expect(meetsPasswordRule(password)).toBe(expected);
});
